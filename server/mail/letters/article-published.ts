import { link, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

interface Published {
  readonly volume: number
  readonly number: string
  /** One for each article of this author in the issue. */
  readonly urls: readonly string[]
}

/** To an author with articles in a published issue. */
export function articlePublished(locale: Locale, { volume, number, urls }: Published): Letter {
  const say = speaker(locale, 'article-published')
  return write(locale, 'author', say('subject'), [
    words(say('told', { n: urls.length, volume: String(volume), number })),
    ...urls.map((url) => link(say('action'), url)),
    words(say('thanks')),
  ])
}
