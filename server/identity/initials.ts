import { fold, type Word } from './folding.ts'
import type { Standing } from './names.ts'
import type { Somebody, Unit } from './people.ts'

export function nextTo(text: string, words: readonly Word[], at: number): boolean {
  return /^[\s,.'’·_\u00ad\u200c‐-–-]{0,4}$/u.test(text.slice(words[at - 1]?.to, words[at]?.from))
}

/** The first letters of what is not yet said of a name. */
export function initialsOf({ units }: Somebody, said: ReadonlySet<Unit>): string {
  return units
    .filter((unit) => !said.has(unit))
    .map(({ initial }) => initial)
    .join('')
}

function isInitials(word: Word | undefined, initials: string): boolean {
  if (!word || word.folded.length > 4 || word.raw !== word.raw.toUpperCase() || !/^\p{Lu}/u.test(word.raw)) return false
  return (
    initials.includes(word.folded[0] ?? ' ') &&
    (word.folded.length === 1 || Array.from(word.folded).every((letter) => initials.includes(letter)))
  )
}

/** "A.", "A. M.", "AM" before a surname. A bare A or I is a word of English. */
export function initialsBefore(text: string, words: readonly Word[], at: number, initials: string): number | null {
  let start = at
  while (start > 0 && at - start < 3 && nextTo(text, words, start) && isInitials(words[start - 1], initials)) {
    const word = words[start - 1]
    const isBareWord = /^[AIOY]$/.test(word?.raw ?? '') && start === at && !/^[.·-]/.test(text.slice(word?.to))
    if (isBareWord || text.slice(word?.to, words[start]?.from).includes(',')) break
    start -= 1
  }
  return start < at ? start : null
}

/** "A.", ", A. M.", " AM" behind a surname, and nothing that goes on as a sentence would. */
export function initialsAfter(text: string, words: readonly Word[], until: number, initials: string): number | null {
  let stop = until
  while (stop < words.length && stop - until < 3 && nextTo(text, words, stop) && isInitials(words[stop], initials)) {
    if (text.slice(words[stop - 1]?.to, words[stop]?.from).startsWith('.') && stop === until) break
    stop += 1
  }
  if (stop === until) return null
  const isClosed = /^(?:\s*[.,;)&\]:*–]|\s*$|\s+(?:and|et|y|und|e)\s|\s*\()/u.test(
    text.slice(words[stop - 1]?.to, (words[stop - 1]?.to ?? 0) + 8),
  )
  return isClosed ? stop : null
}

/** "A.N." and "AN", where papers say who did what. */
export function initialsAlone(text: string, words: readonly Word[], all: readonly Somebody[]): Standing[] {
  const found: Standing[] = []
  for (const [at, word] of words.entries()) {
    if (!/^\p{Lu}{1,5}$/u.test(word.raw)) continue
    for (const somebody of all) {
      const spellings = initialSpellings(somebody)
      const until = spelledFrom(text, words, at, spellings)
      if (until !== null)
        found.push({ somebody, from: word.from, to: words[until - 1]?.to ?? word.to, cited: false, whole: false })
    }
  }
  return found
}

function initialSpellings({ units, isFromFileName }: Somebody): string[] {
  if (units.length < 2 || isFromFileName) return []
  const letters = units.map(({ initial }) => initial)
  const all = units.flatMap(({ keys, seams }) => [...new Set([0, ...seams])].map((seam) => keys[0]?.[seam] ?? ''))
  return [letters.join(''), `${letters[0]}${letters.at(-1)}`, all.join('')].map(fold)
}

function spelledFrom(text: string, words: readonly Word[], at: number, spellings: readonly string[]): number | null {
  const isInside =
    at > 0 && words[at - 1]?.raw.length === 1 && /^[.\s-]{1,2}$/.test(text.slice(words[at - 1]?.to, words[at]?.from))
  if (isInside) return null
  let letters = ''
  for (let until = at + 1; until <= Math.min(words.length, at + 5); until += 1) {
    const word = words[until - 1]
    if (!word || !/^\p{Lu}{1,5}$/u.test(word.raw)) return null
    letters += word.folded
    if (letters.length > 1 && spellings.includes(letters)) return until
    if (!/^[.\s-]{1,2}$/.test(text.slice(word.to, words[until]?.from))) return null
  }
  return null
}
