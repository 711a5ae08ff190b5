import type { TextKind } from './blocks.ts'
import { type Tag, walk } from './markup.ts'

/** The properties of a style of an OpenDocument text, with inherited ones. */
export interface OpenStyle {
  readonly kind: TextKind
  readonly level: number | null
  readonly strong: boolean
  readonly emphasis: boolean
  readonly position: 'super' | 'sub' | null
  readonly concealed: boolean
  readonly rightToLeft: boolean
}

interface Drawn {
  name: string
  base: string | null
  level: number | null
  strong: boolean | null
  emphasis: boolean | null
  position: 'super' | 'sub' | 'none' | null
  hidden: boolean | null
  tiny: boolean | null
  white: boolean | null
  shaded: boolean | null
  rightToLeft: boolean | null
}

export interface OpenStyles {
  readonly of: (name: string | null) => OpenStyle
  readonly isOrdered: (list: string | null, depth: number) => boolean
}

// Names as LibreOffice writes them; characters that XML names may not contain are codes: Heading_20_1.
const kindsByName: readonly (readonly [RegExp, TextKind])[] = [
  [/^title$/i, 'title'],
  [/^authors?$/i, 'author'],
  [/^(caption|figure|table|illustration|drawing|tablecaption|figurecaption)$/i, 'caption'],
]
const deepestAncestry = 20
/** In points. */
const unreadablySmall = 2

/** @param parts styles.xml and content.xml, in this order */
export function openStyles(parts: readonly (Buffer | null)[]): OpenStyles {
  const styles = new Map<string, Drawn>()
  const lists = new Map<string, boolean>()
  for (const xml of parts) if (xml !== null) collect(xml, styles, lists)
  const resolved = new Map<string, OpenStyle>()
  return {
    of: (name) => {
      const key = name ?? ''
      const style = resolved.get(key) ?? resolve(styles, key)
      resolved.set(key, style)
      return style
    },
    isOrdered: (list, depth) => lists.get(`${list} ${depth}`) ?? false,
  }
}

function collect(xml: Buffer, styles: Map<string, Drawn>, lists: Map<string, boolean>): void {
  let style: Drawn | null = null
  let list = ''
  walk(xml, {
    open: (tag) => {
      if (tag.name === 'style:style') {
        style = drawn(tag)
        styles.set(tag.attribute('style:name') ?? '', style)
      } else if (tag.name === 'text:list-style') list = tag.attribute('style:name') ?? ''
      else if (tag.name.startsWith('text:list-level-style-')) {
        const numbered = tag.local.endsWith('number') && tag.attribute('style:num-format') !== ''
        lists.set(`${list} ${tag.attribute('text:level')}`, numbered)
      } else if (style !== null && tag.name === 'style:text-properties') heedText(style, tag)
      else if (style !== null && tag.name === 'style:paragraph-properties') {
        const mode = tag.attribute('style:writing-mode')
        if (mode !== null && mode !== 'page') style.rightToLeft = mode.startsWith('rl')
      }
    },
    close: (name) => {
      if (name === 'style:style') style = null
    },
  })
}

function drawn(tag: Tag): Drawn {
  const level = tag.attribute('style:default-outline-level')
  return {
    name: (tag.attribute('style:display-name') ?? tag.attribute('style:name') ?? '').replaceAll('_20_', ' '),
    base: tag.attribute('style:parent-style-name'),
    level: level === null || level === '' ? null : Number(level),
    strong: null,
    emphasis: null,
    position: null,
    hidden: null,
    tiny: null,
    white: null,
    shaded: null,
    rightToLeft: null,
  }
}

function heedText(style: Drawn, tag: Tag): void {
  const weight = tag.attribute('fo:font-weight')
  const slant = tag.attribute('fo:font-style')
  const place = tag.attribute('style:text-position')
  const size = /^([\d.]+)pt$/.exec(tag.attribute('fo:font-size') ?? '')?.[1]
  const colour = tag.attribute('fo:color')
  const behind = tag.attribute('fo:background-color')
  const display = tag.attribute('text:display')
  if (weight !== null) style.strong = weight === 'bold' || Number(weight) >= 600
  if (slant !== null) style.emphasis = slant !== 'normal'
  if (place !== null) style.position = /^(super|[1-9])/.test(place) ? 'super' : /^(sub|-)/.test(place) ? 'sub' : 'none'
  if (size !== undefined) style.tiny = Number(size) <= unreadablySmall
  if (colour !== null) style.white = /^#fffff[0-9a-f]$/i.test(colour)
  if (behind !== null) style.shaded = !/^(transparent|#ffffff)$/i.test(behind)
  if (display !== null) style.hidden = display === 'none'
}

function resolve(styles: ReadonlyMap<string, Drawn>, name: string): OpenStyle {
  const line: Drawn[] = []
  for (let at: string | null = name; at !== null && line.length < deepestAncestry; ) {
    const style: Drawn | undefined = styles.get(at)
    if (style === undefined) break
    line.push(style)
    at = style.base
  }
  const first = <Value>(pick: (style: Drawn) => Value | null) => line.map(pick).find((value) => value !== null) ?? null
  const position = first((style) => style.position)
  const isWhite = (first((style) => style.white) ?? false) && !(first((style) => style.shaded) ?? false)
  return {
    kind: first(({ name }) => kindsByName.find(([pattern]) => pattern.test(name))?.[1] ?? null) ?? 'paragraph',
    level: first((style) => style.level ?? levelInName(style.name)),
    strong: first((style) => style.strong) ?? false,
    emphasis: first((style) => style.emphasis) ?? false,
    position: position === 'none' ? null : position,
    concealed: isWhite || first((style) => style.hidden) === true || first((style) => style.tiny) === true,
    rightToLeft: first((style) => style.rightToLeft) ?? false,
  }
}

function levelInName(name: string): number | null {
  const level = /^heading ([1-9])$/i.exec(name)?.[1]
  return level === undefined ? null : Number(level)
}
