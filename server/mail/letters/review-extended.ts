import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To a reviewer who was given more time. */
export function reviewExtended(
  locale: Locale,
  { paper, url, dueAt }: { paper: string; url: string; dueAt: string },
): Letter {
  const say = speaker(locale, 'review-extended')
  return write(locale, 'reviewer', say('subject', { paper }), [
    words(say('told', { paper, dueAt })),
    link(say('action'), url),
  ])
}
