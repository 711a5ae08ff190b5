import { type Word, wordsIn } from './folding.ts'
import { type NameIndex, runTogether } from './name-index.ts'
import { namesAt, type NameMention } from './names.ts'
import type { Person } from './people.ts'

// Copying and text extraction lose blanks between a name and the next word: "InterviewerLi Wei".

const longestWord = 60
/** A name of this many letters counts inside any longer word. */
const tellingLength = 9
const neighbours = 3
/** "MacDonald" does not contain the name Donald. */
const shortestBefore = 4
const seam = /(?<=\p{Ll})(?=\p{Lu})/gu

export interface Joined {
  readonly pattern: RegExp
  readonly owners: ReadonlyMap<string, { readonly somebody: Person; readonly whole: boolean }>
}

/** The letters to look for inside longer words; null when all names are too short. */
export function joinedOf(all: readonly Person[]): Joined | null {
  const owners = new Map<string, { somebody: Person; whole: boolean }>()
  for (const somebody of all) {
    for (const { alone, core } of somebody.units) {
      if (alone && core.length >= tellingLength) owners.set(core, { somebody, whole: false })
    }
    for (const key of runTogether(somebody)?.keys ?? []) {
      if (key.length >= tellingLength) owners.set(key, { somebody, whole: true })
    }
  }
  if (owners.size === 0) return null
  const longestFirst = [...owners.keys()].toSorted((one, other) => other.length - one.length)
  return { pattern: new RegExp(longestFirst.join('|'), 'u'), owners }
}

/** Names inside longer words: by their letters, and by a capital in the middle of a word. */
export function joinedNames(
  text: string,
  words: readonly Word[],
  index: NameIndex,
  joined: Joined | null,
): readonly NameMention[] {
  const found: NameMention[] = []
  words.forEach((word, at) => {
    if (word.raw.length > longestWord) return
    if (joined !== null && word.folded.length > tellingLength) found.push(...within(word, joined))
    if (word.raw.search(seam) < 0) return
    const alone = atSeams(text, words, at, at, index)
    found.push(...(alone.length > 0 ? alone : atSeams(text, words, at - neighbours, at + neighbours, index, word)))
  })
  return found
}

function within({ folded, from, to }: Word, { pattern, owners }: Joined): NameMention[] {
  const [letters] = pattern.exec(folded) ?? []
  const owner = letters === undefined || letters === folded ? undefined : owners.get(letters)
  return owner === undefined ? [] : [{ ...owner, from, to, cited: false }]
}

/** Names found after a blank is put before each inner capital, in a range of words; only those that touch `word`, if it is given. */
function atSeams(
  text: string,
  words: readonly Word[],
  first: number,
  last: number,
  index: NameIndex,
  word?: Word,
): NameMention[] {
  const start = words[Math.max(0, first)]?.from ?? 0
  const end = words[Math.min(words.length - 1, last)]?.to ?? start
  const window = text.slice(start, end)
  if (window.length > longestWord * (2 * neighbours + 1)) return []
  const blanks = [...window.matchAll(seam)].map(({ index }, before) => index + before)
  const opened = window.replaceAll(seam, ' ')
  const original = (place: number) => start + place - blanks.filter((blank) => blank < place).length
  return namesAt(opened, wordsIn(opened), index)
    .map((one) => ({ ...one, from: original(one.from), to: original(one.to - 1) + 1 }))
    .filter(({ from, to }) => word === undefined || (from < word.to && to > word.from))
    .filter(({ from, whole }) => {
      const before = /\p{L}+$/u.exec(text.slice(Math.max(0, from - longestWord), from))?.[0] ?? ''
      return whole || before === '' || (before.split(seam).at(-1)?.length ?? 0) >= shortestBefore
    })
}
