import { isOrdinaryWord } from '../../../../server/identity/ambiguous-surnames.ts'
import { fold } from '../../../../server/identity/folding.ts'
import type { KnownPerson } from '../../../../server/identity/shapes.ts'
import type { Archive } from './archive.ts'
import { windowsOf } from './xml-bytes.ts'

// A link can lead to its author's page, and a picture's description can be its photographer's name. The makers named in the file's
// properties tell which of them do.

const properties = /^docProps\/[^/]*\.xml$|^meta\.xml$/i
const texts = /^(?:word|xl|xl\/persons)\/[^/]*\.xml$|^(?:content|styles)\.xml$/i
const named =
  /<(?:\w+:)?(?:creator|lastModifiedBy|initial-creator|printed-by|Company|Manager|author)\b[^>]*>([^<]{3,200})</g
const kept = /<(?:\w+:)?(?:lpwstr|user-defined)\b[^>]*>([^<]{5,200})</g
const signed = /(?::author|displayName)="([^"]{3,200})"/g

/** Values that programs write there, and words that are in many names of styles. */
const nobody = new Set(
  `author user owner admin administrator unknown anonymous microsoft word office windows excel libreoffice openoffice apache
  pandoc python docx openpyxl normal default title heading test home standard document guest root none null true false text
  table list body header footer caption style note figure reference template company manager my the and for
  subtitle abstract quote paragraph first compact block date bibliography source code char outline index section page`.split(
    /\s+/,
  ),
)

export class Identities {
  readonly #names: readonly string[]
  readonly #parts: ReadonlySet<string>
  readonly #known = new Map<string, boolean>()

  /** @param others values that may be names: only the whole value is searched for */
  constructor(people: Iterable<string>, others: Iterable<string>) {
    const names = namesAmong(people)
    this.#names = [...new Set([...names, ...namesAmong(others)])]
    // Every longer word of a person's name identifies the person.
    const words = names.map((name) => name.split(' ')).filter(({ length }) => length > 1 && length <= 4)
    this.#parts = new Set(words.flat().filter((word) => word.length >= 4 && !nobody.has(word)))
  }

  /** Whether the value contains the name of somebody whom the file names elsewhere. */
  in(value: string): boolean {
    if (value.length < 4 || this.#names.length === 0) return false
    let known = this.#known.get(value)
    if (known === undefined) {
      known = this.#isIn(value)
      this.#known.set(value, known)
    }
    return known
  }

  #isIn(value: string): boolean {
    const words = folded(`${value} ${percentDecoded(value)} ${apart(value)}`)
    const spaced = ` ${words} `
    const close = words.replaceAll(' ', '')
    if (
      this.#names.some(
        (name) => spaced.includes(` ${name} `) || (name.length >= 7 && close.includes(name.replaceAll(' ', ''))),
      )
    )
      return true
    return words.split(' ').some((word) => this.#parts.has(word))
  }
}

function namesAmong(values: Iterable<string>): string[] {
  const names = [...values]
    .flatMap(eachOf)
    .map(folded)
    .filter((name) => name.length >= 4 && /\p{L}/u.test(name))
  return names.filter((name) => name.split(' ').some((word) => !nobody.has(word)))
}

/** One property may contain several people. */
function eachOf(value: string): string[] {
  return [value, ...value.split(/[,;&/|]|\band\b|\bund\b|\bet\b|\by\b/)]
}

/** @param known the people on the form, who are always searched for @throws FileRejected damaged */
export function identitiesOf(archive: Archive, known: readonly KnownPerson[] = []): Identities {
  const people = new Set<string>()
  const others = new Set<string>()
  for (const { name, penName, email, affiliation } of known) {
    // A surname that is also an ordinary word identifies nobody by itself.
    for (const one of [name, penName ?? ''])
      (isOrdinaryWord(fold(one.split(/\s+/).at(-1) ?? '')) ? others : people).add(one)
    others.add(affiliation)
    others.add(email ?? '')
  }
  for (const name of archive.names) {
    if (!properties.test(name) && !texts.test(name)) continue
    for (const markup of windowsOf(archive.read(name) ?? Buffer.alloc(0))) {
      for (const [, value] of markup.matchAll(named)) people.add(plain(value ?? ''))
      for (const [, value] of markup.matchAll(signed)) people.add(plain(value ?? ''))
      for (const [, value] of markup.matchAll(kept)) others.add(plain(value ?? ''))
    }
  }
  return new Identities(people, others)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  return text.replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity)
}

/** Lower case, without accents, one space between words. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Separates the words of `runTogetherWords` and `numbers2`. */
function apart(value: string): string {
  return value.replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\d)/gu, ' ')
}

function percentDecoded(value: string): string {
  try {
    return value.includes('%') ? decodeURIComponent(value) : value
  } catch {
    return value
  }
}
