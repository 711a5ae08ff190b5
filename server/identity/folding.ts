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
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

/** Müller is Muller to some and Mueller to others. */
export function foldings(text: string): string[] {
  const spelledOut = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüøå]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' })[letter] ?? letter)
  return [...new Set([fold(text), fold(spelledOut)])].filter((key) => key !== '')
}

/** A run of letters, or of digits. */
export interface Word {
  readonly folded: string
  readonly raw: string
  readonly from: number
  readonly to: number
  /** Begins with a capital, or has none because its script has none. */
  readonly isCapital: boolean
}

const run = /[\p{L}\p{M}]+|\p{N}+/gu

export function wordsIn(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: raw, index } of text.matchAll(run)) {
    words.push({
      folded: fold(raw),
      raw,
      from: index,
      to: index + raw.length,
      isCapital: /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(raw),
    })
  }
  return words
}
