import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To the editors. */
export function submissionWithdrawn(locale: Locale, { reference, url }: { reference: string; url: string }): Letter {
  const say = speaker(locale, 'submission-withdrawn')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say('told', { reference })),
    link(say('action'), url),
  ])
}
