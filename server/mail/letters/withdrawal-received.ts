import { pageOrWords, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To the author, in case somebody else withdrew it in their name. */
export function withdrawalReceived(
  locale: Locale,
  { reference, url }: { reference: string; url: string | null },
): Letter {
  const say = speaker(locale, 'withdrawal-received')
  return write(locale, 'author', say('subject', { reference }), [
    words(say('told', { reference })),
    words(say('otherwise')),
    pageOrWords(locale, say('action'), url),
  ])
}
