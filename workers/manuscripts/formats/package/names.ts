// People name styles, bookmarks, tables, shapes and sections, often after themselves, their institute or their project. A name made only of
// usual technical words is kept, because programs recognise styles by it. Any other name is replaced by a number in order of occurrence, so
// that the copies of two people's files are the same.

const words = new Set(
  `a abstract accent acknowledgement acknowledgements acronym addendum address addressee adjunct affiliation affiliations alert all alpha alphabetical an
  anchor and annex annotation answer apa appendix apple arrow article as attribute author authority authorities authors auto
  autoshape axis back background balloon bar base based bibliography big bitmap black blank block blockquote blue body bold book
  bookmark border bottom box break bright bullet bullets by canvas caption captioned captions cell cells center centered centred
  chapter char character characters chart check checkbox circle cite cited classic closing code col colon color colorful colour
  column columns comment compact condensed conclusion connector consequence content contents continue continued control
  converted copyright cont correspondence corresponding cover cross custom dark dash dashed data datatype date declaration
  decimal default definition definitions description details diagram dialog discussion display document documentation double
  down drawing drop caps ecxmsonormal edition effect effects elegant ellipse em email emphasis empty en end ending endnote
  endnotes entry entries envelope equation error even example extra extract fact field fieldmark figure figures final fine first
  fixed flow folio follow followed footer footnote footnotes for form format formatted formula frame frames freeform front
  full function funding general gloss glossary go graphic graphics gray green grey grid group hanging head header headers
  heading headings highlight highlights hint hlk hlt horizontal html hyperlink icon idx illustration illustrations image images import
  important in indent index information inline inset institution intense internet into introduction irregular isosceles
  issue it italic item items journal keyboard keyword keywords knockout label landscape large last layout lead left legal
  legend length level light line lines link linked linking list lists listing local long main manuscript margin marginalia
  mark marker master math medium memo mention menu message method methods minor mirrored modern mono monospace more mso name names
  nested new next no non none normal not note notes nothing number numbered numbering object objects odd of off
  old ole on one online open or orange ordered original other outline oval owner page pages para paragraph paragraphs part parts
  picture pictures placeholder plain point portrait preface preformatted preprocessor preview primary print professional program
  proof prose publication published purple question quick quotation quotations quote quoted rectangle red ref refer reference
  references region rejected related remark report reset result results return returned review revision right rotated
  rounded row rows rubies ruby rule rules running sample sans schoolbook scientific script second secondary section sections
  sender sentence separator sequence series serif shaded shading shadow shape shapes sheet short sidebar signature simple single
  size slide small smart source space spacing span special spread square stack standard star start statement step steps
  straight strike string strong style styles sub subject subsection subtitle subtle sum summary sup superscript subscript
  supplementary supporting symbol symbols system tab table tables tabs tag teletype template term terms text textbox textbody
  textual theme thesis third three thumbnail tick time tip title titles to toa toc token tok top total toxic trans transparent
  triangle two type typed typewriter underline unit unknown unmarked unnumbered unordered unresolved untitled up url used
  user variable vector verbatim verse version vertical visited warning watermark web wide with word words wrap
  write yellow zero salutation addressee absatz standardschriftart normaltable nolist
  abb abs bib bibl chap cit cr eq eqn fig figs fm fn ft gr hd idea img ln lof lot lfo lfolvl lvl lfolvln mathml mdp mfr mgr mon mp mpm
  msg mt nn ol ooo par pb pc pl pm pre ps rf ro co ce ta tbl td th tr tx ul uno unomark wn ww wwchar wwnum z num ddelink refheading
  refillustration reftable refdrawing reffigure reftext sect fieldmarks fr ma po ctl cjk asian western complex seq`.split(
    /\s+/,
  ),
)

const own = /^_(?:Toc|Ref|Hlk|Hlt|ftn|ftnref|edn|ednref)\d*$|^_GoBack$|^_x0000_[a-z]+\d+$/

/** Names that Word and LibreOffice give to the targets of references. */
const drawn = /^_(?:Toc|Ref|Hlk|Hlt)\d{4,}$|^__Ref(?:Heading|Numpara|Caption)\w*\d{4,}$/
const drawnNumbers = /\d{4,}/g

export class Names {
  readonly #aliases = new Map<string, string>()
  readonly #guids = new Map<string, string>()

  /** The new name, the same at every occurrence. */
  of(value: string): string {
    const known = this.#aliases.get(value)
    if (known !== undefined) return known
    const alias = isPlain(value) ? this.#renumbered(value) : `Name${this.#count()}`
    this.#aliases.set(value, alias)
    return alias
  }

  /** Random identifiers show which files are copies of each other. */
  guid(value: string): string {
    const key = value.toUpperCase()
    const known = this.#guids.get(key)
    if (known !== undefined) return known
    const guid = `{00000000-0000-4000-8000-${String(this.#guids.size + 1).padStart(12, '0')}}`
    this.#guids.set(key, guid)
    return guid
  }

  /** A long number is random, so two files with the same number come from one computer. */
  #renumbered(name: string): string {
    return drawn.test(name) ? `${name.replace(drawnNumbers, '')}${this.#count()}` : name
  }

  #given = 0

  #count(): number {
    this.#given++
    return this.#given
  }
}

export function isGuid(value: string): boolean {
  return value.length === 38 && /^\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$/.test(value)
}

/** Whether a name consists of usual technical words and numbers. */
export function isPlain(name: string): boolean {
  if (own.test(name)) return true
  return name
    .replace(/_(?:20|2d|28|29|2e|2c|3a|5f|2f)_/gi, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .every((word) => word.length < 2 || words.has(word))
}
