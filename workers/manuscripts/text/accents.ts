// TeX's older fonts, and PDFs made with them, write an accent as a character beside its letter: M¨uller, Ren´e, Lo´pez,
// c¸a.

/** The separate accent, the combining mark for it, and the letters that have it in our languages. */
const accents: Readonly<Record<string, readonly [mark: string, letters: string]>> = {
  '¨': ['\u0308', 'aeiouy'],
  '´': ['\u0301', 'aeiouycnszlr'],
  ˊ: ['\u0301', 'aeiouycnszlr'],
  '`': ['\u0300', 'aeiou'],
  ˋ: ['\u0300', 'aeiou'],
  ˆ: ['\u0302', 'aeioucghjswy'],
  '˜': ['\u0303', 'anoiu'],
  '¯': ['\u0304', 'aeiou'],
  ˉ: ['\u0304', 'aeiou'],
  '˘': ['\u0306', 'agu'],
  '˙': ['\u0307', 'zcgei'],
  '˚': ['\u030a', 'au'],
  '˝': ['\u030b', 'ou'],
  ˇ: ['\u030c', 'cdelnrstzgu'],
  '¸': ['\u0327', 'csgtklnr'],
  '˛': ['\u0328', 'aeiou'],
}

const accentCharacters = Object.keys(accents).join('')
export const isAccent = new RegExp(`^[${accentCharacters}]+$`)
const apart = new RegExp(`(\\p{L}?)( ?)([${accentCharacters}])( ?)(\\p{L}?)`, 'gu')
const vowels = /[aeiouy]/i
// "l´eau", "don´t": an accent typed instead of an apostrophe.
const elided = /(?:^|[^\p{L}])(?:l|d|j|n|s|c|m|t|qu)$/u
const contracted = /^(?:t|s|re|ve|ll|d|m)(?!\p{L})/iu

/** Joins accents with their letters, as a reader sees them. */
export function composed(text: string): string {
  let result = text
  if (new RegExp(`[${accentCharacters}]`).test(text)) {
    // Twice: an accent may be between two letters that each have an accent.
    result = result.replaceAll(apart, compose).replaceAll(apart, compose)
  }
  return /[\u0300-\u036f]/.test(result) ? result.normalize('NFC') : result
}

function compose(
  whole: string,
  before: string,
  spaceBefore: string,
  accent: string,
  spaceAfter: string,
  after: string,
  at: number,
  text: string,
): string {
  const [mark, letters] = accents[accent] ?? ['', '']
  const carries = (letter: string) => letter !== '' && letters.includes(plain(letter).toLowerCase())
  const isApostrophe =
    '´`'.includes(accent) && spaceBefore === '' && spaceAfter === '' && isElision(text, at, before, whole, after)
  if (isApostrophe) return whole
  const [onBefore, onAfter] = [
    spaceBefore === '' && carries(before),
    carries(after) && (spaceAfter === '' || spaceBefore !== ''),
  ]
  // TeX writes the accent first, except for accents below the letter; a vowel is more likely than a consonant.
  const below = accent === '¸' || accent === '˛'
  const isBefore = onBefore && (!onAfter || below || (vowels.test(before) && !vowels.test(after) && after !== 'g'))
  if (isBefore) return `${on(before, mark)}${spaceAfter}${after}`
  if (!onAfter) return whole
  // A single capital letter before the accent begins the same word: "M ¨uller".
  const isOneWord = spaceBefore !== '' && /\p{Lu}/u.test(before) && !/\p{L}/u.test(text[at - 1] ?? '')
  return `${before}${isOneWord ? '' : spaceBefore}${on(after, mark)}`
}

const dotless: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' }
const plain = (letter: string) => dotless[letter] ?? letter
const on = (letter: string, mark: string) => `${plain(letter)}${mark}`.normalize('NFC')

function isElision(text: string, at: number, before: string, whole: string, after: string): boolean {
  if (before === '') return false
  const end = at + whole.length
  return (
    elided.test(text.slice(Math.max(0, at - 3), at) + before) ||
    contracted.test(text.slice(end - after.length, end + 3))
  )
}
