import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To a reviewer who accepted. */
export function invitationAccepted(
  locale: Locale,
  { paper, url, dueAt }: { paper: string; url: string; dueAt: string },
): Letter {
  const say = speaker(locale, 'invitation-accepted')
  return write(locale, 'reviewer', say('subject', { paper }), [
    words(say('thanks', { paper, dueAt })),
    words(say('how')),
    link(say('action'), url),
  ])
}
