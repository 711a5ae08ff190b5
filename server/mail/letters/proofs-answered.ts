import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To those who produce the article. */
export function proofsAnswered(
  locale: Locale,
  { reference, url, approved }: { reference: string; url: string; approved: boolean },
): Letter {
  const say = speaker(locale, 'proofs-answered')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say(approved ? 'approved' : 'queried', { reference })),
    link(say('action'), url),
  ])
}
