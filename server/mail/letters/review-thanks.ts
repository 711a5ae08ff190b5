import { speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To a reviewer who submitted a review. */
export function reviewThanks(locale: Locale, { paper }: { paper: string }): Letter {
  const say = speaker(locale, 'review-thanks')
  return write(locale, 'reviewer', say('subject', { paper }), [words(say('thanks', { paper })), words(say('next'))])
}
