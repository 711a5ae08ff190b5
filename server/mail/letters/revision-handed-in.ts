import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../strings/translate.ts'

/** To the editors who handle it. */
export function revisionHandedIn(locale: Locale, { reference, url }: { reference: string; url: string }): Letter {
  const say = speaker(locale, 'revision-handed-in')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say('told', { reference })),
    link(say('action'), url),
  ])
}
