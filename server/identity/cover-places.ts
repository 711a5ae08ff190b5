import type { FindingKind } from '../domain/preparation.ts'
import { fold } from './folding.ts'
import { classOf, letter as letterClass } from './letter-classes.ts'
import type { Located } from './located.ts'
import type { CoverPlace, Passage } from './shapes.ts'

// A cover is described by places: the text as it is written, and the letters on both sides.

/**
 * Replaces what was removed from a copy. Always the same, so that its length tells nothing; words, so that screen readers read it aloud;
 * plain letters, so that every typeface has them and lines stay at their height.
 */
export const coverMark = '[removed]'

export interface Cover {
  readonly kind: FindingKind
  readonly places: readonly CoverPlace[]
  /** Covers one place of a finding and not all. */
  readonly isOnePlace: boolean
}

/** Among the letters beside a place: the passage begins or ends here. */
export const edge = '\n'
export const contextLetters = 24
/** How far around a place the neighbouring letters are taken from. */
const nearby = 200
const mostPlaces = 1000

/** The places of a finding in their order; after the first hundred, only those that differ. */
export function coverPlacesOf(located: readonly Located[], passages: readonly Passage[], shown: number): CoverPlace[] {
  const known = new Set<string>()
  const places: CoverPlace[] = []
  for (const { at, match } of located) {
    const text = passages[at.passage]?.text ?? ''
    // A match across several passages is in none of them, and a part of it is no name: no cover is made of it.
    const isHere = at.to > at.from && compared(text.slice(at.from, at.to)).includes(compared(match))
    const place = isHere ? placeIn(text, at.from, at.to) : { text: match, before: '', after: '' }
    const key = JSON.stringify(place)
    if (places.length < shown || (!known.has(key) && places.length < mostPlaces)) places.push(place)
    known.add(key)
  }
  return places
}

function placeIn(text: string, from: number, to: number): CoverPlace {
  const [begin, end] = [Math.max(0, from - nearby), Math.min(text.length, to + nearby)]
  // Text beyond a mark is not adjacent in the original file.
  const left = text.slice(begin, from).split(coverMark)
  const right = text.slice(to, end).split(coverMark)
  const before = `${begin === 0 && left.length === 1 ? edge : ''}${compared(left.at(-1) ?? '')}`
  const after = `${compared(right[0] ?? '')}${end === text.length && right.length === 1 ? edge : ''}`
  return { text: text.slice(from, to), before: before.slice(-contextLetters), after: after.slice(0, contextLetters) }
}

/** A text's letters as they are compared, with the position of each. */
interface Letters {
  readonly folded: string
  readonly from: readonly number[]
  readonly to: readonly number[]
}

const foldedLetters = new Map<string, string>()

export function lettersOf(text: string): Letters {
  const [from, to]: [number[], number[]] = [[], []]
  let folded = ''
  for (let at = 0; at < text.length; ) {
    const letter = String.fromCodePoint(text.codePointAt(at) ?? 0)
    let plain = foldedLetters.get(letter)
    if (plain === undefined) {
      plain = fold(letter)
      // Unicode classes enclosed letters as symbols; readers read them as letters.
      if (plain === '' && classOf(text.codePointAt(at) ?? 0) === letterClass && !/\p{M}/u.test(letter)) plain = letter
      foldedLetters.set(letter, plain)
    }
    for (let n = 0; n < plain.length; n += 1) {
      from.push(at)
      to.push(at + letter.length)
    }
    folded += plain
    at += letter.length
  }
  return { folded, from, to }
}

export const compared = (text: string) => lettersOf(text).folded
