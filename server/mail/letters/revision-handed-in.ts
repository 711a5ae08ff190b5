import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../strings/translate.ts'

/** To the editors who handle it. */
export function revisionHandedIn(
  locale: Locale,
  { reference, url, minor }: { reference: string; url: string; minor: boolean },
): Letter {
  const say = speaker(locale, 'revision-handed-in')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say(minor ? 'minor' : 'told', { reference })),
    link(say('action'), url),
  ])
}
