import { html } from '../../rendering/html.ts'
import type { Frame, Page } from '../frame.ts'
import type { ArticleLine } from '../public-records.ts'
import { articleList, issueName, paragraphs, searchForm } from './pieces.ts'

export function aboutPage(frame: Frame): Page {
  const { journal } = frame
  return {
    title: frame.t('about.title'),
    path: '/about',
    body: html`<article class="prose"><h1>${journal.fullTitle}</h1>
${paragraphs(journal.about)}
<dl class="facts">
<dt>${frame.t('about.publisher')}</dt><dd>${journal.publisher}</dd>
<dt>ISSN</dt><dd>${journal.issn}</dd>
<dt>${frame.t('article.licence')}</dt><dd><a rel="license" href="${journal.licenceUrl}">${journal.licence}</a></dd>
</dl>
${journal.contact && html`<h2>${frame.t('call.contact')}</h2>${paragraphs(journal.contact)}`}
</article>`,
  }
}

interface Search {
  readonly query: string
  readonly found: readonly ArticleLine[]
  /** There are more results than shown. */
  readonly more: boolean
}

export function searchPage(frame: Frame, { query, found, more }: Search): Page {
  return {
    title: frame.t('search.title'),
    path: '/search',
    body: html`<header class="issue-head"><h1>${frame.t('search.title')}</h1>${searchForm(frame, query)}</header>
${
  query &&
  html`<section class="band"><h2>${frame.t(more ? 'search.many' : 'search.found', { count: found.length })}</h2>
${articleList(frame, found, (article) => placeOf(frame, article))}</section>`
}`,
  }
}

/** The section and issue of an article in a mixed list. */
function placeOf(frame: Frame, { section, volume, issueNumber, year }: ArticleLine): string {
  const issue = volume === null || issueNumber === null || year === null ? null : { volume, number: issueNumber, year }
  return [section, issue && issueName(frame, issue)].filter(Boolean).join(' · ')
}

export function notFoundPage(frame: Frame, path: string): Page {
  return {
    title: frame.t('notFound.title'),
    path,
    status: 404,
    body: html`<article class="prose"><h1>${frame.t('notFound.title')}</h1><p>${frame.t('notFound.text')}</p>${searchForm(frame, '')}
<p><a href="/">${frame.t('notFound.home')}</a> · <a href="/issues">${frame.t('issues.title')}</a></p></article>`,
  }
}
