import { isPlace, isThing, isTime, opening, wordsOf } from './stopwords.ts'

/** A sequence of capitalised words, as names are written in scripts with capitals. */
export interface Run {
  readonly from: number
  readonly to: number
  readonly match: string
  readonly words: readonly string[]
}

interface Word {
  readonly text: string
  readonly from: number
  readonly to: number
}

const word = /\p{L}[\p{L}\p{M}'’‘ʼ-]*\.?/gu
const particles = wordsOf(
  'al el ul ur ud bin ibn ben bint bou abu abd de da do dos das del della di du la las le van von der den ter ten af av y e zu ould mint wa ag',
)
const initial = /^\p{Lu}(?:-\p{Lu})?\.?$/u
const mixed = /^(?:\p{Ll}{1,3}['’‘ʼ-])?\p{Lu}[\p{L}\p{M}'’‘ʼ-]*[\p{Ll}\p{M}][\p{L}\p{M}'’‘ʼ-]*$/u
const capitals = /^\p{Lu}[\p{Lu}\p{M}'’-]{2,}$/u

function isCapital({ text }: Word): boolean {
  return initial.test(text) || mixed.test(text) || capitals.test(text)
}

function isParticle({ text }: Word): boolean {
  return particles.has(text)
}

/** A full stop belongs only to an initial. */
function wordsIn(text: string): Word[] {
  return [...text.matchAll(word)].map(({ 0: found, index }) => {
    const bare = found.endsWith('.') && !initial.test(found) ? found.slice(0, -1) : found
    return { text: bare, from: index, to: index + bare.length }
  })
}

function follows(text: string, before: Word, after: Word): boolean {
  const between = text.slice(before.to, after.from)
  return between === '' ? initial.test(before.text) : /^[ \u00a0]$/u.test(between)
}

/** Sequences of capitalised words, with the small words that may be inside a name. */
function chainsIn(text: string): Word[][] {
  const chains: Word[][] = []
  let chain: Word[] = []
  for (const next of wordsIn(text)) {
    const last = chain.at(-1)
    const joins = last !== undefined && follows(text, last, next)
    if (joins && (isCapital(next) || isParticle(next))) chain.push(next)
    else {
      chains.push(chain)
      chain = isCapital(next) ? [next] : []
    }
  }
  return [...chains, chain]
}

function trimmed(chain: readonly Word[]): readonly Word[] {
  const first = chain.findIndex((each) => isCapital(each) && !opening.has(each.text.toLowerCase().replace('.', '')))
  const last = chain.findLastIndex((each) => isCapital(each))
  return first < 0 ? [] : chain.slice(first, last + 1)
}

/** Whether words have the form of a name, whatever they mean. */
function isShapedLikeName(words: readonly string[]): boolean {
  const whole = words.filter((each) => mixed.test(each))
  const shouted = words.filter((each) => capitals.test(each))
  const initials = words.filter((each) => initial.test(each))
  return whole.length > 0 && whole.length + shouted.length + initials.length >= 2 && words.length <= 6
}

/** Two to six names and initials together. */
export function shapesIn(text: string): Run[] {
  return chainsIn(text)
    .map(trimmed)
    .flatMap((chain) => {
      const [first] = chain
      const last = chain.at(-1)
      const words = chain.map((each) => each.text)
      if (!first || !last || !isShapedLikeName(words)) return []
      // Before an abbreviation in brackets, the words name an institution or an instrument.
      if (/^\s?\(\p{Lu}{2,}/u.test(text.slice(last.to, last.to + 6))) return []
      return [{ from: first.from, to: last.to, match: text.slice(first.from, last.to), words }]
    })
}

/** Those of these that are no thing, place or time, as far as their words tell. */
export function runsIn(text: string): Run[] {
  return shapesIn(text).filter(
    ({ words }) =>
      !words.some((each) => isThing(each) || isTime(each)) &&
      !words.filter((each) => mixed.test(each)).every((each) => isPlace(each)),
  )
}
