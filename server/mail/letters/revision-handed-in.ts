import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'
import { translate } from '../../strings/translate.ts'

/** To the editors who handle the submission. */
export function revisionHandedIn(
  locale: Locale,
  { reference, url, minor, unchanged }: { reference: string; url: string; minor: boolean; unchanged: boolean },
): Letter {
  const say = speaker(locale, 'revision-handed-in')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say(minor ? 'minor' : 'told', { reference })),
    ...(unchanged ? [words(translate(locale, 'letters.unchanged'))] : []),
    link(say('action'), url),
  ])
}
