import { officeNamespaces } from './office-names.ts'
import { type Attribute, type Element, type Fate, readMarkup, type Rules, valueOf } from '../package/rewrite.ts'
import { isAnywhereIn } from '../package/xml-bytes.ts'

/** Styles whose text is hidden. null is text without a style. */
export interface HiddenStyles {
  readonly runs: ReadonlySet<string | null>
  readonly paragraphs: ReadonlySet<string | null>
}

interface Style {
  readonly id: string | null
  readonly isParagraph: boolean
  readonly isDefault: boolean
  base: string | null
  vanish: boolean | null
}

/** Whether a switch such as `<w:vanish/>` is on; its value can be absent. */
export function isOn(attributes: readonly Attribute[]): boolean {
  return !/^(?:0|false|off)$/.test(valueOf(attributes, 'w:val') ?? '')
}

/** @throws FileRejected damaged, dtd */
export function readHiddenStyles(bytes: Buffer | null): HiddenStyles {
  const reader = new StyleReader()
  if (bytes && isAnywhereIn(bytes, /vanish/)) readMarkup(bytes, reader)
  const byId = new Map(reader.styles.map((style) => [style.id, style]))
  const hidden = reader.styles.filter((style) => vanishes(style, byId))
  const ids = (isParagraph: boolean) =>
    new Set(
      hidden
        .filter((style) => style.isParagraph === isParagraph)
        .flatMap((style) => (style.isDefault ? [style.id, null] : [style.id])),
    )
  return { runs: ids(false), paragraphs: ids(true) }
}

function vanishes(style: Style, byId: ReadonlyMap<string | null, Style>): boolean {
  const seen = new Set<Style>()
  for (
    let one: Style | undefined = style;
    one && !seen.has(one);
    one = one.base === null ? undefined : byId.get(one.base)
  ) {
    if (one.vanish !== null) return one.vanish
    seen.add(one)
  }
  return false
}

class StyleReader implements Rules {
  readonly namespaces = officeNamespaces
  readonly styles: Style[] = []

  open(element: Element, attributes: Attribute[]): Fate {
    const style = this.styles.at(-1)
    if (element.name === 'w:style') this.#begin(attributes)
    else if (element.name === 'w:basedOn' && style) style.base = valueOf(attributes, 'w:val') ?? null
    else if (element.name === 'w:vanish' && style && isOwn(element)) style.vanish = isOn(attributes)
    return 'keep'
  }

  #begin(attributes: readonly Attribute[]): void {
    this.styles.push({
      id: valueOf(attributes, 'w:styleId') ?? null,
      isParagraph: valueOf(attributes, 'w:type') === 'paragraph',
      isDefault: /^(?:1|true|on)$/.test(valueOf(attributes, 'w:default') ?? ''),
      base: null,
      vanish: null,
    })
  }
}

/** Whether it is a property of the style itself, not of its paragraph marks or table rows. */
function isOwn(element: Element): boolean {
  return element.parent?.name === 'w:rPr' && element.parent.parent?.name === 'w:style'
}
