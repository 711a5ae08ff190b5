import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To a reviewer who is not needed any more; never why. A reviewer who was working when the round ended gets a link to what they wrote. */
export function reviewNotNeeded(
  locale: Locale,
  { paper, day, url }: { paper: string; day: string; url: string | null },
): Letter {
  const say = speaker(locale, 'review-not-needed')
  const kept = url === null ? [] : [words(say('kept')), link(say('action'), url)]
  return write(locale, 'reviewer', say('subject', { paper }), [words(say('told', { paper, day })), ...kept])
}
