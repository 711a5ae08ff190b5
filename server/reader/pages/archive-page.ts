import { html, type Html } from '../../rendering/html.ts'
import type { Frame, Page } from '../frame.ts'
import type { IssueRecord } from '../public-records.ts'
import { issuePath, ownTitle, searchForm } from './pieces.ts'

interface Archive {
  readonly path: string
  readonly title: string
  readonly issues: readonly IssueRecord[]
  /** There are more issues than shown. */
  readonly more: boolean
  /** Links to the pages of years. */
  readonly years: readonly number[]
}

export function yearPath(year: number): string {
  return `/issues/years/${year}`
}

export function beforePath({ volume, slug }: IssueRecord): string {
  return `/issues/before/${volume}/${slug}`
}

/** Issues by the year on the cover, the newest first. */
export function archivePage(frame: Frame, { path, title, issues, more, years }: Archive): Page {
  const shown = Map.groupBy(issues, ({ year }) => year)
  const last = issues.at(-1)
  return {
    title,
    path,
    body: html`<header class="issue-head">
${path !== '/issues' && html`<p class="kicker"><a href="/issues">${frame.t('issues.title')}</a></p>`}
<h1>${title}</h1>${searchForm(frame, '')}</header>
${issues.length === 0 && html`<p>${frame.t('home.noIssue')}</p>`}
<ul class="volumes band">${[...shown].map(([year, ofYear]) => html`<li><h2>${year}</h2><ul>${ofYear.map((issue) => issueLine(frame, issue))}</ul></li>`)}</ul>
${more && last && html`<p><a rel="next" href="${beforePath(last)}">${frame.t('issues.earlier')}</a></p>`}
${years.length > 0 && listOfYears(frame, years)}`,
  }
}

function issueLine(frame: Frame, issue: IssueRecord): Html {
  const titles = [ownTitle(issue), ...issue.specialSections.map(({ title }) => title)].filter(Boolean)
  return html`<li><a href="${issuePath(issue)}">${frame.t('issue.short', { volume: String(issue.volume), number: issue.number })}</a>
${titles.map((title) => html`<p class="meta">${title}</p>`)}</li>`
}

function listOfYears(frame: Frame, years: readonly number[]): Html {
  return html`<nav class="years band" aria-labelledby="years"><h2 id="years">${frame.t('issues.years')}</h2>
<ul>${years.map((year) => html`<li><a href="${yearPath(year)}">${year}</a></li>`)}</ul></nav>`
}
