import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To the owner of a known address that somebody registered again: only this letter says that the address is known, not the page. */
export function accountExists(locale: Locale, { url }: { url: string }): Letter {
  const say = speaker(locale, 'account-exists')
  return write(locale, 'account', say('subject'), [words(say('told')), words(say('how')), link(say('action'), url)])
}
