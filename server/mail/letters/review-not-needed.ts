import { speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../strings/translate.ts'

/** To a reviewer who is not needed any more, always in the same words: why is the author’s and the editors’ affair. */
export function reviewNotNeeded(locale: Locale, { day }: { day: string }): Letter {
  const say = speaker(locale, 'review-not-needed')
  return write(locale, 'reviewer', say('subject'), [words(say('told', { day }))])
}
