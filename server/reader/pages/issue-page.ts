import { isolated } from '../../domain/text.ts'
import { html, type Html } from '../../rendering/html.ts'
import type { Frame, Page } from '../frame.ts'
import type { ArticleLine, IssueRecord, SpecialSection } from '../public-records.ts'
import {
  besideSpecial,
  ownTitle,
  specialName,
  appearedOn,
  articleList,
  issueName,
  issuePath,
  paragraphs,
} from './pieces.ts'

export function issuePage(frame: Frame, issue: IssueRecord, articles: readonly ArticleLine[]): Page {
  return {
    title: issueName(frame, issue),
    path: issuePath(issue),
    description: issue.specialSections.map(({ title }) => specialName(frame, title)).join('. ') || undefined,
    body: html`<header class="issue-head">
<p class="kicker"><a href="/issues">${frame.t('issues.title')}</a></p>
<h1>${issueName(frame, issue)}</h1>
${ownTitle(issue) && html`<p class="special" dir="auto">${ownTitle(issue)}</p>`}
${issue.publishedAt && html`<p class="meta">${frame.t('published')} ${appearedOn(frame, issue.publishedAt, issue.dayKnown)}</p>`}
<div class="prose">${paragraphs(issue.summary)}</div>
</header>
${articles.length === 0 && html`<p>${frame.t('issue.empty')}</p>`}
${groupsOf(issue, articles).map((one) => group(frame, one))}`,
  }
}

interface Group {
  readonly special: SpecialSection | null
  readonly section: string | null
  readonly articles: ArticleLine[]
}

/** Consecutive articles of one section under one heading; keeps the order of the issue. */
function groupsOf(issue: IssueRecord, articles: readonly ArticleLine[]): Group[] {
  const groups: Group[] = []
  for (const article of articles) {
    const special = issue.specialSections.find(({ id }) => id === article.specialSectionId) ?? null
    const last = groups.at(-1)
    const together = last && last.special === special && (special !== null || last.section === article.section)
    if (together) last.articles.push(article)
    else groups.push({ special, section: article.section, articles: [article] })
  }
  return groups
}

function group(frame: Frame, { special, section, articles }: Group): Html {
  if (special === null) {
    return html`<section class="issue-section"><h2 dir="auto">${section ?? frame.t('issue.articles')}</h2>${articleList(frame, articles, () => null)}</section>`
  }
  const { title, guestEditors } = special
  return html`<section class="issue-section special"><h2>${specialName(frame, title)}</h2>
${guestEditors.length > 0 && html`<p class="meta">${frame.t('special.guestEditors', { names: guestEditors.map(isolated).join(', '), count: guestEditors.length })}</p>`}
${articleList(frame, articles, ({ section: own }) => besideSpecial(own))}</section>`
}
