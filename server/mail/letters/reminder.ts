import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

interface ReminderFacts {
  readonly paper: string
  readonly url: string
  /** What the reviewer still has to send. */
  readonly of: 'answer' | 'review'
  readonly late: boolean
  readonly respondBy: string
  readonly dueAt: string
}

/** To a reviewer who has not answered, or whose review is due. */
export function reminder(locale: Locale, { paper, url, of, late, respondBy, dueAt }: ReminderFacts): Letter {
  const say = speaker(locale, 'reminder')
  const dates = { paper, late: String(late), respondBy, dueAt }
  const asked =
    of === 'answer' ? [words(say('answer', { paper })), words(say('answerBy', dates))] : [words(say('review', dates))]
  return write(locale, 'reviewer', say(`subject.${of}`, { paper }), [
    ...asked,
    link(say(`action.${of}`), url),
    words(say('link')),
  ])
}
