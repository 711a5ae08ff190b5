import { uninflected } from './case-endings.ts'
import type { Word } from './folding.ts'
import { isDisguised, skeleton } from './lookalikes.ts'
import type { Key, NameIndex } from './name-index.ts'
import { commonSpelling, isOfTheirScripts } from './romanised.ts'

/** Words of a text that are one part of a name. */
export interface UnitAt {
  readonly key: Key
  readonly at: number
  readonly until: number
  /** Written with lookalike letters, which never happens by chance. */
  readonly isDisguised: boolean
  /** In a form that may be another family name. */
  readonly isUnsure: boolean
}

const mostWordsInUnit = 6
const longestWord = 60
const shortestSpelling = 4
const none: readonly UnitAt[] = []
const beyondAscii = /[^\0-\u007f]/
const inflected = /[^\p{Script=Latin}\p{N}]$/u
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Hangul}]/u
const prefixed = /^[ولبفك]\p{Script=Arabic}{3}/u
const shortened = 3

/** The parts of names that begin with this word, the longest for each person. */
export function unitsAt(text: string, words: readonly Word[], at: number, index: NameIndex): readonly UnitAt[] {
  const word = words[at]
  if (!word || word.folded.length > longestWord) return none
  const isOdd = beyondAscii.test(word.raw) || (word.isCapital && index.romanised.others.size > 0)
  const begins = mayBegin(word.folded, index)
  if (!isOdd && !begins && !touches(words, at)) return none
  const found: UnitAt[] = []
  if (begins) written(text, words, at, index, found)
  if (found.length === 0) otherwiseWritten(text, words, at, index, found)
  return found
}

type How = Pick<UnitAt, 'isDisguised' | 'isUnsure'>
const plainly: How = { isDisguised: false, isUnsure: false }
const disguised: How = { isDisguised: true, isUnsure: false }
const unsurely: How = { isDisguised: false, isUnsure: true }

function add(found: UnitAt[], key: Key, at: number, until: number, how: How): void {
  const before = found.findIndex(
    (one) => one.key.somebody === key.somebody && one.key.unit.keys[0] === key.unit.keys[0],
  )
  const unit = { key, at, until, ...how }
  if (before < 0) found.push(unit)
  else found[before] = unit
}

function mayBegin(folded: string, { beginnings }: NameIndex): boolean {
  return (
    beginnings.has(folded.slice(0, shortened)) ||
    (prefixed.test(folded) && (beginnings.has(folded.slice(1, 1 + shortened)) || folded.startsWith('لل')))
  )
}

function written(text: string, words: readonly Word[], at: number, index: NameIndex, found: UnitAt[]): void {
  const seams: number[] = []
  let glued = ''
  const put = (keys: readonly Key[] | undefined, until: number, how: How) => {
    for (const key of keys ?? []) {
      if (seams.every((seam) => key.unit.seams.has(seam))) add(found, key, at, until, how)
    }
  }
  for (let until = at + 1; until <= Math.min(words.length, at + mostWordsInUnit); until += 1) {
    const word = words[until - 1]
    if (!word || word.folded.length > longestWord) break
    if (until > at + 1) {
      const between = text.slice(words[until - 2]?.to, word.from)
      if (!/^[\s'’‘`ʼ.\u200c‐-–-]{0,4}$/u.test(between)) break
      if (!/^(?:[-‐]\s*|['’‘ʼ\u200c]|)$/u.test(between)) seams.push(glued.length)
    }
    glued += word.folded
    for (const form of formsOf(glued, word, words[at])) put(index.keys.get(form), until, plainly)
    if (noted.test(word.raw)) put(familiesAmong(index.keys.get(glued.slice(0, -1))), until, unsurely)
    if (index.beginnings.has(glued)) continue
    if (beyondAscii.test(glued) && prefixed.test(words[at]?.folded ?? '')) continue
    if (word.isCapital || until > at + 1) {
      for (const { key, isSure } of inflectedFrom(glued, index)) {
        // A case ending is part of a word and no word of its own.
        if (glued.length - key.length < word.folded.length - 1)
          put(index.keys.get(key) ?? index.stems.get(key), until, isSure ? plainly : unsurely)
      }
    }
    break
  }
}

/** The letter with which a title page refers to an affiliation, when extraction lost that it is raised: "Li Weia". */
const noted = /^\p{Lu}\p{L}*\p{Ll}[a-h]$/u

function familiesAmong(keys: readonly Key[] = []): readonly Key[] {
  return keys.filter(({ somebody, unit }) => unit === somebody.units.at(-1))
}

const longestEnding = 5
/** A name of at least this length identifies its bearer, with any ending. */
const tellingLength = 9

function inflectedFrom(glued: string, { beginnings }: NameIndex): ReturnType<typeof uninflected> {
  if (!beginnings.has(glued.slice(0, -longestEnding)) || !/^[a-z]+$/.test(glued)) return []
  return uninflected(glued)
}

/** Case endings, and small words that some scripts write joined to a name. */
function formsOf(glued: string, last: Word, first: Word | undefined): string[] {
  if (!beyondAscii.test(glued) || glued.length > 40 || !inflected.test(glued)) return [glued]
  const forms = [glued]
  const longest = unspaced.test(glued) ? 0 : Math.min(3, last.folded.length - 2)
  for (let cut = 1; cut <= longest && glued.length - cut >= 3; cut += 1) forms.push(glued.slice(0, -cut))
  if (prefixed.test(first?.folded ?? '')) {
    forms.push(glued.slice(1))
    if (glued.startsWith('لل')) forms.push(`ال${glued.slice(2)}`)
  }
  return forms
}

interface Otherwise {
  readonly keys: readonly Key[]
  readonly how: How
}

/** The name in letters of another script, or in lookalike letters and digits. */
function otherwiseWritten(text: string, words: readonly Word[], at: number, index: NameIndex, found: UnitAt[]): void {
  const from = words[at]?.from ?? 0
  if (words[at - 1]?.to === from) return
  const until = endOfTouching(words, at)
  const raw = text.slice(from, words[until - 1]?.to)
  if (raw.length > longestWord) return
  let known = index.otherwise.get(raw)
  if (known === undefined) {
    known = otherwise(raw, words[at], until - at, index)
    index.otherwise.set(raw, known)
  }
  for (const { keys, how } of known) for (const key of keys) add(found, key, at, until, how)
}

function otherwise(raw: string, word: Word | undefined, of: number, { romanised, drawn }: NameIndex): Otherwise[] {
  const found: Otherwise[] = []
  const put = (keys: readonly Key[] | undefined, how: How) => {
    if (keys) found.push({ keys, how })
  }
  const folded = word?.folded ?? ''
  if (of === 1 && word?.isCapital && folded.length >= shortestSpelling) {
    const isTheirs = isOfTheirScripts(folded)
    const isLong = folded.length >= tellingLength
    const spellings = isTheirs ? romanised.latin : romanised.others
    // With a case ending: Шевченком, Петровым.
    for (let cut = isTheirs && spellings.size > 0 ? 3 : 0; cut >= 0; cut -= 1) {
      if (spellings.size > 0 && folded.length - cut >= shortestSpelling)
        put(
          spellings.get(commonSpelling(folded.slice(0, folded.length - cut))),
          cut === 0 || isLong ? plainly : unsurely,
        )
    }
  }
  const isMixed = of > 2 && /^\p{L}.*\d.*\p{L}$/u.test(raw)
  if (isMixed || isDisguised(raw)) put(drawn.get(skeleton(raw)), disguised)
  return found
}

function touches(words: readonly Word[], at: number): boolean {
  return words[at + 1]?.from === words[at]?.to
}

/** "Quixwh1stle": letters and digits without a blank between them are one word. */
function endOfTouching(words: readonly Word[], at: number): number {
  let until = at + 1
  while (until < words.length && until - at < mostWordsInUnit && touches(words, until - 1)) until += 1
  return until
}
