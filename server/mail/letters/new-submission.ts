import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'
import { translate } from '../../strings/translate.ts'

/** To the editors. Without the title: others may read letters on the way. */
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
