import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/**
 * To editors and administrators, about conflicts between the people of a submission: the reference, and what they can do. Without names.
 */
export const peopleNews = [
  'author-claim',
  'author-claim-to-editors',
  'author-claim-to-administrators',
  'author-claim-denied',
  'author-claim-confirmed',
  'author-claim-dismissed',
  'reviewer-conflict',
  'alternate-not-invited',
  'no-editor-left',
] as const
export type PeopleNews = (typeof peopleNews)[number]

export function peopleLetter(
  locale: Locale,
  news: PeopleNews,
  { reference, url }: { reference: string; url: string },
): Letter {
  const say = speaker(locale, news)
  return write(locale, 'editor', say('subject', { reference }), [
    words(say('told', { reference })),
    link(say('action'), url),
  ])
}
