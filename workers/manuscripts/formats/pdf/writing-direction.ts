// Puts letters into the order in which they are drawn, from left to right: joins Arabic letters, and reverses right-to-left text. Enough for
// text in forms: lines with one change of direction inside another, without directional marks.

const fromTheRight = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const fromTheLeft = /[\p{L}\p{N}]/u
const mark = /\p{M}/u

export const isFromTheRight = (line: string): boolean => directionOf(line) === 'right'

function directionOf(text: string): 'left' | 'right' | null {
  for (const letter of text) {
    if (fromTheRight.test(letter) && !/\p{N}/u.test(letter)) return 'right'
    if (/\p{L}/u.test(letter)) return 'left'
  }
  return null
}

/** A drawn shape and the letters that it represents: a joined form, a ligature, a letter with its marks. */
export interface Drawn {
  readonly shape: string
  readonly letters: string
}

/**
 * A line in the order in which it is drawn.
 * @param how `apart` when each letter has a box of its own
 */
export function drawnOrder(line: string, how: 'joined' | 'apart' = 'joined'): Drawn[] {
  const clusters = clustersOf(how === 'joined' ? joined(line) : Array.from(line, alone))
  if (!fromTheRight.test(line)) return clusters.flat()
  const levels = levelsOf(clusters, directionOf(line) ?? 'left')
  return reordered(clusters, levels).flatMap(({ cluster, level }) =>
    level % 2 === 1 ? cluster.map(mirrored) : cluster,
  )
}

const alone = (letter: string): Drawn => ({ shape: letter, letters: letter })

/** Groups each letter with its marks. */
function clustersOf(drawn: readonly Drawn[]): Drawn[][] {
  const clusters: Drawn[][] = []
  for (const one of drawn) {
    const last = clusters.at(-1)
    if (last !== undefined && mark.test(one.letters)) last.push(one)
    else clusters.push([one])
  }
  return clusters
}

type Direction = 'left' | 'right'

/** UAX #9 without directional marks: odd levels are right-to-left; numbers inside them are left-to-right. */
function levelsOf(clusters: readonly Drawn[][], base: Direction): number[] {
  const left = base === 'right' ? 2 : 0
  let strong: Direction = base
  const kinds = clusters.map(([first]): { side: Direction; level: number } | null => {
    const letters = first?.letters ?? ''
    if (/\p{N}/u.test(letters)) return { side: strong, level: strong === 'right' ? 2 : left }
    if (fromTheRight.test(letters)) return { side: (strong = 'right'), level: 1 }
    return fromTheLeft.test(letters) ? { side: (strong = 'left'), level: left } : null
  })
  const behind = sidesBehind(
    kinds.map((kind) => kind?.side ?? null),
    base,
  )
  const opened: Direction[] = []
  let before = base
  // A neutral character takes the direction of its neighbours when they agree, otherwise the line's; brackets are resolved as pairs.
  return kinds.map((kind, n) => {
    if (kind !== null) {
      before = kind.side
      return kind.level
    }
    const shape = clusters[n]?.[0]?.shape ?? ''
    const side = (closing.test(shape) ? opened.pop() : undefined) ?? (before === behind[n] ? before : base)
    if (opening.test(shape)) opened.push(side)
    if (mirrors[shape] !== undefined) before = side
    return side === 'right' ? 1 : left
  })
}

/** For each position, the direction of the next character that has one. */
function sidesBehind(sides: readonly (Direction | null)[], base: Direction): Direction[] {
  let next: Direction = base
  return sides
    .toReversed()
    .map((side) => (next = side ?? next))
    .toReversed()
}

const opening = /^[([{<«‹]$/
const closing = /^[)\]}>»›]$/

interface Levelled {
  readonly cluster: Drawn[]
  readonly level: number
}

/** UAX #9, L2: from the highest level down, reverses every sequence of at least that level. */
function reordered(clusters: readonly Drawn[][], levels: readonly number[]): Levelled[] {
  const all = clusters.map((cluster, n) => ({ cluster, level: levels[n] ?? 0 }))
  for (const lowest of [2, 1])
    for (let from = 0; from < all.length; from++) {
      let to = from
      while ((all[to]?.level ?? 0) >= lowest) to++
      for (const [n, one] of all.slice(from, to).toReversed().entries()) all[from + n] = one
      from = Math.max(from, to)
    }
  return all
}

const mirrors: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
}
const mirrored = (drawn: Drawn): Drawn => {
  const shape = mirrors[drawn.shape]
  return shape === undefined ? drawn : { shape, letters: shape }
}

/** Alone, at the end of a word, at its beginning, in its middle; letters that join only to the one before have two. */
type Forms = readonly string[]

/** Unicode's joined forms: those of one letter follow each other in the order of `Forms`. */
const formsOf: ReadonlyMap<string, Forms> = (() => {
  const forms = new Map<string, string[]>()
  const ranges = [
    [0xfe80, 0xfefc],
    [0xfb50, 0xfbb1],
    [0xfbd3, 0xfbe7],
    [0xfbfc, 0xfbff],
  ] as const
  for (const [first, last] of ranges)
    for (let point = first; point <= last; point++) {
      const form = String.fromCodePoint(point)
      const letters = form.normalize('NFKC')
      if (letters !== form) forms.set(letters, [...(forms.get(letters) ?? []), form])
    }
  return forms
})()

const zeroWidthJoiner = '\u200d'
const tatweel = '\u0640'

/** Whether the letter joins to the next one. */
const joinsOn = (letter: string | undefined) =>
  letter !== undefined && (letter === tatweel || letter === zeroWidthJoiner || (formsOf.get(letter)?.length ?? 0) >= 4)
const joinsBack = (letter: string | undefined) =>
  letter !== undefined && (letter === tatweel || letter === zeroWidthJoiner || (formsOf.get(letter)?.length ?? 0) >= 2)

function joined(line: string): Drawn[] {
  const letters = Array.from(line)
  if (!letters.some((letter) => formsOf.has(letter))) return letters.map(alone)
  const bare = letters.map((letter, n) => ({ letter, n })).filter(({ letter }) => !mark.test(letter))
  const places = new Map(bare.map(({ n }, at) => [n, at]))
  const drawn: Drawn[] = []
  for (let n = 0; n < letters.length; n++) {
    const letter = letters[n] ?? ''
    const at = places.get(n)
    if (letter === zeroWidthJoiner) continue
    const [before, after] = at === undefined ? [] : [bare[at - 1]?.letter, bare[at + 1]?.letter]
    // Lam and alef are drawn as one ligature.
    const pair = after === undefined ? undefined : formsOf.get(letter + after)
    if (letter === 'ل' && pair !== undefined && letters[n + 1] === after) {
      drawn.push({ shape: pair[joinsOn(before) ? 1 : 0] ?? letter, letters: letter + after })
      n++
    } else drawn.push({ shape: formIn(letter, before, after), letters: letter })
  }
  return drawn
}

function formIn(letter: string, before: string | undefined, after: string | undefined): string {
  const forms = formsOf.get(letter)
  if (forms === undefined) return letter
  const back = joinsOn(before)
  const on = forms.length >= 4 && joinsBack(after)
  return forms[(back ? 1 : 0) + (on ? 2 : 0)] ?? letter
}
