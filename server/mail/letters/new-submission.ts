import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'
import { translate } from '../../strings/translate.ts'

/** To the editors. The title stays in the journal: letters are read on the way. */
export function newSubmission(
  locale: Locale,
  { reference, url, again, unchanged }: { reference: string; url: string; again: boolean; unchanged: boolean },
): Letter {
  const say = speaker(locale, 'new-submission')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say(again ? 'again' : 'first', { reference })),
    ...(unchanged ? [words(translate(locale, 'letters.unchanged'))] : []),
    link(say('action'), url),
  ])
}
