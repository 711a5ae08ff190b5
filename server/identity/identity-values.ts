/** What programs write where a person's name belongs, folded. Anything else there is a person, a machine's owner or an employer. */
const generics = new Set(
  `author|authors|user|users|user name|username|default|owner|admin|administrator|administrateur|benutzer|utilisateur|usuario
|guest|root|public|all users|home|me|microsoft office user|microsoft office|office user|windows user|microsoft
|microsoft corporation|python docx|openpyxl|xlsxwriter|apache poi|poi|un named|unnamed|unknown|unspecified|anonymous|anonym
|none|null|undefined|nobody|n a|na|untitled|false|true|normal|libreoffice|openoffice|openoffice org|pandoc|docx4j|latex|tex
|word|excel|writer|unknown author|unknown creator|unknown organization|unbekannter autor|auteur inconnu|auteur|autor|autore
|your name|your user name|your company name|title|creator|pages|company|manager|registered user|preferred customer
|normal dotm|normal wordconv dotm|normal dot|normal email|normal wizard|normalemail dotm|standard|ad|windows live|signature|test|test user
|作者|автор|작성자|yazar|forfatter|forfattare|kirjoittaja|szerzo|penulis|windows kullanicisi|adobe|adobe systems|adobe systems inc|adobe systems incorporated|monotype|visual studio|windows ユーサー`
    .replaceAll('\n', '')
    .split('|'),
)

/** Programs that name themselves where a person or program belongs. */
const programs =
  /\b(acrobat|adobe|pdfmaker|distiller|ghostscript|pdf-?(tex|lib|box|creator|kit)?|(lua|xe|pdf)?(la)?tex|context|dvips|dvipdfm\w*|quartz|skia|chrome|chromium|cairo|libre ?office|open ?office|star ?office|neo ?office|word ?perfect|microsoft|ms word|word|excel|power ?point|writer|calc|quark\w*|in ?design|illustrator|photo ?shop|frame ?maker|page ?maker|itext\w*|tcpdf|fpdf|prince|apache|fop|poi|aspose\w*|mozilla|firefox|gimp|inkscape|image ?magick|scan\w*|lexmark|xerox|canon|epson|ricoh|konica|server|driver|printer|converter|generator|version|ver\.|software|www|http)\b|\d+\.\d/i

/** Words that stand in a heading, a style or a product more often than in a name. */
export const commonWords = new Set(
  `about abstract access account adobe analysis annex appendix arial article author authors bank basic black blank body bold
  book bookmark border building business calibri cambria caption cell center centre change chapter char character chart
  city client code college color colour column comment comments company computer contents content copy copyright corp
  corporation council courier custom data date default department desktop dialog diagram document documents draft edition
  editor education email emphasis empty endnote english enterprise error european example excel faculty field figure file
  final first font footer footnote form format foundation free general government graphic graphics grid group header
  heading health hello home hyperlink image index info information institute international internet italic journal label
  language last latin layout left legal letter level light line link list local main manager manuscript medium message
  microsoft model modern name national network none normal note notes number object office online open options original
  outline page paper paragraph part people picture plain preview print printer private product project public quote
  reader reference references regular report research review revised right roman sample school science sciences section
  services shape sheet show signature simple software solutions source standard state states strong style styles
  subtitle summary support symbol system table technologies technology template test tester testing text theme time times
  title unit united university unknown untitled user users value version view visible web west white windows word world
  your page_title docs north south east team apache mozilla foundation limited group inc ltd gmbh`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

const undecomposed: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}
const beyondAscii = /[\u0080-\uffff]/

/** Lower case, without accents, one space between words. */
export function folded(text: string): string {
  if (!beyondAscii.test(text))
    return text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim()
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øłıđðßæœ]/g, (letter) => undecomposed[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** True of what programs write in place of a name, and of nothing at all. "Author2" is what LibreOffice makes of a second one. */
export function isGeneric(value: string): boolean {
  const words = folded(value).replace(/^(author|user|unknown author) ?\d+$/, 'author')
  return words === '' || generics.has(words) || !/\p{L}/u.test(words)
}

/** Whether this is what a program calls itself. */
export function isProgram(value: string): boolean {
  return programs.test(value)
}

const particles = new Set(
  'van von de der den del della di da dos du la le el al bin ibn bint abu ter ten zu af y e'.split(' '),
)

/** Two to five capitalised words and nothing else, or a handful of Chinese, Japanese or Korean characters. */
export function looksLikePerson(value: string): boolean {
  const text = value.trim()
  if (text.length > 60) return false
  if (/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{2,6}$/u.test(text)) return true
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  if (words.length < 2 || words.length > 5) return false
  const isName = (word: string) => particles.has(word) || /^\p{Lu}[\p{L}\p{M}'’.-]*$/u.test(word)
  return words.every((word) => isName(word) && !commonWords.has(folded(word))) && words.some((word) => word.length > 2)
}

const inUser = /[\p{L}\p{N}._%+-]/u
const host = /[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/uy

/** Looked for around each @: a pattern for the whole would try every letter of a long text as a beginning. */
function addressesIn(text: string): string[] {
  const found: string[] = []
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let from = at
    while (from > 0 && at - from < 64 && inUser.test(text[from - 1] ?? '')) from -= 1
    if (from === at) continue
    host.lastIndex = at + 1
    const server = host.exec(text)?.[0]
    if (server !== undefined) found.push(`${text.slice(from, at)}@${server}`)
  }
  return found
}

const homes = [
  /(?:^|[\\/])(?:Users|Documents and Settings|Benutzer|Utilisateurs|Usuarios|home|Profiles)[\\/]+([^\\/:*?"<>|\r\n\0]{1,80})[\\/]/giu,
  /(?:^|[\\/])export[\\/]home[\\/]([^\\/\r\n\0]{1,80})[\\/]/giu,
]

/** E-mail addresses, and the names people have on the machines whose paths stand here. */
export function accountsIn(text: string): string[] {
  if (text.includes('%')) return accountsInPlain(`${text}\n${percentDecoded(text)}`)
  return accountsInPlain(text)
}

function accountsInPlain(text: string): string[] {
  const accounts = /[\\/]/.test(text)
    ? homes.flatMap((home) => [...text.matchAll(home)].map((found) => found[1] ?? ''))
    : []
  return [...addressesIn(text), ...accounts.map((account) => account.trim())]
}

/** A place in a file system, on a share or a machine. */
export function isPath(text: string): boolean {
  return /^(file:|[a-z]:[\\/]|\\\\|\/(home|Users|media|mnt|Volumes|tmp|var|export)\/)/i.test(text.trim())
}

export function percentDecoded(text: string): string {
  return text.replaceAll(/(?:%[\da-f]{2}){1,1000}/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  )
}
