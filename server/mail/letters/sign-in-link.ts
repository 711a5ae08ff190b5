import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../strings/translate.ts'

export function signInLink(locale: Locale, { url, until }: { url: string; until: string }): Letter {
  const say = speaker(locale, 'sign-in-link')
  return write(locale, 'account', say('subject'), [
    words(say('told', { until })),
    link(say('action'), url),
    words(say('otherwise')),
  ])
}
