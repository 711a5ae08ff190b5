import { html } from '../../rendering/html.ts'
import { t, type Frame, type Page } from '../frame.ts'
import type { ArticleLine } from '../public-records.ts'
import { articleList, issueName, paragraphs, searchForm } from './pieces.ts'

export function aboutPage({ journal }: Frame): Page {
  return {
    title: t('about.title'),
    path: '/about',
    body: html`<article class="prose"><h1>${journal.fullTitle}</h1>
${paragraphs(journal.about)}
<dl class="facts">
<dt>${t('about.publisher')}</dt><dd>${journal.publisher}</dd>
<dt>ISSN</dt><dd>${journal.issn}</dd>
<dt>${t('article.licence')}</dt><dd><a rel="license" href="${journal.licenceUrl}">${journal.licence}</a></dd>
</dl>
${journal.contact && html`<h2>${t('call.contact')}</h2>${paragraphs(journal.contact)}`}
</article>`,
  }
}

interface Search {
  readonly query: string
  readonly found: readonly ArticleLine[]
  /** There are more results than shown. */
  readonly more: boolean
}

export function searchPage({ query, found, more }: Search): Page {
  return {
    title: t('search.title'),
    path: '/search',
    body: html`<header class="issue-head"><h1>${t('search.title')}</h1>${searchForm(query)}</header>
${
  query &&
  html`<section class="band"><h2>${t(more ? 'search.many' : 'search.found', { count: found.length })}</h2>
${articleList(found, placeOf)}</section>`
}`,
  }
}

/** The section and issue of an article in a mixed list. */
function placeOf({ section, volume, issueNumber, year }: ArticleLine): string {
  const issue = volume === null || issueNumber === null || year === null ? null : { volume, number: issueNumber, year }
  return [section, issue && issueName(issue)].filter(Boolean).join(' · ')
}

export function notFoundPage(path: string): Page {
  return {
    title: t('notFound.title'),
    path,
    status: 404,
    body: html`<article class="prose"><h1>${t('notFound.title')}</h1><p>${t('notFound.text')}</p>${searchForm('')}
<p><a href="/">${t('notFound.home')}</a> · <a href="/issues">${t('issues.title')}</a></p></article>`,
  }
}
