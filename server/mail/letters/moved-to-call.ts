import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To the editors of a call: a submission was moved to their call. */
export function movedToCall(locale: Locale, { reference, url }: { reference: string; url: string }): Letter {
  const say = speaker(locale, 'moved-to-call')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say('told', { reference })),
    link(say('action'), url),
  ])
}
