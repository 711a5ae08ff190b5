import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

export interface ReviewNews {
  readonly news: 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'submitted' | 'late' | 'promoted'
  readonly reference: string
  /** The reviewer's letter in this submission, not the person. */
  readonly label: string
  /** In the letter, never in its subject. */
  readonly name: string
  /** How many of this round have agreed or handed in. */
  readonly agreed: number
  /** Which of the reviews handed in this one is; 0 when it is none. */
  readonly place: number
  readonly dueAt: string
  readonly url: string
}

/** To the editors who handle it: what a reviewer did. */
export function reviewNews(locale: Locale, { news, url, ...facts }: ReviewNews): Letter {
  const say = speaker(locale, 'review-news')
  return write(locale, 'editor', say(`subject.${news}`, { ...facts }), [
    words(say(news, { ...facts })),
    link(say('action'), url),
  ])
}
