import { fold, type Word } from './folding.ts'
import { glue, type Glued, placesIn } from './glue.ts'
import { isOrdinaryEnglish } from './ordinary-english.ts'
import { isDisguised, skeleton } from './lookalikes.ts'
import type { NameMention } from './names.ts'
import type { Person } from './people.ts'

/** A name without blanks, to find it when its letters are joined or separated. */
export interface Apart {
  readonly somebody: Person
  /** Given and family name joined. */
  readonly whole: readonly string[]
  /** Family names that identify the person alone. */
  readonly family: readonly string[]
}

/** Shorter names occur by chance in any long text without blanks. */
const shortest = { wholeInWords: 10, familyInWords: 8, wholeInLetters: 4, familyInLetters: 5, torn: 9 } as const
const fewestLetters = 4
/** Between two letters of one name: punctuation, blanks, a line break. */
const widestGap = 6

export function apartOf(all: readonly Person[]): Apart[] {
  return all
    .filter(({ isFromFileName }) => !isFromFileName)
    .map((somebody) => {
      const names = somebody.units.map(({ keys }) => keys[0] ?? '')
      const [first = '', last = ''] = [names[0], names.at(-1)]
      const whole =
        names.length < 2 ? [] : [names.join(''), `${first}${last}`, `${last}${first}`, names.toReversed().join('')]
      const family = somebody.units.filter(({ alone }) => alone).flatMap(({ keys, core }) => [...keys, core])
      return { somebody, whole: [...new Set(whole)], family: [...new Set(family)] }
    })
}

/** Finds "Z e b u l o n", "Z-e-b-u-l-o-n", "Zebu lon Quixwhi stle": names split where there should be no gap. */
export function spacedOutNames(broken: Glued, sought: readonly Apart[]): NameMention[] {
  const { words } = broken
  if (words.length < 2 || sought.length === 0) return []
  const letters = chainsOfLetters(words)
  return sought.flatMap(({ somebody, whole, family }) => {
    const standing = (places: Iterable<NameMention>) => [...places]
    return [
      ...whole
        .filter((name) => name.length >= shortest.wholeInWords)
        .flatMap((name) => standing(brokenPlaces(broken, name, somebody, 2))),
      ...family
        .filter((name) => name.length >= shortest.familyInWords)
        .flatMap((name) => standing(brokenPlaces(broken, name, somebody, 1))),
      ...(letters === null
        ? []
        : [
            ...whole.filter((name) => name.length >= shortest.wholeInLetters),
            ...family.filter((name) => name.length >= shortest.familyInLetters),
          ].flatMap((name) => standing(letterPlaces(letters, name, somebody)))),
    ]
  })
}

/** @param usual number of words of the name when it is not split */
function* brokenPlaces(glued: Glued, name: string, somebody: Person, usual: number): Generator<NameMention> {
  for (const [first, last] of placesIn(glued, name)) {
    const pieces = glued.words.slice(first, last + 1)
    const [from, to] = [pieces[0]?.from ?? 0, pieces.at(-1)?.to ?? 0]
    if (pieces.length <= usual || to - from > name.length * 3 + 20) continue
    // "The white head" is not Whitehead: a split name has a piece that is hardly a word, and its capital.
    const isOddly = pieces.some(({ folded }) => folded.length <= 3) || isTorn(name, pieces)
    if (usual === 1 && !(isOddly && pieces[0]?.isCapital)) continue
    yield { somebody, from, to, cited: false, whole: true }
  }
}

/** "Quix whistle", from a word with an optional line break: two pieces, neither of them a word. */
function isTorn(name: string, [first, second, ...more]: readonly Word[]): boolean {
  if (first === undefined || second === undefined || more.length > 0 || name.length < shortest.torn) return false
  return !second.isCapital && ![first, second].some(({ raw }) => isOrdinaryEnglish(raw.toLowerCase()))
}

interface Letters {
  readonly glued: Glued
  readonly breaks: ReadonlySet<number>
}

/** All single letters, where at least four follow each other. */
function chainsOfLetters(words: readonly Word[]): Letters | null {
  const kept: Word[] = []
  const breaks = new Set<number>()
  let chain: Word[] = []
  const close = () => {
    if (chain.length >= fewestLetters) {
      breaks.add(kept.length)
      for (const each of chain) kept.push(each)
    }
    chain = []
  }
  for (const word of words) {
    const isLetter = word.folded.length === 1 || Array.from(word.raw).length === 1
    const last = chain.at(-1)
    if (!isLetter || (last && word.from - last.to > widestGap)) close()
    if (isLetter) chain.push(word)
  }
  close()
  const known = new Map<string, string>()
  return kept.length === 0 ? null : { glued: glue(kept, (word) => drawn(word, known)), breaks }
}

function drawn({ raw, folded }: Word, known: Map<string, string>): string {
  const before = known.get(raw)
  if (before !== undefined) return before
  const as = skeleton(isDisguised(raw) ? raw : folded).slice(0, 1)
  known.set(raw, as)
  return as
}

function* letterPlaces({ glued, breaks }: Letters, name: string, somebody: Person): Generator<NameMention> {
  for (const [first, last] of placesIn(glued, skeleton(name))) {
    let isBroken = false
    for (let at = first + 1; at <= last && !isBroken; at += 1) isBroken = breaks.has(at)
    const isInside = !breaks.has(first) || !(breaks.has(last + 1) || last === glued.words.length - 1)
    if (isBroken || (isInside && name.length < shortest.familyInLetters)) continue
    const [from, to] = [glued.words[first]?.from ?? 0, glued.words[last]?.to ?? 0]
    yield { somebody, from, to, cited: false, whole: true }
  }
}

/** The same with each letter in a paragraph of its own: a name written down the page. */
export function lettersDown(
  texts: readonly string[],
): { readonly from: number; readonly to: number; readonly text: string }[] {
  const runs: { from: number; to: number; text: string }[] = []
  let from = 0
  for (let at = 0; at <= texts.length; at += 1) {
    const text = texts[at]
    if (text !== undefined && text.length <= 4 && Array.from(fold(text)).length === 1) continue
    if (at - from >= fewestLetters) runs.push({ from, to: at, text: texts.slice(from, at).join('\n') })
    from = at + 1
  }
  return runs
}
