import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

export function signInLink(locale: Locale, { url, within }: { url: string; within: string }): Letter {
  const say = speaker(locale, 'sign-in-link')
  return write(locale, 'account', say('subject'), [
    words(say('told', { within })),
    link(say('action'), url),
    words(say('otherwise')),
  ])
}
