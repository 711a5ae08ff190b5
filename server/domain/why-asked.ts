import { foldLetters } from './folding.ts'
import { isBlank } from './text.ts'

/** What the journal's data says about why this person is invited. No other reason is stated: people notice an invented one. */
export interface KnownReasons {
  /** They submitted a review of an earlier version. */
  readonly reviewedBefore: boolean
  /** The expertise in their profile that matches the paper's keywords, in their own words. */
  readonly expertise: string[]
}

export const nothingKnown: KnownReasons = { reviewedBefore: false, expertise: [] }

/** The phrases of a person's expertise that also occur in a paper's keywords: equal ones, or whole words of them. */
export function sharedWords(expertise: readonly string[], keywords: readonly string[]): string[] {
  const subjects = keywords.map(wordsOf).filter((subject) => subject.trim() !== '')
  return expertise.filter((one) => {
    const known = wordsOf(one)
    return known.trim() !== '' && subjects.some((subject) => subject.includes(known) || known.includes(subject))
  })
}

/** Folded, with a blank before and after each word, so that a substring match is a match of whole words. */
function wordsOf(text: string): string {
  return ` ${foldLetters(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `
}

/** All that an editor writes to an invited person, to be searched for names of authors. */
export function wordsToInvitee({ why, note }: { readonly why: string; readonly note: string }): string {
  return [why, note].filter((part) => !isBlank(part)).join('\n\n')
}

/** Maximum length of the reason. */
export const longestWhy = 500
const longestTopic = 60

/** The first keywords of a paper, as many as fit into a line of an inbox. */
export function topicOf(keywords: readonly string[]): string {
  const [first = '', ...others] = keywords.map((keyword) => keyword.trim()).filter(Boolean)
  const start = first.length > longestTopic ? `${first.slice(0, longestTopic - 1).trimEnd()}…` : first
  return others.reduce(
    (topic, word) => (`${topic}, ${word}`.length > longestTopic ? topic : `${topic}, ${word}`),
    start,
  )
}
