import { foldLetters, plainFigures, spellOut } from './folding.ts'

// How titles are found. Only this file splits and folds titles and queries. The result contains letters and digits only, so that it can
// stand in a tsvector and in a tsquery without escaping or parsing.

/** Characters; longer words are compared by their beginning. PostgreSQL allows 2,046 bytes, and a character has at most four. */
const longestWord = 64
const mostQueryWords = 12

/** Scripts that put no space between words: a word may begin at any character. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
const longestRun = 16

// Also characters that are used as one: single accents, primes, letters of other alphabets (Unicode counts U+02BC as a letter).
const apostrophes = /[‘’‛`´\u2032\u02b9\u02bb-\u02bd\u02c8\u055a\u05f3\uff07\ua78b\ua78c]/gu
const wordLetters = /[\p{L}\p{M}\p{N}]+/gu
const pieces = new RegExp(String.raw`\p{N}+|[${unspaced}]+|(?:(?![${unspaced}])[\p{L}\p{M}])+`, 'gu')
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u')

/** All words by which a text is found: `HIV/AIDS` by `hiv`, `aids` and `hivaids`, `men's` by `men` and `mens`. */
export function searchWords(text: string): readonly string[] {
  const found = new Set<string>()
  for (const token of tokensOf(text)) {
    for (const parts of readingsOf(token)) {
      found.add(start(parts.join('')))
      for (const part of parts) {
        found.add(start(part))
        for (const piece of part.match(pieces) ?? []) for (const word of placesIn(piece)) found.add(word)
      }
    }
  }
  return [...found]
}

/**
 * The query as a tsquery: a title must contain each of its words, or a word that begins with it. Parts written as one word in the query may
 * be separate in the title, and the other way round.
 * @returns null when it has neither a letter nor a digit
 */
export function searchQuery(text: string): string | null {
  const wanted = tokensOf(text)
    .map((token) => [...new Set(readingsOf(token).flatMap(alternatives))])
    .filter((ways) => ways.length > 0)
    .slice(0, mostQueryWords)
  return wanted.length === 0 ? null : wanted.map((ways) => `(${ways.join(' | ')})`).join(' & ')
}

function tokensOf(text: string): string[] {
  return text.split(/\s+/u).filter((token) => token !== '')
}

/** The parts of a token between its punctuation, folded; a second time with letters spelled out, if that is different. */
function readingsOf(token: string): string[][] {
  const whole = token.replaceAll(apostrophes, "'").normalize('NFKC')
  const readings = [...new Set([whole, spellOut(whole)])].map((reading) =>
    (reading.match(wordLetters) ?? []).map(foldWord).filter((part) => part !== ''),
  )
  return readings.filter((parts) => parts.length > 0)
}

function foldWord(word: string): string {
  return plainFigures(foldLetters(word))
    .replaceAll(/[ς\u0671\u0621]/g, (letter) => ({ ς: 'σ', '\u0671': '\u0627' })[letter] ?? '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+|[\u0610-\u061a\u06d6-\u06ed]+/gu, '')
}

function placesIn(piece: string): string[] {
  if (!isUnspaced.test(piece)) return [start(piece)]
  const letters = Array.from(piece)
  return letters.map((_, at) => letters.slice(at, at + longestRun).join(''))
}

/**
 * The parts as one word, and as several words of which only the last may be a beginning: for `men's`, words that begin with "s" must not
 * match.
 */
function alternatives(parts: readonly string[]): string[] {
  const small = parts.flatMap((part) => part.match(pieces) ?? []).flatMap(runsOf)
  const together = `'${start(parts.join(''))}':*`
  if (small.length < 2) return [together]
  const last = small.length - 1
  const apart = small.map((piece, n) => `'${start(piece)}'${n === last && Array.from(piece).length > 1 ? ':*' : ''}`)
  return [together, `(${apart.join(' & ')})`]
}

function runsOf(piece: string): string[] {
  if (!isUnspaced.test(piece)) return [piece]
  return piece.match(new RegExp(`.{1,${longestRun}}`, 'gsu')) ?? []
}

function start(word: string): string {
  const letters = Array.from(word)
  return letters.length <= longestWord ? word : letters.slice(0, longestWord).join('')
}
