import { commonWords, folded, looksLikePerson, percentDecoded } from '../../../server/identity/identity-values.ts'
import { withoutLooseAccents } from './accents.ts'
import type { ContentKind, Role } from './statements.ts'

/** A value to look for, in the spellings that count as a match. */
interface SearchTerm {
  readonly value: string
  /** Folded: the words in order, and for a person's name also with the last word first and the first word last. */
  readonly phrases: readonly string[]
  /** Words of a person's name that identify the person alone. */
  readonly parts: readonly string[]
  /** The words without blanks between them, when they are long enough together. */
  readonly together: readonly string[]
  /** Set when the value is too short to be looked for inside other text: only a whole value equal to it counts. */
  readonly exact: string | null
  readonly encoded: readonly Buffer[]
  readonly base64: readonly Buffer[]
  readonly letters: number
}

const shortest = { phrase: 4, part: 4, together: 7, exact: 3, inBytes: 5, inPictures: 8 } as const
// Scripts written without blanks: names are short, and no word boundary can be required.
const unspaced = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** The values looked for in one file. */
interface SearchTerms {
  readonly inWords: (value: string, role: Role) => readonly string[]
  readonly inBytes: (bytes: Buffer, contentKind: ContentKind) => readonly string[]
}

export function searchTermsFor(sought: readonly string[]): SearchTerms {
  const terms = [...new Set(sought.map((value) => value.trim()))].filter((value) => value !== '').map(searchTermFor)
  return {
    inWords: (value, role) => (role === 'person' ? [] : found(terms, searchedText(value, role), role)),
    inBytes: (bytes, contentKind) => foundInBytes(terms, bytes, contentKind),
  }
}

function searchTermFor(value: string): SearchTerm {
  const words = folded(value)
  const parts = words.split(' ')
  const person = looksLikePerson(value)
  const turned = [parts.at(-1), ...parts.slice(0, -1)].join(' ')
  const forward = [...parts.slice(1), parts[0]].join(' ')
  const initial = `${parts[0]?.[0] ?? ''}${parts.at(-1) ?? ''}`
  const long = unspaced.test(value) ? words.length >= 2 : words.length >= shortest.phrase
  return {
    value,
    phrases: long ? [...new Set(person ? [words, turned, forward] : [words])] : [],
    parts: person ? parts.filter((part) => part.length >= shortest.part && !commonWords.has(part)) : [],
    together: [parts.join(''), ...(person ? [turned.replaceAll(' ', ''), initial] : [])].filter(
      (run, n) => parts.length > 1 && run.length >= (n === 2 ? shortest.inBytes : shortest.together),
    ),
    exact: !long && words.length >= shortest.exact ? words : null,
    encoded: encodings(value),
    base64: words.length >= shortest.inPictures ? inBase64(value) : [],
    letters: unspaced.test(value) ? words.length * 3 : words.length,
  }
}

/** The value as bytes, in every encoding a file may use. */
function encodings(value: string): Buffer[] {
  const forms = new Set([
    value,
    value.toLowerCase(),
    value.toUpperCase(),
    value.normalize('NFD'),
    value.normalize('NFC'),
  ])
  const latin1 = Buffer.from(value, 'latin1').toString('latin1') === value
  return [...forms].flatMap((form) => [
    Buffer.from(form, 'utf8'),
    Buffer.from(form, 'utf16le'),
    Buffer.from(form, 'utf16le').swap16(),
    ...(latin1 && Buffer.byteLength(form) !== form.length ? [Buffer.from(form, 'latin1')] : []),
  ])
}

/** The part of a value's base64 form that is the same at each of the three alignments. */
function inBase64(value: string): Buffer[] {
  return (['utf8', 'utf16le'] as const).flatMap((encoding) =>
    [0, 1, 2].map((shift) => {
      const coded = Buffer.concat([Buffer.alloc(shift), Buffer.from(value, encoding)]).toString('base64')
      return Buffer.from(coded.slice(shift === 0 ? 0 : shift + 1, -4), 'latin1')
    }),
  )
}

/** The value as written, percent-decoded, and split where runTogetherWords and numbers2 begin. */
function everyReading(value: string): string {
  const decoded = value.includes('%') ? percentDecoded(value) : value
  const apart = decoded.replaceAll(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\d)/gu, ' ')
  return [...new Set([value, decoded, apart])].join('\n')
}

function searchedText(value: string, role: Role) {
  const words = folded(withoutLooseAccents(role === 'text' ? value : everyReading(value)))
  return { value, words: ` ${words} `, together: null as string | null, lines: null as ReadonlySet<string> | null }
}

function found(terms: readonly SearchTerm[], searched: ReturnType<typeof searchedText>, role: Role): string[] {
  if (searched.words.length < 4) return []
  return terms.filter((term) => isIn(term, searched, role)).map(({ value }) => value)
}

function isIn(term: SearchTerm, searched: ReturnType<typeof searchedText>, role: Role): boolean {
  const { words } = searched
  // A common word such as "Sheet" as creator is in every workbook. It counts only in a field for people, where any name
  // counts.
  const has = (phrase: string) =>
    !commonWords.has(phrase) && words.includes(unspaced.test(phrase) ? phrase : ` ${phrase} `)
  if (term.phrases.some(has)) return true
  if (role === 'text' || role === 'shown_person') return false
  if (role !== 'vocabulary' && (term.parts.some(has) || (term.exact !== null && linesOf(searched).has(term.exact))))
    return true
  if (term.together.length === 0) return false
  searched.together ??= words.replaceAll(' ', '')
  const close = searched.together
  return term.together.some((run) =>
    run.length >= shortest.together ? close.includes(run) : words.includes(` ${run} `),
  )
}

/** Several values may come in one statement, one a line. */
function linesOf(searched: ReturnType<typeof searchedText>): ReadonlySet<string> {
  searched.lines ??= new Set(searched.value.split('\n').map(folded))
  return searched.lines
}

function foundInBytes(terms: readonly SearchTerm[], bytes: Buffer, contentKind: ContentKind): string[] {
  const least = contentKind === 'data' ? shortest.inBytes : shortest.inPictures
  const mayHoldBase64 = contentKind === 'data' && /[A-Za-z\d+/]{60}/.test(bytes.toString('latin1', 0, 1_000_000))
  return terms
    .filter(({ letters }) => letters >= least)
    .filter(
      ({ encoded, base64 }) =>
        encoded.some((form) => standsIn(bytes, form)) || (mayHoldBase64 && base64.some((form) => bytes.includes(form))),
    )
    .map(({ value }) => value)
}

/** Whether the bytes occur as a whole word. */
function standsIn(bytes: Buffer, form: Buffer): boolean {
  for (let at = bytes.indexOf(form); at >= 0; at = bytes.indexOf(form, at + 1)) {
    if (!isLetter(bytes[at - 1]) && !isLetter(bytes[at + form.length])) return true
    // Two-byte characters: the byte before the first one is the high byte of the previous character.
    if (form.includes(0) && !isLetter(bytes[at - 2]) && !isLetter(bytes[at + form.length + 1])) return true
  }
  return false
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90))
}
