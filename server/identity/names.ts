import { isMonth, titles } from './ambiguous-surnames.ts'
import type { Word } from './folding.ts'
import { initialsAfter, initialsBefore, initialsOf, nextTo } from './initials.ts'
import type { NameIndex } from './name-index.ts'
import { type UnitAt, unitsAt } from './name-words.ts'
import type { Person, Unit } from './people.ts'

/** Where a person's name is in the text, and in what form. */
export interface NameMention {
  readonly somebody: Person
  readonly from: number
  readonly to: number
  /** With a year or "et al.": a work is cited. */
  readonly cited: boolean
  /** More than one word of the name. */
  readonly whole: boolean
  /** The name may be somebody else's: it is reported and stops nothing. */
  readonly isHint?: boolean
}

const titleWords = 2
type UnitsAt = (at: number) => readonly UnitAt[]

export function namesAt(text: string, words: readonly Word[], index: NameIndex): NameMention[] {
  const found: NameMention[] = []
  const takenUntil = new Map<string, number>()
  const known: (readonly UnitAt[])[] = []
  const units: UnitsAt = (at) => (known[at] ??= unitsAt(text, words, at, index))
  for (let at = 0; at < words.length; at += 1) {
    for (const first of units(at)) {
      const { id } = first.key.somebody
      if ((takenUntil.get(id) ?? 0) > at) continue
      const standing = grown(text, words, first, units)
      if (!standing) continue
      takenUntil.set(id, standing.until)
      found.push(standing)
    }
  }
  return found
}

/** One part of a name with the words beside it, if together they identify somebody. */
function grown(
  text: string,
  words: readonly Word[],
  first: UnitAt,
  unitsFrom: UnitsAt,
): (NameMention & { until: number }) | null {
  const { somebody } = first.key
  const units = new Set<Unit>([first.key.unit])
  let until = first.until
  let end = first.until
  while (end < words.length && nextTo(text, words, end)) {
    const next = unitsFrom(end).find((other) => isOf(other.key.somebody, somebody) && !units.has(other.key.unit))
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
  const lone = first.key.unit
  const named = words.slice(first.at, until)
  const isCapital = named.some((word) => word.isCapital)
  const isRunTogether = lone.seams.size === 0
  const whole = units.size > 1 || isRunTogether || before !== null || after !== null
  const isSure =
    first.isDisguised ||
    isCapital ||
    isRunTogether ||
    (units.size > 1 && [...units].reduce((sum, { core }) => sum + core.length, 0) >= 8)
  if (!isSure) return null
  const cited = isCited(text.slice(to, to + 160), text.slice(Math.max(0, from - 3), from), lone, whole)
  const isTitled = titled(words, start)
  const isAlone = lone.alone && !first.isUnsure
  const suffices = somebody.isFromFileName
    ? units.size > 1 || isRunTogether
    : whole || isTitled || (cited && !first.isUnsure) || isAlone
  return suffices ? { somebody, from, to, cited, whole: units.size > 1 || isRunTogether, until: stop } : null
}

function isOf(one: Person, other: Person): boolean {
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
