import { compared, contextLetters, type Cover, coverMark, edge, lettersOf } from './cover-places.ts'
import { wordsIn } from './folding.ts'
import type { CoverPlace, PlacedFinding } from './shapes.ts'

// Covering replaces what was found in a text by a mark in every copy. The search uses the letters exactly as the report found them, so
// every disguise that the report found is found again.

/** A range of a text, `from` inclusive. */
export interface CoveredStretch {
  readonly from: number
  readonly to: number
}

interface Sought extends CoverPlace {
  readonly folded: string
  readonly isTelling: boolean
  readonly isOnePlace: boolean
}

/** When a finding is one long word that contains a name, only the name is covered if its spelling is known. */
function narrowed(sought: readonly Sought[]): Sought[] {
  const telling = [...new Set(sought.filter((one) => one.isTelling).map(({ folded }) => folded))]
  return sought.filter(
    ({ text, folded }) =>
      wordsIn(text).length > 1 || !telling.some((name) => name.length * 2 <= folded.length && folded.includes(name)),
  )
}

/** Finds the places that covers apply to. */
export class CoverSearch {
  readonly #byForm: ReadonlyMap<string, readonly Sought[]>

  constructor(covers: readonly Pick<Cover, 'places' | 'isOnePlace'>[]) {
    const sought = covers.flatMap(({ places, isOnePlace }) =>
      narrowed(
        places.map((place) => ({
          ...place,
          folded: compared(place.text),
          isTelling: isTelling(place.text),
          isOnePlace,
        })),
      ),
    )
    this.#byForm = Map.groupBy(
      sought.filter(({ folded }) => folded !== ''),
      ({ folded }) => folded,
    )
  }

  /**
   * The ranges of a text to cover, in order and without overlaps.
   * @param isPassage whether the text is one whole passage, and not several or a part of one
   */
  in(text: string, isPassage = true): CoveredStretch[] {
    if (text === '' || this.#byForm.size === 0) return []
    const letters = lettersOf(text)
    const found: CoveredStretch[] = []
    for (const [form, places] of this.#byForm) {
      for (let at = letters.folded.indexOf(form); at >= 0; at = letters.folded.indexOf(form, at + 1)) {
        const from = letters.from[at] ?? 0
        const to = withMarks(text, letters.to[at + form.length - 1] ?? text.length)
        // Folding may turn one letter into two: they have one position.
        if (letters.from[at - 1] === from || letters.from[at + form.length] === letters.from[at + form.length - 1])
          continue
        if (places.some((place) => isMeant(place, letters.folded, at, { text, from, to, isPassage })))
          found.push({ from, to })
      }
    }
    return merged(found)
  }

  /** Whether a value of an attribute or property contains something to cover; such a value has no neighbouring text. */
  inValue(value: string): CoveredStretch[] {
    if (value === '' || this.#byForm.size === 0) return []
    const letters = lettersOf(value)
    const found: CoveredStretch[] = []
    for (const [form, places] of this.#byForm) {
      if (places.every(({ isOnePlace }) => isOnePlace) || form.length < shortestInValue) continue
      for (let at = letters.folded.indexOf(form); at >= 0; at = letters.folded.indexOf(form, at + 1)) {
        const [from, to] = [letters.from[at] ?? 0, letters.to[at + form.length - 1] ?? value.length]
        if (standsAlone(value, from, to)) found.push({ from, to })
      }
    }
    return merged([...found, ...this.in(value)])
  }
}

const shortestInValue = 5
const shortestTelling = 6
const enough = 8

/** Whether the text can be nothing but a name: a single word may be an ordinary word. */
function isTelling(text: string): boolean {
  const words = wordsIn(text)
  const isLettered = words.some(({ raw }) => /\p{L}/u.test(raw))
  return isLettered && (words.length > 1 || text.includes('@')) && compared(text).length >= shortestTelling
}

interface NameMention extends CoveredStretch {
  readonly text: string
  readonly isPassage: boolean
}

function isMeant(place: Sought, folded: string, at: number, { text, from, to, isPassage }: NameMention): boolean {
  const before = alike(place.before, folded.slice(Math.max(0, at - contextLetters), at), 'before', isPassage)
  const after = alike(
    place.after,
    folded.slice(at + place.folded.length, at + place.folded.length + contextLetters),
    'after',
    isPassage,
  )
  const isBoth = before >= 0 && after >= 0
  if (place.isOnePlace) return isBoth
  if (place.isTelling && standsAlone(text, from, to)) return true
  const isSaidEnough = isPassage || before + after >= shortestTelling || place.folded.length >= shortestInValue
  return (isBoth && isSaidEnough) || before >= enough || after >= enough
}

/** How many neighbouring letters are equal, as far as both sides reach; -1 when they differ. */
function alike(context: string, beside: string, side: 'before' | 'after', isPassage: boolean): number {
  const isEdge = context.includes(edge)
  const letters = context.replace(edge, '')
  const length = Math.min(letters.length, beside.length)
  if (isEdge && isPassage && beside.length > letters.length) return -1
  const isSame =
    side === 'before'
      ? letters.slice(letters.length - length) === beside.slice(beside.length - length)
      : letters.slice(0, length) === beside.slice(0, length)
  return isSame ? length : -1
}

const isWritten = (letter: string) => /[\p{L}\p{N}]/u.test(letter)

function standsAlone(text: string, from: number, to: number): boolean {
  const before = from === 0 ? '' : String.fromCodePoint(text.codePointAt(from - (isLow(text, from - 1) ? 2 : 1)) ?? 32)
  const behind = to >= text.length ? '' : String.fromCodePoint(text.codePointAt(to) ?? 32)
  return !isWritten(before) && !isWritten(behind)
}

function isLow(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}

/** Combining accents and invisible characters after the last letter belong to it. */
function withMarks(text: string, to: number): number {
  return to + (/^[\p{M}\u00ad\u200b-\u200f\u2060\ufeff]*/u.exec(text.slice(to, to + 20))?.[0].length ?? 0)
}

function merged(found: readonly CoveredStretch[]): CoveredStretch[] {
  const kept: { from: number; to: number }[] = []
  for (const { from, to } of found.toSorted((one, other) => one.from - other.from || other.to - one.to)) {
    const last = kept.at(-1)
    if (last !== undefined && from < last.to) last.to = Math.max(last.to, to)
    else kept.push({ from, to })
  }
  return kept
}

/** The text with each range replaced by the mark. */
export function covered(text: string, stretches: readonly CoveredStretch[]): string {
  let result = ''
  let at = 0
  for (const { from, to } of stretches) {
    result += text.slice(at, from) + coverMark
    at = to
  }
  return result + text.slice(at)
}

/** Whether a finding in a report on the covered copies contains something that a cover should have removed. */
export function isStillSaid(
  { kind, match, places }: Pick<PlacedFinding, 'kind' | 'match' | 'places'>,
  cover: Cover,
): boolean {
  if (cover.isOnePlace)
    return kind === cover.kind && cover.places.some((one) => places.some((other) => isSame(one, other)))
  if (kind !== cover.kind && kind !== 'name_left') return false
  const forms = new Set(cover.places.map(({ text }) => compared(text)))
  if (places.some(({ text }) => forms.has(compared(text)))) return true
  // A match of the scan is a whole value; the cover may be a part of it.
  const said = compared(match)
  return (places.length === 0 || kind === 'name_left') && [...forms].some((form) => form !== '' && said.includes(form))
}

const isSame = (one: CoverPlace, other: CoverPlace) =>
  compared(one.text) === compared(other.text) && one.before === other.before && one.after === other.after
