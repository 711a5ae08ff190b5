import { pageOrWords, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To the author of an accepted paper. */
export function productionStarted(
  locale: Locale,
  { reference, url }: { reference: string; url: string | null },
): Letter {
  const say = speaker(locale, 'production-started')
  return write(locale, 'author', say('subject', { reference }), [
    words(say('told', { reference })),
    pageOrWords(locale, say('action'), url),
  ])
}
