import { openDocumentNamespaces } from './open-document-names.ts'
import { type Attribute, type Element, type Fate, readMarkup, type Rules, valueOf } from '../package/rewrite.ts'
import { isAnywhereIn } from '../package/xml-bytes.ts'

/** Styles whose text is hidden. */
export interface HiddenText {
  readonly spans: ReadonlySet<string>
  readonly paragraphs: ReadonlySet<string>
}

const hidesSomething = /:display\s*=\s*["']none/

interface Style {
  readonly name: string
  readonly family: string
  readonly parent: string | null
  hidden: boolean | null
}

/** @param parts the parts that define styles: content.xml and styles.xml @throws FileRejected damaged, dtd */
export function readHiddenText(parts: readonly Buffer[]): HiddenText {
  const reader = new StyleReader()
  for (const part of parts) if (isAnywhereIn(part, hidesSomething)) readMarkup(part, reader)
  const byName = new Map(reader.styles.map((style) => [`${style.family} ${style.name}`, style]))
  const named = (family: string) =>
    reader.styles.filter((style) => style.family === family && isHidden(style, byName)).map(({ name }) => name)
  return { spans: new Set(named('text')), paragraphs: new Set(named('paragraph')) }
}

function isHidden(style: Style, byName: ReadonlyMap<string, Style>): boolean {
  const seen = new Set<Style>()
  for (let one: Style | undefined = style; one && !seen.has(one); one = byName.get(`${one.family} ${one.parent}`)) {
    if (one.hidden !== null) return one.hidden
    seen.add(one)
  }
  return false
}

class StyleReader implements Rules {
  readonly namespaces = openDocumentNamespaces
  readonly styles: Style[] = []

  open(element: Element, attributes: Attribute[]): Fate {
    if (element.name === 'style:style') {
      this.styles.push({
        name: valueOf(attributes, 'style:name') ?? '',
        family: valueOf(attributes, 'style:family') ?? '',
        parent: valueOf(attributes, 'style:parent-style-name') ?? null,
        hidden: null,
      })
    }
    const display = element.name === 'style:text-properties' ? valueOf(attributes, 'text:display') : undefined
    const style = this.styles.at(-1)
    if (display !== undefined && style && element.parent?.name === 'style:style') style.hidden = display === 'none'
    return 'keep'
  }
}
