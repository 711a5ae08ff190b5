import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To an editor to whom a colleague assigned a submission. */
export function editorAssigned(locale: Locale, { reference, url }: { reference: string; url: string }): Letter {
  const say = speaker(locale, 'editor-assigned')
  return write(locale, 'editor', say('subject', { reference }), [
    words(say('told', { reference })),
    link(say('action'), url),
  ])
}
