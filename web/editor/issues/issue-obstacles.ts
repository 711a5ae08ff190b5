import { html, nothing, type TemplateResult } from 'lit'
import { t, tOf } from '../../app/strings.ts'
import type { Issue, Placed } from './issue-plan.ts'

type Obstacle = Issue['obstacles'][number]

/** What an article lacks, in a few words each. */
export function lacks({ obstacles }: Issue, { articleId }: Placed): readonly string[] {
  return obstacles.filter((obstacle) => obstacle.articleId === articleId).map((obstacle) => brief(obstacle))
}

function brief({ code }: Obstacle): string {
  return tOf('editor.issue.lacks', code) ?? code
}

/** "9 articles, 7 ready, 2 block." */
export function summaryOf({ articles, ready, obstacles }: Issue): string {
  const others = obstacles.filter(({ articleId }) => articleId === null).length
  return t('editor.issue.status', { articles, ready, blocking: articles - ready, others })
}

/** All obstacles to publishing, as links to where each is solved. */
export function obstacleList(issue: Issue): TemplateResult | typeof nothing {
  if (issue.obstacles.length === 0) return nothing
  const articles = issue.contents.filter((article) => lacks(issue, article).length > 0)
  // An empty issue is reported elsewhere.
  const others = issue.obstacles.filter(({ articleId, code }) => articleId === null && code !== 'empty_issue')
  return html`<ul class="obstacles">
    ${others.map((obstacle) => html`<li>${aboutWhole(issue, obstacle)}</li>`)}
    ${articles.map(
      (article) =>
        html`<li>${article.submissionId === null ? html`<span dir="auto">${titleOf(article)}</span>` : html`<a dir="auto" href="/editor/production/${article.articleId}">${titleOf(article)}</a>`}: ${lacks(issue, article).join(', ')}</li>`,
    )}
  </ul>`
}

function aboutWhole({ specialSections }: Issue, obstacle: Obstacle): string {
  const title = specialSections.find(({ id }) => id === obstacle.specialSectionId)?.title ?? ''
  return tOf('editor.issue.whole', obstacle.code, { title }) ?? brief(obstacle)
}

/** Archive records may have no title. */
export function titleOf({ title }: Placed): string {
  return title === '' ? t('editor.issue.untitled') : title
}
