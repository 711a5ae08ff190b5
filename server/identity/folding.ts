import { classOf, digit, invisible, isCapitalCode, letter } from './letter-classes.ts'

const undecomposed: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ə: 'e',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ە: 'ه',
}

/** Marks that go with any script, and points; the vowels of India and Thailand are letters to their readers. */
const accents = /[\p{Script=Inherited}\p{Lm}\u0591-\u05c7]/gu

/** As people compare names: lower case, no accents, no spaces, no signs, whatever the keyboard. */
export function fold(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '')
  return text
    .normalize('NFKD')
    .replaceAll(accents, '')
    .toLowerCase()
    .replaceAll(accents, '')
    .replaceAll(/[øłıđðħþßæœəىیکةە]/g, (letter) => undecomposed[letter] ?? letter)
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+|[\u115f\u1160\u3164]+/gu, '')
}

/** Müller is Muller to some and Mueller to others. */
export function foldings(text: string): string[] {
  const spelledOut = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüøå]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' })[letter] ?? letter)
  return [...new Set([fold(text), fold(spelledOut)])].filter((key) => key !== '')
}

/** A run of letters, or of digits. What nobody sees between them parts nothing. */
export interface Word {
  readonly folded: string
  readonly raw: string
  readonly from: number
  readonly to: number
  /** Begins with a capital, or has none because its script has none. */
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
