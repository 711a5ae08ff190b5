import type { TextKind } from './blocks.ts'
import { type Tag, walk } from './markup.ts'

/** The properties that a named style of a Word document gives a paragraph, with inherited ones. */
export interface WordStyle {
  readonly kind: TextKind
  readonly level?: number
  readonly list: string | null
  readonly depth: number
  readonly strong: boolean
  readonly concealed: boolean
}

interface Drawn {
  name: string
  base: string | null
  outline: number | null
  list: string | null
  depth: number | null
  strong: boolean | null
  concealed: boolean | null
}

/** Word writes built-in names in English whatever its language; ids and custom names are in any language. */
const kindsByName: readonly (readonly [RegExp, TextKind])[] = [
  [/^(title|titel|titre|título|titulo|titolo|عنوان)$/i, 'title'],
  [/^authors?$/i, 'author'],
  [/^(caption|legende|légende|epígrafe|leyenda)$/i, 'caption'],
]
const plainStyle: WordStyle = { kind: 'paragraph', list: null, depth: 0, strong: false, concealed: false }
const deepestAncestry = 20

/** True unless switched off, as OOXML writes it: `<w:b/>`, `<w:b w:val="0"/>`. */
export function isOn(tag: Tag): boolean {
  return !['0', 'false', 'off'].includes(tag.attribute('w:val') ?? '')
}

/** The styles by id; ask with null for none. */
export function wordStyles(xml: Buffer | null): (id: string | null) => WordStyle {
  const drawn = xml === null ? new Map<string, Drawn>() : drawnStyles(xml)
  const resolved = new Map<string, WordStyle>()
  return (id) => {
    if (id === null) return plainStyle
    const known = resolved.get(id)
    if (known !== undefined) return known
    const style = resolve(drawn, id)
    resolved.set(id, style)
    return style
  }
}

function drawnStyles(xml: Buffer): Map<string, Drawn> {
  const styles = new Map<string, Drawn>()
  let style: Drawn | null = null
  walk(xml, {
    open: (tag) => {
      const value = tag.attribute('w:val') ?? ''
      if (tag.name === 'w:style') {
        style = { name: '', base: null, outline: null, list: null, depth: null, strong: null, concealed: null }
        styles.set(tag.attribute('w:styleId') ?? '', style)
      } else if (style === null) return
      else if (tag.name === 'w:name') style.name = value
      else if (tag.name === 'w:basedOn') style.base = value
      else if (tag.name === 'w:outlineLvl') style.outline = Number(value)
      else if (tag.name === 'w:numId') style.list = value
      else if (tag.name === 'w:ilvl') style.depth = Number(value)
      else if (tag.name === 'w:b') style.strong = isOn(tag)
      else if (tag.name === 'w:vanish') style.concealed = isOn(tag)
    },
    close: (name) => {
      if (name === 'w:style') style = null
    },
  })
  return styles
}

function resolve(styles: ReadonlyMap<string, Drawn>, id: string): WordStyle {
  const line: Drawn[] = []
  for (let at: string | null = id; at !== null && line.length < deepestAncestry; ) {
    const style: Drawn | undefined = styles.get(at)
    if (style === undefined) break
    line.push(style)
    at = style.base
  }
  const first = <Value>(pick: (style: Drawn) => Value | null) => line.map(pick).find((value) => value !== null) ?? null
  const outline = first((style) => style.outline) ?? first((style) => levelInName(style.name))
  const named = first(({ name }) => kindsByName.find(([pattern]) => pattern.test(name))?.[1] ?? null)
  const isHeading = outline !== null && outline < 9
  const kind = named ?? (isHeading ? 'heading' : 'paragraph')
  return {
    kind,
    ...(kind === 'heading' && outline !== null && { level: outline + 1 }),
    list: first((style) => style.list),
    depth: first((style) => style.depth) ?? 0,
    strong: first((style) => style.strong) ?? false,
    concealed: first((style) => style.concealed) ?? false,
  }
}

function levelInName(name: string): number | null {
  const level = /^heading ([1-9])$/i.exec(name)?.[1]
  return level === undefined ? null : Number(level) - 1
}

/** Whether a list level has numbers: by `numId`, then by depth. */
export function wordLists(xml: Buffer | null): (list: string, depth: number) => boolean {
  const formats = new Map<string, string>()
  const kinds = new Map<string, string>()
  let [abstract, list, depth] = ['', '', '']
  if (xml !== null) {
    walk(xml, {
      open: (tag) => {
        if (tag.name === 'w:abstractNum') abstract = tag.attribute('w:abstractNumId') ?? ''
        else if (tag.name === 'w:num') list = tag.attribute('w:numId') ?? ''
        else if (tag.name === 'w:lvl') depth = tag.attribute('w:ilvl') ?? ''
        else if (tag.name === 'w:numFmt') formats.set(`${abstract} ${depth}`, tag.attribute('w:val') ?? '')
        else if (tag.name === 'w:abstractNumId') kinds.set(list, tag.attribute('w:val') ?? '')
      },
    })
  }
  return (list, depth) => !['bullet', 'none', undefined].includes(formats.get(`${kinds.get(list)} ${depth}`))
}
