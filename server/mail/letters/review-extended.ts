import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../strings/translate.ts'

/** To a reviewer who was given more time. */
export function reviewExtended(locale: Locale, { url, dueAt }: { url: string; dueAt: string }): Letter {
  const say = speaker(locale, 'review-extended')
  return write(locale, 'reviewer', say('subject'), [words(say('told', { dueAt })), link(say('action'), url)])
}
