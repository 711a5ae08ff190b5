import type { FindingKind } from '../domain/preparation.ts'
import { fold } from './folding.ts'
import { classOf, letter as letterClass } from './letter-classes.ts'
import type { Located } from './located.ts'
import type { CoverPlace, Passage } from './shapes.ts'

// What is covered is told by places: as they are written, and by the letters on both sides of them.

/**
 * What stands in a copy where something was taken out: always the same, so that its length tells nothing; words, so that it is
 * read aloud; of plain letters, so that every typeface has it and no line grows higher.
 */
export const coverMark = '[removed]'

export interface Cover {
  readonly kind: FindingKind
  readonly places: readonly CoverPlace[]
  /** One of the places of a line, not the line. */
  readonly isOnePlace: boolean
}

/** In the letters beside a place: here its passage begins or ends. */
export const edge = '\n'
export const contextLetters = 24
/** How far around a place they are looked for. */
const nearby = 200
const mostPlaces = 1000

/** Where the places of a line stand, in their order, each that says the same once behind the first hundred. */
export function coverPlacesOf(located: readonly Located[], passages: readonly Passage[], shown: number): CoverPlace[] {
  const known = new Set<string>()
  const places: CoverPlace[] = []
  for (const { at, match } of located) {
    const text = passages[at.passage]?.text ?? ''
    // Letters in several passages are in none of them, and a part of them is no name: nothing covers that.
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
  // What stands on the other side of a mark is other letters in the file itself.
  const left = text.slice(begin, from).split(coverMark)
  const right = text.slice(to, end).split(coverMark)
  const before = `${begin === 0 && left.length === 1 ? edge : ''}${compared(left.at(-1) ?? '')}`
  const after = `${compared(right[0] ?? '')}${end === text.length && right.length === 1 ? edge : ''}`
  return { text: text.slice(from, to), before: before.slice(-contextLetters), after: after.slice(0, contextLetters) }
}

/** The letters of a text as they are compared, each with where it stands. */
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
      // Letters in circles and squares are symbols to Unicode, and letters to whoever reads them.
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
