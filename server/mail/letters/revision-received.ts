import { pageOrWords, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To the author: the revision was received. */
export function revisionReceived(
  locale: Locale,
  { reference, url }: { reference: string; url: string | null },
): Letter {
  const say = speaker(locale, 'revision-received')
  return write(locale, 'author', say('subject', { reference }), [
    words(say('thanks', { reference })),
    pageOrWords(locale, say('action'), url),
  ])
}
