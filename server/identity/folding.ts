import { foldLetters, spellOut } from '../domain/folding.ts'
import { classOf, digit, invisible, isCapitalCode, letter } from './letter-classes.ts'

/** Folds text for comparison of names: lower case, no accents, no blanks, no punctuation. */
export function fold(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '')
  return foldLetters(text).replaceAll(/[^\p{L}\p{M}\p{N}]+|[\u115f\u1160\u3164]+/gu, '')
}

/** Both usual foldings of umlauts: Müller is written Muller or Mueller. */
export function foldings(text: string): string[] {
  return [...new Set([fold(text), fold(spellOut(text))])].filter((key) => key !== '')
}

/** A sequence of letters, or of digits. Invisible characters do not separate words. */
export interface Word {
  readonly folded: string
  readonly raw: string
  readonly from: number
  readonly to: number
  /** Begins with a capital, or its script has no capitals. */
  readonly isCapital: boolean
}

/** The words of a text, in one pass over its characters. */
export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  const known = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0
    const first = classOf(code)
    if (first !== letter && first !== digit) {
      at += code > 0xffff ? 2 : 1
      continue
    }
    const to = endOfRun(text, at, first)
    const raw = text.slice(at, to)
    let folded = known.get(raw)
    if (folded === undefined) {
      folded = fold(raw)
      known.set(raw, folded)
    }
    words.push({ folded, raw, from: at, to, isCapital: first === letter && isCapitalCode(code) })
    at = to
  }
  return words
}

function endOfRun(text: string, from: number, of: number): number {
  let to = from
  for (let at = from; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0
    const found = classOf(code)
    at += code > 0xffff ? 2 : 1
    if (found === of) to = at
    else if (found !== invisible) break
  }
  return to
}
