import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/**
 * To a reviewer who was asked and is not needed any more; never why. Who was at work when the round ended gets the way back to
 * what they wrote.
 */
export function reviewNotNeeded(
  locale: Locale,
  { paper, day, url }: { paper: string; day: string; url: string | null },
): Letter {
  const say = speaker(locale, 'review-not-needed')
  const kept = url === null ? [] : [words(say('kept')), link(say('action'), url)]
  return write(locale, 'reviewer', say('subject', { paper }), [words(say('told', { paper, day })), ...kept])
}
