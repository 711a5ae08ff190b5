import type { Locale } from '../../domain/languages.ts'
import { link, speaker, words, write, type Letter } from '../letter.ts'

/** To the editors: nothing can go to reviewers before they, or the author, do something about a file. */
export function fileNotPrepared(locale: Locale, { reference, url }: { reference: string; url: string }): Letter {
  const say = speaker(locale, 'file-not-prepared')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say('told', { reference })),
    link(say('action'), url),
  ])
}
