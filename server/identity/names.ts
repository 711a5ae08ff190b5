import { isEveryday, isMonth, titles } from './everyday.ts'
import type { Word } from './folding.ts'
import { initialsAfter, initialsBefore, initialsOf, nextTo } from './initials.ts'
import type { Somebody, Unit } from './people.ts'

/** Where somebody's name stands, and how. */
export interface Standing {
  readonly somebody: Somebody
  readonly from: number
  readonly to: number
  /** With a year or "et al.": somebody's work is meant. */
  readonly cited: boolean
  /** More of the name than one word. */
  readonly whole: boolean
}

interface Key {
  readonly somebody: Somebody
  readonly unit: Unit
  readonly isCore: boolean
}

export type Keys = ReadonlyMap<string, readonly Key[]>

const inflected = /[^\p{Script=Latin}]$/u
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Hangul}]/u
const cyrillicEnding = /[аяоеийьіїыуюэ]$/u

/** "AwaNdiaye", as file names, accounts and broken lines have it. */
function runTogether({ units }: Somebody): Unit | null {
  const [first, last] = [units[0]?.keys[0] ?? '', units.at(-1)?.keys[0] ?? '']
  const all = units.map(({ keys }) => keys[0] ?? '').join('')
  if (units.length < 2 || first.length + last.length < 8) return null
  return {
    keys: [...new Set([all, first + last, last + first])],
    core: all,
    initial: '',
    alone: true,
    seams: new Set(),
  }
}

/** Each half of "Smith-Jones". */
function halves(somebody: Somebody): Unit[] {
  const family = somebody.units.at(-1)
  const key = family?.keys[0] ?? ''
  if (!family || somebody.units.length < 2) return []
  const ends = [...family.seams]
  return ends
    .map((end, at) => key.slice(ends[at - 1] ?? 0, end))
    .filter((half) => half.length > 3 && half !== key && half !== family.core)
    .map((half) => ({
      ...family,
      keys: [half],
      core: half,
      alone: family.alone && !isEveryday(half),
      seams: new Set([half.length]),
    }))
}

export function keysOf(all: readonly Somebody[]): Keys {
  const keys = new Map<string, Key[]>()
  const put = (key: string, entry: Key) => {
    if (key !== '') keys.set(key, [...(keys.get(key) ?? []), entry])
  }
  for (const somebody of all) {
    const whole = runTogether(somebody)
    for (const unit of [...somebody.units, ...halves(somebody), ...(whole ? [whole] : [])]) {
      for (const key of unit.keys) {
        put(key, { somebody, unit, isCore: false })
        if (/\p{Script=Cyrillic}/u.test(key) && key.length > 4 && cyrillicEnding.test(key)) {
          put(key.slice(0, -1), { somebody, unit, isCore: false })
        }
      }
      if (!unit.keys.includes(unit.core) && unit.core.length > 2) put(unit.core, { somebody, unit, isCore: true })
    }
  }
  return keys
}

interface UnitAt {
  readonly key: Key
  readonly at: number
  readonly until: number
}

const mostWordsInUnit = 6

/** The words of somebody's name that begin with this word, the longest of each. */
function unitsAt(text: string, words: readonly Word[], at: number, keys: Keys): UnitAt[] {
  const found = new Map<string, UnitAt>()
  const seams: number[] = []
  let glued = ''
  for (let until = at + 1; until <= Math.min(words.length, at + mostWordsInUnit); until += 1) {
    const word = words[until - 1]
    if (!word || word.folded.length > 60) break
    if (until > at + 1) {
      const between = text.slice(words[until - 2]?.to, word.from)
      if (!/^[\s'’‘`ʼ.\u00ad\u200c‐-–-]{0,4}$/u.test(between)) break
      if (!/^(?:\u00ad|[-‐]\s*|['’‘ʼ\u200c])$/u.test(between)) seams.push(glued.length)
    }
    glued += word.folded
    for (const form of formsOf(glued, word, at, words)) {
      for (const key of keys.get(form) ?? []) {
        const isWrittenSo = seams.every((seam) => key.unit.seams.has(seam))
        if (isWrittenSo) found.set(`${key.somebody.id} ${key.unit.keys[0]}`, { key, at, until })
      }
    }
  }
  return [...found.values()]
}

/** Endings and little words that other scripts write together with a name. */
function formsOf(glued: string, last: Word, at: number, words: readonly Word[]): string[] {
  if (!inflected.test(glued) || glued.length > 40) return [glued]
  const forms = [glued]
  const longest = unspaced.test(glued) ? 0 : Math.min(3, last.folded.length - 2)
  for (let cut = 1; cut <= longest && glued.length - cut >= 3; cut += 1) forms.push(glued.slice(0, -cut))
  if (/^[ولبفك]\p{Script=Arabic}{3}/u.test(words[at]?.folded ?? '')) {
    forms.push(glued.slice(1))
    if (glued.startsWith('لل')) forms.push(`ال${glued.slice(2)}`)
  }
  return forms
}

const titleWords = 2

export function namesAt(text: string, words: readonly Word[], keys: Keys): Standing[] {
  const found: Standing[] = []
  const takenUntil = new Map<string, number>()
  for (let at = 0; at < words.length; at += 1) {
    for (const first of unitsAt(text, words, at, keys)) {
      const { id } = first.key.somebody
      if ((takenUntil.get(id) ?? 0) > at) continue
      const standing = grown(text, words, first, keys)
      if (!standing) continue
      takenUntil.set(id, standing.until)
      found.push(standing)
    }
  }
  return found
}

/** One word of a name and what stands beside it, if that together is somebody. */
function grown(text: string, words: readonly Word[], first: UnitAt, keys: Keys): (Standing & { until: number }) | null {
  const { somebody } = first.key
  const units = new Set<Unit>([first.key.unit])
  let until = first.until
  let end = first.until
  while (end < words.length && nextTo(text, words, end)) {
    const next = unitsAt(text, words, end, keys).find(
      (other) => isOf(other.key.somebody, somebody) && !units.has(other.key.unit),
    )
    if (next) {
      units.add(next.key.unit)
      until = end = next.until
    } else if (end - until < 2 && (words[end]?.isCapital ?? false) && units.size < somebody.units.length) end += 1
    else break
  }
  const initials = initialsOf(somebody, units)
  const isGivenOnly = units.size === 1 && first.key.unit === somebody.units[0] && !first.key.unit.alone
  const before = isGivenOnly ? null : initialsBefore(text, words, first.at, initials)
  const after = initialsAfter(text, words, until, initials)
  const start = before ?? first.at
  const stop = after ?? until
  const from = words[start]?.from ?? 0
  const to = words[stop - 1]?.to ?? 0
  const rest = text.slice(to, to + 160)
  const lone = first.key.unit
  const named = words.slice(first.at, until)
  const isCapital = named.some((word) => word.isCapital)
  const isRunTogether = lone.seams.size === 0
  const whole = units.size > 1 || isRunTogether || before !== null || after !== null
  const cited = isCited(rest, text.slice(Math.max(0, from - 3), from), lone, whole)
  const isSure =
    isCapital || isRunTogether || (units.size > 1 && [...units].reduce((sum, { core }) => sum + core.length, 0) >= 8)
  if (!isSure) return null
  const isTitled = titled(words, start)
  const suffices = somebody.isFromFileName ? units.size > 1 || isRunTogether : whole || isTitled || cited || lone.alone
  return suffices ? { somebody, from, to, cited, whole: units.size > 1 || isRunTogether, until: stop } : null
}

function isOf(one: Somebody, other: Somebody): boolean {
  return one === other || one.id === other.id
}

function titled(words: readonly Word[], start: number): boolean {
  return words
    .slice(Math.max(0, start - titleWords), start)
    .some(({ folded, raw }) => titles.has(folded) && (/^[\p{Lu}\p{Lo}]/u.test(raw) || folded.length > 3))
}

const others = String.raw`(?:\s{0,2}(?:,|&|,\s?&|\band\b|\bet\b|\by\b|\bund\b|\be\b|\bи\b)\s{0,2}(?:\p{Lu}[\p{L}\p{M}'’-]{1,30}\s?){1,2}){0,4}`
const etAl = String.raw`(?:,?\s{0,2}(?:et\.? al\.?|& al\.?|and colleagues|and others|y cols?\.?|y colaboradores|et coll\.?|et collègues|وآخرون|и др\.?|та ін\.?)(?:'s|’s)?)`
const year = new RegExp(
  String.raw`^(?:['’]s)?${others}${etAl}?(?:,\s{0,2}|\s{0,2}[([]\s?|\s)(?:in press|forthcoming|(?:19|20)\d\d[a-z]?)(?!\d)`,
  'u',
)
const withOthers = new RegExp(`^${etAl}`, 'u')
const openYear = /^\s(?:19|20)\d\d/

function isCited(rest: string, before: string, unit: Unit, whole: boolean): boolean {
  if (withOthers.test(rest)) return true
  if (!year.test(rest)) return false
  const isInBrackets = /[([;]\s?$/.test(before)
  if (openYear.test(rest) && !isInBrackets) return false
  return whole || !isMonth(unit.core) || isInBrackets || /^\s?\(/.test(rest)
}

/** Names in scripts that put no space between words: wherever the letters stand. */
export function unspacedNames(text: string, all: readonly Somebody[]): Standing[] {
  const found: Standing[] = []
  for (const somebody of all) {
    const name = somebody.units.map(({ keys }) => keys[0] ?? '')
    for (const key of new Set([name.join(''), name.toReversed().join('')])) {
      if (key.length < 2 || !unspaced.test(key)) continue
      const pattern = new RegExp(Array.from(key).join(String.raw`[\s·・]?`), 'gu')
      for (const { 0: match, index } of text.matchAll(pattern)) {
        found.push({ somebody, from: index, to: index + match.length, cited: false, whole: true })
      }
    }
  }
  return found
}
