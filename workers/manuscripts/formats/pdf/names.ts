/** Names that programs give: a few letters and a number. */
const usual = /^(?!Tj)[A-Za-z]{1,4}[0-9][0-9_]{0,6}$/

// Names with a fixed meaning among resource names.
const fixed = new Set(
  'DeviceGray DeviceRGB DeviceCMYK CalGray CalRGB Lab Pattern Indexed DefaultGray DefaultRGB DefaultCMYK G RGB CMYK I'.split(
    ' ',
  ),
)

/**
 * New names for a document's resources whose own names may identify somebody ("SmithLogo"). Equal names get equal new names, so that pages
 * can share resources.
 */
export class ResourceNames {
  readonly #given = new Map<string, string>()

  of(name: string): string {
    if (fixed.has(name) || usual.test(name)) return name
    const known = this.#given.get(name)
    if (known !== undefined) return known
    const given = `Tj${this.#given.size}`
    this.#given.set(name, given)
    return given
  }
}

// Structure types of ISO 32000-1 (14.8.4) and ISO 32000-2 (14.8.4), and the tags that viewers know.
const standard = new Set(
  'Document DocumentFragment Part Art Sect Div Aside BlockQuote Caption TOC TOCI Index NonStruct Private Title FENote Sub P H H1 H2 H3 H4 H5 H6 H7 H8 H9 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Em Strong Ruby RB RT RP Warichu WT WP Figure Formula Form Artifact OC ReversedChars Clip Tx'.split(
    ' ',
  ),
)

export const isStandardTag = (name: string) => standard.has(name)

/** The tag of a marked-content sequence; custom tags mean nothing without the role map, which has been applied. */
export const plainTag = (name: string) => (standard.has(name) ? name : 'Span')
