import type { Word } from './folding.ts'

/** The words of a text joined without blanks, to find names that may be split anywhere. */
export interface Glued {
  readonly text: string
  readonly words: readonly Word[]
  /** By position in `text`: the index of the word that begins or ends there; -1 for none. */
  readonly starts: Int32Array
  readonly ends: Int32Array
}

export function glue(words: readonly Word[], spelled: (word: Word) => string = ({ folded }) => folded): Glued {
  const pieces = words.map(spelled)
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const starts = new Int32Array(length + 1).fill(-1)
  const ends = new Int32Array(length + 1).fill(-1)
  let at = 0
  for (const [place, piece] of pieces.entries()) {
    if (piece === '') continue
    starts[at] = place
    at += piece.length
    ends[at] = place
  }
  return { text: pieces.join(''), words, starts, ends }
}

/** The first and last word of each sequence of words that together spell the phrase. */
export function* placesIn({ text, starts, ends }: Glued, phrase: string): Generator<readonly [number, number]> {
  if (phrase === '') return
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const [first, last] = [starts[at] ?? -1, ends[at + phrase.length] ?? -1]
    if (first < 0 || last < 0) continue
    yield [first, last]
    at += phrase.length - 1
  }
}
