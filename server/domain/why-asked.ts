import { foldLetters } from './folding.ts'
import { isBlank } from './text.ts'

/** What the journal itself knows of why this person is asked. Nothing else is ever said: an invented reason is found out. */
export interface KnownReasons {
  /** They handed in a review of an earlier version. */
  readonly reviewedBefore: boolean
  /** What they say in their profile that they know about, as far as it is what the paper is about; in their words. */
  readonly expertise: string[]
}

export const nothingKnown: KnownReasons = { reviewedBefore: false, expertise: [] }

/** What of somebody's own words is among the subject words of a paper: the same, or whole words of it. */
export function sharedWords(expertise: readonly string[], keywords: readonly string[]): string[] {
  const subjects = keywords.map(wordsOf).filter((subject) => subject.trim() !== '')
  return expertise.filter((one) => {
    const known = wordsOf(one)
    return known.trim() !== '' && subjects.some((subject) => subject.includes(known) || known.includes(subject))
  })
}

/** Folded, a blank before and after each word: what is a whole word of another is a part of it. */
function wordsOf(text: string): string {
  return ` ${foldLetters(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `
}

/** All that an editor writes to somebody who is asked, as it is looked through for authors' names. */
export function wordsToInvitee({ why, note }: { readonly why: string; readonly note: string }): string {
  return [why, note].filter((part) => !isBlank(part)).join('\n\n')
}

/** Longest sentence that says why. */
export const longestWhy = 500
const longestTopic = 60

/** The first of a paper's subject words, as many as fit into a line that is read in a list of letters. */
export function topicOf(keywords: readonly string[]): string {
  const [first = '', ...others] = keywords.map((keyword) => keyword.trim()).filter(Boolean)
  const start = first.length > longestTopic ? `${first.slice(0, longestTopic - 1).trimEnd()}…` : first
  return others.reduce(
    (topic, word) => (`${topic}, ${word}`.length > longestTopic ? topic : `${topic}, ${word}`),
    start,
  )
}
