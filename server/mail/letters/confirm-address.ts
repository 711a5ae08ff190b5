import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To a new account, whose link activates it. */
export function confirmAddress(locale: Locale, { url, within }: { url: string; within: string }): Letter {
  const say = speaker(locale, 'confirm-address')
  return write(locale, 'account', say('subject'), [
    words(say('ask', { within })),
    link(say('action'), url),
    words(say('otherwise')),
  ])
}
