import type { DetailField } from '../../domain/details.ts'
import { pageOrWords, speaker, words, write, type Letter } from '../letter.ts'
import { formatTag, type Locale } from '../../domain/languages.ts'

/** To the author: an editor has changed details of the submission. */
export function detailsChanged(
  locale: Locale,
  { reference, fields, url }: { reference: string; fields: readonly DetailField[]; url: string | null },
): Letter {
  const say = speaker(locale, 'details-changed')
  const listed = new Intl.ListFormat(formatTag(locale)).format(fields.map((field) => say(`field.${field}`)))
  return write(locale, 'author', say('subject', { reference }), [
    words(say('told', { reference, fields: listed })),
    words(say('otherwise')),
    pageOrWords(locale, say('action'), url),
  ])
}
