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

/**
 * Accents and points that are used with several scripts. Vowel signs of Indian and Thai scripts are kept: their readers see them as
 * letters.
 */
const accents = /[\p{Script=Inherited}\p{Lm}\u0591-\u05c7]/gu

/** Letters normalised for comparison: lower case, no accents, one form of each letter for all keyboards. Punctuation and spaces stay. */
export function foldLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(accents, '')
    .toLowerCase()
    .replaceAll(accents, '')
    .replaceAll(/[øłıđðħþßæœəىیکةە]/g, (letter) => undecomposed[letter] ?? letter)
    .normalize('NFC')
}

const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

/** Some write Müller as Muller, others as Mueller: the text with such letters spelled out, in lower case. */
export function spellOut(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüøå]/g, (letter) => spelledOut[letter] ?? letter)
}

/** Digits of every script as 0 to 9: in Unicode each script's digits are consecutive, zero first. */
export function plainFigures(text: string): string {
  return text.replaceAll(/(?![0-9])\p{Nd}/gu, (figure) => {
    const code = figure.codePointAt(0) ?? 0
    let zero = code
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String((code - zero) % 10)
  })
}
