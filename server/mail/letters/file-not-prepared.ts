import type { Locale } from '../../domain/languages.ts'
import { link, speaker, words, write, type Letter } from '../letter.ts'

/** To the editors: a file cannot go to reviewers until they or the author act. */
export function fileNotPrepared(locale: Locale, { reference, url }: { reference: string; url: string }): Letter {
  const say = speaker(locale, 'file-not-prepared')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say('told', { reference })),
    link(say('action'), url),
  ])
}
