import { pageOrWords, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To the author: please read the proofs. */
export function proofsReady(
  locale: Locale,
  { reference, url, again }: { reference: string; url: string | null; again: boolean },
): Letter {
  const say = speaker(locale, 'proofs-ready')
  return write(locale, 'author', say('subject', { reference }), [
    words(say(again ? 'again' : 'told', { reference })),
    pageOrWords(locale, say('action'), url),
  ])
}
