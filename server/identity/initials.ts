import type { Word } from './folding.ts'
import type { Person, Unit } from './people.ts'

export function nextTo(text: string, words: readonly Word[], at: number): boolean {
  return /^[\s,.'’·_\u00ad\u200c‐-–-]{0,4}$/u.test(text.slice(words[at - 1]?.to, words[at]?.from))
}

/** The first letters of those parts of a name that were not written out yet. */
export function initialsOf({ units }: Person, said: ReadonlySet<Unit>): string {
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

/** "A.", ", A. M.", " AM" after a surname, when no sentence continues there. */
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
