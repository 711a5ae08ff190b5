import { closed, allowed, type Verdict } from './refusal.ts'
import type { ProductionStep } from './production.ts'
import { doiProblem } from './article.ts'
import { placeInIssue } from './page-numbers.ts'
import { foldLetters, plainFigures } from './folding.ts'
import { printObstacleCodes, printObstacles, type PrintFacts } from './galley.ts'

export const issueStatuses = ['assembling', 'scheduled', 'published'] as const
export type IssueStatus = (typeof issueStatuses)[number]

/**
 * An issue's number as the last part of its address: Latin letters without accents, digits and hyphens, whatever is printed.
 * @param taken addresses of other issues of the volume
 */
export function slugOfIssue(number: string, taken: readonly string[] = []): string {
  const plain = foldWords(number).join('-') || 'issue'
  for (let nth = 1; ; nth++) {
    const slug = nth === 1 ? plain : `${plain}-${nth}`
    if (!taken.includes(slug)) return slug
  }
}

function foldWords(number: string): string[] {
  return plainFigures(foldLetters(number)).match(/[a-z0-9]+/g) ?? []
}

export interface IssueArticle {
  readonly id: string
  readonly title: string
  readonly submissionStatus: 'in_production' | 'published' | 'withdrawn' | null
  readonly step: ProductionStep | null
  readonly pdfGalleys: number
  readonly print: PrintFacts
  readonly firstPage: string | null
  readonly lastPage: string | null
  readonly doi: string | null
  readonly bylines: number
  readonly specialSectionId: string | null
}

export interface IssueFacts {
  readonly status: IssueStatus
  readonly articles: readonly IssueArticle[]
  readonly specialSections: readonly {
    readonly id: string
    readonly title: string
    readonly guestEditors: readonly string[]
  }[]
}

export const obstacleCodes = [
  'empty_issue',
  'not_ready',
  'withdrawn',
  'no_pdf',
  ...printObstacleCodes,
  'no_pages',
  'pages_overlap',
  'no_doi',
  'bad_doi',
  'doi_twice',
  'no_byline',
  'empty_special_section',
  'no_guest_editor',
] as const

type ObstacleCode = (typeof obstacleCodes)[number]

/** A problem that blocks publication; `articleId` is null when it concerns the whole issue. */
interface Obstacle {
  readonly code: ObstacleCode
  readonly articleId: string | null
  readonly specialSectionId: string | null
}

/** Everything that blocks publishing the issue, in reading order; when empty, the button is enabled. */
export function obstacles(issue: IssueFacts): readonly Obstacle[] {
  const found: Obstacle[] = []
  const add = (code: ObstacleCode, articleId: string | null = null, specialSectionId: string | null = null) =>
    found.push({ code, articleId, specialSectionId })
  if (issue.articles.length === 0) add('empty_issue')
  let lastPage = 0
  const dois = new Set<string>()
  for (const article of issue.articles) {
    if (article.submissionStatus === 'withdrawn') add('withdrawn', article.id)
    if (article.step !== null && article.step !== 'ready') add('not_ready', article.id)
    if (article.pdfGalleys === 0) add('no_pdf', article.id)
    for (const code of printObstacles(article.print)) add(code, article.id)
    if (article.bylines === 0) add('no_byline', article.id)
    const place = placeInIssue(article)
    if (place.kind === 'unknown') add('no_pages', article.id)
    if (place.kind === 'pages') {
      if (Number(place.first) <= lastPage) add('pages_overlap', article.id)
      lastPage = Math.max(lastPage, Number(place.last) || 0)
    }
    if (article.doi === null) add('no_doi', article.id)
    else if (doiProblem(article.doi) !== null) add('bad_doi', article.id)
    else if (dois.has(article.doi.toLowerCase())) add('doi_twice', article.id)
    if (article.doi !== null) dois.add(article.doi.toLowerCase())
  }
  for (const special of issue.specialSections) {
    const articles = issue.articles.filter(({ specialSectionId }) => specialSectionId === special.id)
    if (articles.length === 0) add('empty_special_section', null, special.id)
    if (special.guestEditors.length === 0) add('no_guest_editor', null, special.id)
  }
  return found
}

export function canPublish(issue: IssueFacts): Verdict {
  if (issue.status === 'published') return closed('wrong_status', { status: issue.status, event: 'publish' })
  const blocking = obstacles(issue)
  return blocking.length === 0 ? allowed : closed('issue_has_obstacles', { count: blocking.length })
}
