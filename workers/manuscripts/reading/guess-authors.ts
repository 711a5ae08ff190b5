import { oneLine, type Span, type TextBlock } from './blocks.ts'
import { isName, type Named, namesIn } from './name-lines.ts'

export interface GuessedAuthor {
  readonly name: string
  readonly affiliation: string | null
  readonly email: string | null
}

const address = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu
const institution =
  /universi|institu|hospital|h[ôo]pital|cent(?:re|er|ro|rum)\b|clini|klini|colleg|school|facult|facul|department|d[ée]partement|departamento|foundation|fundaci|funda[çc]|fondation|ministry|minist[eè]|organi[sz]a|association|asociaci|associa[çc]|society|council|committee|laborato|academy|akademi|unit\b|service|programme|jamia|جامعة|مركز|مستشفى|معهد|كلية|قسم|منظمة|مؤسسة|جمعية|وزارة|университет|институт|大学|研究所|医院/iu
const mark = /^(?:\^([^^]{1,8})\^|(\d{1,2}|[a-h]|[*†‡§¶])(?=[\s.)]|\p{Lu}))[\s.)]*/u
const mostAuthors = 25
const mostUncasedLines = 2

/** The people named under the title, each with what stands there about them. */
export function authorsIn(below: readonly TextBlock[]): GuessedAuthor[] {
  const lines = below.flatMap(linesOf)
  const named: Named[] = []
  const places: { text: string; mark: string | null; after: number }[] = []
  for (const [place, line] of lines.entries()) {
    const withoutAddress = line.text.replaceAll(address, ' ')
    if (institution.test(withoutAddress)) places.push(placeOf(withoutAddress, named.length))
    // After affiliations have begun, a line of names is only believed if each person has lines of their own.
    // Without capitals, any short line could be a name: only those next to the title are believed.
    else if (/\p{Lu}/u.test(line.text) || place < mostUncasedLines)
      named.push(...(namesIn(withoutAddress) ?? namesBefore(line.text) ?? []))
  }
  const addresses = [...new Set(lines.flatMap(({ text }) => text.match(address) ?? []))]
  return named.slice(0, mostAuthors).map((author, at) => ({
    name: author.name,
    affiliation: affiliationOf(author, at, places),
    email: addressOf(author, named, addresses),
  }))
}

/** A paragraph can hold several lines; raised marks are written as `^1^`. */
function linesOf(block: TextBlock): { text: string; styled: boolean }[] {
  const styled = block.kind === 'author'
  return block.spans
    .map(shown)
    .join('')
    .split('\n')
    .map((text) => ({ text: oneLine(text.replaceAll('^^', ',')), styled }))
    .filter(({ text }) => text !== '' && text.length < 700)
}

function shown({ text, position }: Span): string {
  return position === 'super' && text.trim() !== '' ? `^${text.trim()}^` : text
}

/** "Amina Diallo, University of Dakar": a name, and where its bearer works, in one line. */
function namesBefore(line: string): readonly Named[] | null {
  const [first = ''] = line.split(/\s*[,،(–-]\s/)
  return isName(first) && institution.test(line) ? namesIn(first) : null
}

function placeOf(text: string, after: number): { text: string; mark: string | null; after: number } {
  const found = mark.exec(text)
  const bare = oneLine(text.slice(found?.[0].length ?? 0).replaceAll(/\^[^^]{0,20}\^/g, ' ')).replace(/[\s,;.]+$/, '')
  return { text: bare, mark: found?.[1] ?? found?.[2] ?? null, after }
}

type Place = ReturnType<typeof placeOf>

function affiliationOf({ marks }: Named, at: number, places: readonly Place[]): string | null {
  const pointed = places.filter(({ mark }) => mark !== null && marks.includes(mark))
  if (pointed.length > 0) return pointed.map(({ text }) => text).join('; ')
  if (places.length === 1) return places[0]?.text ?? null
  // Each person followed by their own lines.
  const own = places.filter(({ after, mark }) => after === at + 1 && mark === null)
  return own.length > 0 ? own.map(({ text }) => text).join(', ') : null
}

/** The address whose first part holds most of the name; the only one there is goes to the only author. */
function addressOf(author: Named, all: readonly Named[], addresses: readonly string[]): string | null {
  const own = addresses.find(
    (address) =>
      isLike(address, author.name) &&
      all.every((other) => other === author || !isLiker(address, other.name, author.name)),
  )
  if (own !== undefined) return own
  return all.length === 1 && addresses.length === 1 ? (addresses[0] ?? null) : null
}

function isLike(address: string, name: string): boolean {
  return likeness(address, name) > 0
}

function isLiker(address: string, one: string, other: string): boolean {
  return likeness(address, one) > likeness(address, other)
}

function likeness(address: string, name: string): number {
  const local = folded(address.split('@')[0] ?? '')
  const parts = folded(name)
    .split(/[^\p{L}]+/u)
    .filter((part) => part.length >= 3)
  return parts.filter((part) => local.includes(part.slice(0, 8))).reduce((sum, part) => sum + part.length, 0)
}

function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
