import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

export interface ReviewNews {
  readonly news: 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'submitted' | 'late' | 'promoted'
  readonly reference: string
  /** The reviewer's label in this submission. */
  readonly label: string
  /** The reviewer's name, which appears in the text, never in the subject. */
  readonly name: string
  /** How many reviewers of this round have accepted or submitted. */
  readonly agreed: number
  /** The number of this review among those submitted; 0 when the news is about something else. */
  readonly place: number
  readonly dueAt: string
  readonly url: string
}

/** To the editors who handle the submission: what a reviewer did. */
export function reviewNews(locale: Locale, { news, url, ...facts }: ReviewNews): Letter {
  const say = speaker(locale, 'review-news')
  return write(locale, 'editor', say(`subject.${news}`, { ...facts }), [
    words(say(news, { ...facts })),
    link(say('action'), url),
  ])
}
