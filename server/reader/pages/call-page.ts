import { cityOf } from '../../domain/day.ts'
import { callState, type CallState } from '../../domain/call.ts'
import { directionOf } from '../../domain/languages.ts'
import { html, type Html } from '../../rendering/html.ts'
import { day, time } from '../../strings/dates.ts'
import { isoDay } from '../../domain/day.ts'
import type { Frame, Page } from '../frame.ts'
import type { CallLine, CallRecord } from '../public-records.ts'
import { dayOf, paragraphs, spoken } from './pieces.ts'
import { isBlank } from '../../domain/text.ts'

/** The deadline in the journal's time zone and in UTC; web/reader/island.ts adds the reader's own time zone. */
export function deadline(frame: Frame, at: Date): Html {
  return html`${inOwnZone(frame, at)} (${universal(frame, at)})`
}

function inOwnZone(frame: Frame, at: Date): Html {
  const { journal, locale } = frame
  const [own, city] = [journal.timeZone, cityOf(journal.timeZone)]
  return html`<time data-deadline datetime="${at.toISOString()}">${frame.t('deadline.own', { day: day(locale, at, own), time: time(locale, at, own), city })}</time>`
}

/** With the day only when it differs. */
function universal(frame: Frame, at: Date): string {
  const { journal, locale } = frame
  const sameDay = isoDay(at, 'UTC') === isoDay(at, journal.timeZone)
  return frame.t(sameDay ? 'deadline.universalTime' : 'deadline.universal', {
    day: day(locale, at, 'UTC'),
    time: time(locale, at, 'UTC'),
  })
}

/** Whether the call accepts papers and has a deadline. */
export function closesAhead({ now }: Frame, call: CallLine): boolean {
  return callState(call, now) === 'open' && call.closesAt !== null
}

export function callPage(frame: Frame, call: CallRecord): Page {
  const state = callState(call, frame.now)
  const { background, themes, orientation, guidelines, contact, editors } = call.body
  return {
    title: call.title,
    path: `/calls/${call.slug}`,
    description: call.summary || undefined,
    hasDeadline: closesAhead(frame, call),
    body: html`<article class="prose"${spoken(frame, call.language)}>
<p class="kicker">${frame.t('call.kind')}</p>
<h1 dir="auto">${call.title}</h1>
${editors.length > 0 && html`<p class="meta">${frame.t('call.editors', { count: editors.length })} ${editors.map((editor, n) => html`${n > 0 && '; '}<bdi>${editor}</bdi>`)}</p>`}
${window(frame, call, state)}
${call.summary && html`<p dir="auto">${call.summary}</p>`}
${part(frame.t('call.background'), background)}
${themes.length > 0 && html`<h2>${frame.t('call.themes')}</h2><ol class="themes">${themes.map((theme) => html`<li dir="auto">${theme}</li>`)}</ol>`}
${part(frame.t('call.orientation'), orientation)}
${part(frame.t('call.guidelines'), guidelines)}
${part(frame.t('call.contact'), contact)}
<h2${inOurs(frame, call)}>${frame.t('call.more')}</h2>
<ul${inOurs(frame, call)}><li><a href="/guidelines">${frame.t('call.guidelinesLink')}</a></li><li><a href="/after-submitting">${frame.t('call.afterLink')}</a></li></ul>
</article>`,
  }
}

/** The language of the journal's own texts, for a call that is written in another one. */
function inOurs({ locale }: Frame, { language }: CallRecord): Html | null {
  return language === locale ? null : html` lang="${locale}" dir="${directionOf(locale)}"`
}

function part(title: string, text: string): Html | null {
  return isBlank(text) ? null : html`<h2>${title}</h2>${paragraphs(text)}`
}

function window(frame: Frame, call: CallRecord, state: CallState): Html {
  if (state === 'open') {
    return html`<div class="deadline"><p>${
      call.closesAt
        ? html`<span class="meta">${frame.t('call.until')}</span> <strong>${inOwnZone(frame, call.closesAt)}</strong> <span class="meta">${universal(frame, call.closesAt)}</span>`
        : html`<strong>${frame.t('call.noDeadline')}</strong>`
    }</p>
<a class="button" href="/author/submit?call=${call.id}">${frame.t('call.submitToThis')}</a></div>`
  }
  if (state === 'upcoming' && call.opensAt)
    return html`<p class="deadline">${frame.t('call.opens')} ${dayOf(frame, call.opensAt)}</p>`
  if (state === 'draft') return html`<p class="deadline">${frame.t('call.draft')}</p>`
  return html`<p class="deadline">${call.closesAt && call.closesAt <= frame.now ? html`${frame.t('call.closedOn')} ${deadline(frame, call.closesAt)}` : frame.t('call.closed')}</p>`
}

interface CallsList {
  readonly path: string
  /** Open and upcoming calls. */
  readonly ahead: readonly CallLine[]
  readonly closed: readonly CallLine[]
  /** There are more closed calls than shown. */
  readonly more: boolean
}

export function callsBeforePath({ slug }: CallLine): string {
  return `/calls/before/${slug}`
}

export function callsPage(frame: Frame, { path, ahead, closed, more }: CallsList): Page {
  const title = frame.t(path === '/calls' ? 'calls.title' : 'calls.earlierTitle')
  const last = closed.at(-1)
  const stateOf = (call: CallLine) => callState(call, frame.now)
  return {
    title,
    path,
    hasDeadline: ahead.some((call) => closesAhead(frame, call)),
    body: html`<header class="issue-head"><h1>${title}</h1></header>
${ahead.length + closed.length === 0 && html`<p>${frame.t('calls.none')}</p>`}
${callsThatAre(
  frame,
  'open',
  ahead.filter((call) => stateOf(call) === 'open'),
)}
${callsThatAre(
  frame,
  'upcoming',
  ahead.filter((call) => stateOf(call) === 'upcoming'),
)}
${callsThatAre(frame, 'closed', closed)}
${more && last && html`<p><a rel="next" href="${callsBeforePath(last)}">${frame.t('calls.earlier')}</a></p>`}`,
  }
}

function callsThatAre(frame: Frame, state: 'open' | 'upcoming' | 'closed', calls: readonly CallLine[]): Html | null {
  if (calls.length === 0) return null
  return html`<section class="issue-section"><h2>${frame.t(`calls.${state}`)}</h2>
<ol class="articles">${calls.map(
    (call) => html`<li>
<h3><a class="title" href="/calls/${call.slug}"${spoken(frame, call.language)}>${call.title}</a></h3>
${call.summary && html`<p class="meta" dir="auto">${call.summary}</p>`}
${state === 'open' && call.closesAt && html`<p class="meta">${frame.t('call.until')} ${deadline(frame, call.closesAt)}</p>`}
</li>`,
  )}</ol></section>`
}
