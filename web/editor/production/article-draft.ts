import type { Answer, Ask } from '../../app/api.ts'
import { orcidOf } from '../../app/orcid.ts'
import { isBlank } from '../../../server/domain/text.ts'

export type Production = Answer<'GET /api/articles/:id'>
/** What will be printed, as it is sent. */
export type ArticleText = Ask<'PUT /api/articles/:id'>['body']
export type Byline = ArticleText['bylines'][number]

/** A text in editing, and the saved text it is based on. */
export interface ArticleDraft {
  readonly text: ArticleText
  readonly base: ArticleText
}

export function draftOf(article: Production): ArticleText {
  const { version, title, subtitle, abstract, keywords, keyPoints, contentNote, doi, firstPage, lastPage, bylines } =
    article
  return { version, title, subtitle, abstract, keywords, keyPoints, contentNote, doi, firstPage, lastPage, bylines }
}

/** Empty fields become null, and empty lines are dropped. */
export function asSent(text: ArticleText): ArticleText {
  const abstracts = Object.entries(text.abstract).filter(([, words]) => !isBlank(words))
  return {
    ...text,
    subtitle: orNull(text.subtitle),
    doi: orNull(text.doi),
    firstPage: orNull(text.firstPage),
    lastPage: orNull(text.lastPage),
    abstract: Object.fromEntries(abstracts),
    keyPoints: text.keyPoints.filter((point) => !isBlank(point)),
    bylines: text.bylines.map((byline) => ({ ...byline, orcid: orcidOf(byline.orcid ?? '') ?? orNull(byline.orcid) })),
  }
}

function orNull(text: string | null): string | null {
  return text === null || isBlank(text) ? null : text.trim()
}
