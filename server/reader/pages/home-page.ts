import { isolated } from '../../domain/text.ts'
import { callState } from '../../domain/call.ts'
import { html, type Html } from '../../rendering/html.ts'
import type { Frame, Page } from '../frame.ts'
import type { ArticleLine, CallLine, LatestIssue } from '../public-records.ts'
import { closesAhead, deadline } from './call-page.ts'
import {
  appearedOn,
  articleList,
  besideSpecial,
  issueName,
  issuePath,
  ownTitle,
  paragraphs,
  specialName,
} from './pieces.ts'

interface Front {
  readonly issue: LatestIssue | null
  readonly recent: readonly ArticleLine[]
  readonly calls: readonly CallLine[]
}

/** The latest issue and the open call, which most visitors come for, then recent articles. */
export function homePage(frame: Frame, { issue, recent, calls }: Front): Page {
  const open = calls.filter((call) => callState(call, frame.now) === 'open')
  return {
    title: null,
    path: '/',
    description: frame.t('home.description', { title: frame.journal.fullTitle, publisher: frame.journal.publisher }),
    hasDeadline: open.some((call) => closesAhead(frame, call)),
    body: html`
<div class="with-aside">
${issue ? latest(frame, issue) : html`<section class="latest"><h1>${frame.journal.fullTitle}</h1><p>${frame.t('home.noIssue')}</p></section>`}
<div>${open.map((call, n) => openCall(frame, call, n === 0))}</div>
</div>
${recent.length > 0 && html`<section class="band"><h2>${frame.t('home.recent')}</h2>${articleList(frame, recent, ({ section }) => besideSpecial(section))}</section>`}`,
  }
}

function latest(frame: Frame, issue: LatestIssue): Html {
  return html`<section class="latest">
<p class="kicker">${frame.t('home.latest')}${issue.publishedAt && html` · ${frame.t('published')} ${appearedOn(frame, issue.publishedAt, issue.dayKnown)}`}</p>
<h1><a href="${issuePath(issue)}">${issueName(frame, issue)}</a></h1>
${ownTitle(issue) && html`<p class="special" dir="auto">${ownTitle(issue)}</p>`}
${issue.specialSections.map(
  (section) => html`<p class="special">${specialName(frame, section.title)}</p>
${section.guestEditors.length > 0 && html`<p class="meta">${frame.t('special.guestEditors', { names: section.guestEditors.map(isolated).join(', '), count: section.guestEditors.length })}</p>`}`,
)}
<div class="prose">${paragraphs(issue.summary)}
<p><a href="${issuePath(issue)}">${frame.t('home.contents', { count: issue.articles })}</a></p></div>
</section>`
}

function openCall(frame: Frame, call: CallLine, first: boolean): Html {
  return html`<aside class="call" aria-labelledby="call-${call.slug}">
<p class="kicker">${frame.t('call.open')}</p>
<h2 id="call-${call.slug}"><a href="/calls/${call.slug}">${call.title}</a></h2>
${first && call.summary && html`<p class="meta">${call.summary}</p>`}
${call.closesAt && html`<p class="meta">${frame.t('call.until')} ${deadline(frame, call.closesAt)}</p>`}
<p><a class="button${first ? '' : ' quiet'}" href="/author/submit?call=${call.id}">${frame.t('call.submit')}</a></p>
</aside>`
}
