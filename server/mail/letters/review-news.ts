import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../strings/translate.ts'

export interface ReviewNews {
  readonly news: 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'submitted' | 'late' | 'promoted'
  readonly reference: string
  /** The reviewer's letter in this submission, not the person. */
  readonly label: string
  readonly dueAt: string
  readonly url: string
}

/** To the editors who handle it: what a reviewer did. */
export function reviewNews(locale: Locale, { news, reference, label, dueAt, url }: ReviewNews): Letter {
  const say = speaker(locale, 'review-news')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say(news, { reference, label, dueAt })),
    link(say('action'), url),
  ])
}
