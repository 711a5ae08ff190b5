import { foldLetters, plainFigures, spellOut } from './folding.ts'

// How titles are found. Title and query are cut and folded here and nowhere else; what comes out is letters and figures, so that it can
// stand in a tsvector and in a tsquery without being escaped or parsed again.

/** Longer words are compared by their beginning. PostgreSQL takes 2,046 bytes; no letter has more than four. */
const longestWord = 64
const mostQueryWords = 12

/** Scripts that put no space between words: any place in a run may begin one. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
const longestRun = 16

// Also the marks that stand for one: accents set alone, primes, letters of other alphabets (U+02BC is one to Unicode).
const apostrophes = /[‘’‛`´\u2032\u02b9\u02bb-\u02bd\u02c8\u055a\u05f3\uff07\ua78b\ua78c]/gu
const wordLetters = /[\p{L}\p{M}\p{N}]+/gu
const pieces = new RegExp(String.raw`\p{N}+|[${unspaced}]+|(?:(?![${unspaced}])[\p{L}\p{M}])+`, 'gu')
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u')

/** Every word by which a text is found: `HIV/AIDS` by `hiv`, `aids` and `hivaids`, `men's` by `men` and `mens`. */
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
 * The query in PostgreSQL's language: each word of it, or one that begins so. What is written together may stand apart in the title, and
 * the other way round.
 * @returns null when there is no letter and no figure in it
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

/** The parts of a token between its signs, folded; once more with letters spelled out, where that is different. */
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

/** The parts as one word, and as several of which only the last may go on: of `men's`, no other word that begins with s. */
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
