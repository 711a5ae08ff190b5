import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To an address that was registered a second time: the page told nobody that it is known, the mailbox’s owner may know. */
export function accountExists(locale: Locale, { url }: { url: string }): Letter {
  const say = speaker(locale, 'account-exists')
  return write(locale, 'account', say('subject'), [words(say('told')), words(say('how')), link(say('action'), url)])
}
