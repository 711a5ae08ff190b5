import { pageOrWords, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To the author: the submission was received. */
export function submissionReceived(
  locale: Locale,
  { reference, url, again }: { reference: string; url: string | null; again: boolean },
): Letter {
  const say = speaker(locale, 'submission-received')
  return write(locale, 'author', say('subject', { reference }), [
    words(say(again ? 'again' : 'first', { reference })),
    words(say('next')),
    pageOrWords(locale, say('action'), url),
  ])
}
