import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../strings/translate.ts'

/** To somebody whom an administrator gave an account. */
export function accountInvitation(locale: Locale, { url, until }: { url: string; until: string }): Letter {
  const say = speaker(locale, 'account-invitation')
  return write(locale, 'account', say('subject'), [
    words(say('told', { until })),
    link(say('action'), url),
    words(say('otherwise')),
  ])
}
