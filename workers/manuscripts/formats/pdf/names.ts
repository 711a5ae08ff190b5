/** What programs call things: a few letters and a number. */
const usual = /^(?!Tj)[A-Za-z]{1,4}[0-9][0-9_]{0,6}$/

// Names with a meaning of their own where resources are named.
const fixed = new Set(
  'DeviceGray DeviceRGB DeviceCMYK CalGray CalRGB Lab Pattern Indexed DefaultGray DefaultRGB DefaultCMYK G RGB CMYK I'.split(
    ' ',
  ),
)

/**
 * New names for the resources of a document whose own may say something ("SmithLogo"); the same one always becomes the same,
 * so that pages may share what they share.
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

// Structure types of ISO 32000-1 (14.8.4) and ISO 32000-2 (14.8.4), and the tags that mean something to viewers.
const standard = new Set(
  'Document DocumentFragment Part Art Sect Div Aside BlockQuote Caption TOC TOCI Index NonStruct Private Title FENote Sub P H H1 H2 H3 H4 H5 H6 H7 H8 H9 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Em Strong Ruby RB RT RP Warichu WT WP Figure Formula Form Artifact OC ReversedChars Clip Tx'.split(
    ' ',
  ),
)

export const isStandardTag = (name: string) => standard.has(name)

/** Stretches of content with a tag of somebody's own: the tag says nothing without the map of roles, which has been applied. */
export const plainTag = (name: string) => (standard.has(name) ? name : 'Span')
