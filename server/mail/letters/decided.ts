import { enclose, pageOrWords, speaker, words, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

export interface Decided {
  readonly reference: string
  /** The text the editor wrote, from greeting to signature. */
  readonly text: string
  /** What the author can do now. */
  readonly next: 'correct' | 'revise' | 'begin_again' | 'see'
  readonly dueAt: string | null
  readonly url: string | null
}

/** To the author: the editor's text, with a link to the submission. */
export function decided(locale: Locale, { reference, text, next, dueAt, url }: Decided): Letter {
  const say = speaker(locale, 'decided')
  return enclose(locale, say('subject', { reference }), [
    words(text.trim()),
    ...(dueAt === null ? [] : [words(say('due', { dueAt }))]),
    pageOrWords(locale, say(`action.${next}`), url),
  ])
}
