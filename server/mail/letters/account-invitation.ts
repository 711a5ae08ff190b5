import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To somebody whom an administrator gave an account. */
export function accountInvitation(locale: Locale, { url, within }: { url: string; within: string }): Letter {
  const say = speaker(locale, 'account-invitation')
  return write(locale, 'account', say('subject'), [
    words(say('told', { within })),
    link(say('action'), url),
    words(say('otherwise')),
  ])
}
