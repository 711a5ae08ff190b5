import { bibtex, ris, type CitableRecord } from '../domain/citation.ts'
import { isArticleNumber } from './make-pages.ts'
import { citable } from './pages/article-page.ts'
import type { StandingSite } from './page-language.ts'
import { articleNumbered } from './queries.ts'

const formats = {
  bib: { write: bibtex, mediaType: 'application/x-bibtex; charset=utf-8' },
  ris: { write: ris, mediaType: 'application/x-research-info-systems; charset=utf-8' },
} as const

/** @returns null when the article does not exist, or has no known title to cite */
export async function citationFile(site: StandingSite, number: string, format: keyof typeof formats) {
  const article = isArticleNumber(number) ? await articleNumbered(site.source, number) : null
  if (article === null || article.title === '') return null
  const journal = await site.journal.read()
  const record: CitableRecord = {
    ...citable(article),
    journal: journal.title,
    articleNumber: article.number,
    url: `${site.origin}/articles/${article.number}`,
    issn: journal.issn,
    publisher: journal.publisher,
    language: article.language,
    keywords: article.keywords,
  }
  const { write, mediaType } = formats[format]
  return { text: write(record), mediaType }
}
