import { z } from 'zod'
import type { Clock } from '../deps.ts'
import { formatTag, languageName, mainLanguage, ownName } from '../domain/languages.ts'
import { reviewCode } from '../domain/review-code.ts'
import { declineReasons, hasEnded, type DeclineReason } from '../domain/review.ts'
import { isolated } from '../domain/text.ts'
import type { Problem } from '../http/contract.ts'
import { html, type Html } from '../rendering/html.ts'
import { day, fromNow } from '../strings/dates.ts'
import type { Translate } from '../strings/translate.ts'
import type { Answer, Answered, Page, PlainRoute, Session, Visit } from './page.ts'
import { button, csrf, notice, problemNotice, textarea, tried, why, withNext } from './parts.ts'

// The page of one invitation: what the paper is about, what is asked and by when; accept or decline. Often opened on a phone with a slow
// connection.

const pattern = '/review/:id/invitation'

type Invitation = Answer<'GET /api/invitations/:id'>
type Row = readonly [label: string, value: string | null]

export function invitationPages(clock: Clock): readonly PlainRoute[] {
  const show = (visit: Visit, problem: Problem | null = null) => invitationPage(visit, clock.now(), problem)
  return [
    { method: 'GET', pattern, answer: (visit) => show(visit) },
    { method: 'POST', pattern: `${pattern}/accept`, answer: (visit) => reply(visit, show, accept) },
    { method: 'POST', pattern: `${pattern}/decline`, answer: (visit) => reply(visit, show, decline) },
  ]
}

const accept = ({ ask, params: { id = '' } }: Visit) => ask('POST /api/invitations/:id/accept', { params: { id } })

const decline = ({ ask, form, params: { id = '' } }: Visit) =>
  ask('POST /api/invitations/:id/decline', {
    params: { id },
    // The contract refuses other values.
    body: { reason: form.value('reason') as DeclineReason, suggestion: form.value('suggestion') },
  })

async function reply(
  visit: Visit,
  show: (visit: Visit, problem: Problem) => Promise<Answered>,
  answer: (visit: Visit) => Promise<unknown>,
): Promise<Answered> {
  const { problem } = await tried(visit.request, () => answer(visit))
  if (problem?.status === 401 && visit.form.value('suggestion') !== '') return signedOut(visit, problem)
  return problem === null ? { to: `/review/${visit.params['id']}/invitation?answered=1` } : show(visit, problem)
}

/**
 * The session ended before the form was sent: the typed text is shown, so that the reviewer can copy it and send it after opening the
 * letter's link again.
 */
function signedOut({ form, t }: Visit, { status, title }: Problem): Page {
  const text = textarea(t, {
    name: 'suggestion',
    label: t('reviewer.decline.suggestion'),
    value: form.value('suggestion'),
    attributes: html`readonly`,
  })
  const body = html`<article class="narrow stack"><h1>${t('common.title.invitation')}</h1>
${notice(t, 'bad', title, html`<p>${t('reviewer.decline.signedOut')}</p>`)}${text}</article>`
  return { title: t('common.title.invitation'), body, bare: true, status }
}

interface Typed {
  readonly reason: string
  readonly suggestion: string
  /** Of the unsent text stored by the journal. */
  readonly version: number
}

const nothingTyped: Typed = { reason: declineReasons[0], suggestion: '', version: 0 }

/** What was just sent and refused, else the stored unsent text. */
async function typedIn({ ask, form, params: { id = '' } }: Visit): Promise<Typed> {
  const { content, version } = await ask('GET /api/unsent/:act/:id', { params: { act: 'refusal', id } })
  const sent = { reason: form.value('reason'), suggestion: form.value('suggestion'), version }
  if (sent.reason !== '') return sent
  const kept = Kept.safeParse(JSON.parse(content ?? '{}'))
  return kept.success ? { ...kept.data, version } : { ...nothingTyped, version }
}

const Kept = z.object({ reason: z.enum(declineReasons), suggestion: z.string() })

async function invitationPage(visit: Visit, now: Date, problem: Problem | null): Promise<Answered> {
  const { ask, params, query, session, t } = visit
  const { id = '' } = params
  if (session.actor.kind === 'visitor') return { to: withNext('/account/sign-in', `/review/${id}/invitation`) }
  const invitation = await ask('GET /api/invitations/:id', { params: { id } })
  const isOpen = invitation.status === 'invited'
  const typed = isOpen && invitation.can.decline.allowed ? await typedIn(visit) : nothingTyped
  const body = html`<article class="narrow stack invitation">
<header class="page-head"><p class="kicker">${t('reviewer.invitation.kicker')}</p>
<h1 dir="auto" lang="${invitation.language}">${invitation.title}</h1>
<p class="small muted">${t('reviewer.invitation.code', { code: reviewCode(id) })}</p>
${isOpen && from(t, invitation)}</header>
${isOpen ? asked(t, invitation, session.timeZone, now) : standing(t, invitation, session, query('answered') !== '')}
${!hasEnded(invitation.status) && about(t, invitation)}
${isOpen && answers(t, invitation, session, typed, problem)}
</article>`
  return pageOf(t, body, isOpen ? problem : null, typed.suggestion === '')
}

/** Who invites, and why this person: as in the letter. */
function from(t: Translate, { asked: known }: Invitation): Html {
  const by = known?.by
  const ask = html`<p>${by ? t('reviewer.invitation.fromEditor', { by: isolated(by) }) : t('reviewer.invitation.from')}</p>`
  const why = known === null ? '' : whyAsked(t, known)
  return html`${ask}${why !== '' && html`<p dir="auto">${t('reviewer.invitation.why', { why })}</p>`}`
}

function whyAsked(
  t: Translate,
  { why, known: { reviewedBefore, expertise } }: NonNullable<Invitation['asked']>,
): string {
  const words = expertise.map(isolated).join(', ')
  return [
    why,
    reviewedBefore ? t('reviewer.invitation.reviewedBefore') : '',
    expertise.length > 0 ? t('reviewer.invitation.expertise', { words }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Compressed only when it contains no typed text (page.ts). */
function pageOf(t: Translate, body: Html, problem: Problem | null, isUntouched: boolean): Page {
  const page = {
    title: t('common.title.invitation'),
    body,
    bare: true,
    next: 'reviewer',
    ...(isUntouched && ({ compressed: true } as const)),
  } as const
  return problem === null ? page : { ...page, status: problem.status }
}

function standing(t: Translate, { id, status, can }: Invitation, { actor }: Session, answered: boolean): Html {
  if (status === 'accepted' && answered)
    return html`${notice(t, 'good', t('reviewer.invitation.accepted'), html`<p>${t('reviewer.invitation.acceptedText')}</p>`)}${toReview(t, id, status)}`
  if (status === 'accepted' || status === 'submitted')
    return html`<div class="task"><p>${t(`reviewer.over.${status}`)}</p>${toReview(t, id, status)}</div>`
  if (can.sendLate.allowed)
    return html`<div class="task"><p>${t('reviewer.over.round')}</p>
<p><a class="button primary" href="/review/${id}">${t('reviewer.over.roundLink')}</a></p></div>`
  if (status === 'invited' || status === 'alternate') return html``
  const onwards =
    actor.kind === 'account' ? html`<a href="/review">${t('reviewer.over.home')}</a>` : t('reviewer.over.close')
  const thanks = answered && notice(t, 'good', t('reviewer.invitation.answered'))
  return html`${thanks}${notice(t, 'info', t(`reviewer.over.${status}`), html`<p>${onwards}</p>`)}`
}

function toReview(t: Translate, id: string, status: 'accepted' | 'submitted'): Html {
  return html`<p><a class="button primary" href="/review/${id}">${t(`reviewer.over.${status}Link`)}</a></p>`
}

function asked(t: Translate, { respondBy, dueAt, round }: Invitation, timeZone: string, now: Date): Html {
  const when = (instant: string) =>
    t('reviewer.invitation.relative', {
      day: day(t.locale, new Date(instant), timeZone),
      fromNow: fromNow(t.locale, new Date(instant), now),
    })
  return html`<section class="stack"><h2>${t('reviewer.invitation.asked')}</h2>
<p>${t('reviewer.invitation.askedText')}</p>
${round > 1 && html`<p>${t('reviewer.invitation.askedAgain', { round })}</p>`}
<p>${t('reviewer.invitation.anonymity')}</p>
<dl class="facts"><dt>${t('reviewer.invitation.answerBy')}</dt><dd>${when(respondBy)}</dd>
<dt>${t('reviewer.invitation.dueBy')}</dt><dd><strong>${when(dueAt)}</strong></dd></dl></section>`
}

function about(
  t: Translate,
  { contentNote, abstract, keywords, sectionTitle, callTitle, language, round }: Invitation,
): Html {
  const text = abstracts(t, abstract, contentNote === '')
  const rows: readonly Row[] = [
    [t('reviewer.invitation.keywords'), keywords.join(', ')],
    [t('reviewer.invitation.kind'), sectionTitle],
    [t('reviewer.invitation.call'), callTitle],
    [t('reviewer.invitation.language'), languageName(language, [formatTag(t.locale)])],
    [t('reviewer.invitation.round'), round > 1 ? String(round) : null],
  ]
  const facts = rows.filter(([, value]) => value !== null && value !== '')
  const note = html`<p dir="auto">${contentNote}</p><p>${t('reviewer.invitation.noteText')}</p>`
  return html`${
    contentNote === ''
      ? html`<section class="section">${text}</section>`
      : html`${notice(t, 'warn', t('reviewer.invitation.note'), note)}<details class="section"><summary>${t('reviewer.invitation.readAbstract')}</summary>${text}</details>`
  }<dl class="facts">${facts.map(([label, value]) => html`<dt>${label}</dt><dd dir="auto">${value}</dd>`)}</dl>`
}

/** In the journal's main language if it exists in that; other languages are collapsed below. */
function abstracts(t: Translate, abstract: Readonly<Record<string, string>>, isHeaded: boolean): Html | false {
  const written = Object.entries(abstract).filter(([, text]) => text.trim() !== '')
  const first = written.find(([tag]) => tag === mainLanguage) ?? written[0]
  if (first === undefined) return false
  const prose = ([tag, text]: [string, string]) => html`<div class="prose text" lang="${tag}" dir="auto">${text}</div>`
  const others = written.filter((one) => one !== first)
  return html`${isHeaded && html`<h2>${t('reviewer.invitation.abstract')}</h2>`}${prose(first)}
${others.map((one) => html`<details><summary lang="${one[0]}">${ownName(one[0])}</summary>${prose(one)}</details>`)}`
}

function answers(t: Translate, { id, can }: Invitation, session: Session, typed: Typed, problem: Problem | null): Html {
  const here = `/review/${id}/invitation`
  return html`<section class="section stack">${problemNotice(t, problem)}
<form method="post" action="${here}/accept">${csrf(session)}
<div class="actions">${button(t('reviewer.invitation.accept'), { kind: 'primary', reason: why(t, can.accept) })}</div></form>
${can.accept.allowed && html`<p class="small muted">${t('reviewer.invitation.acceptNext')}</p>`}
${can.decline.allowed && declining(t, id, session, typed)}</section>`
}

function declining(t: Translate, id: string, session: Session, { reason, suggestion, version }: Typed): Html {
  return html`<details class="decline"${suggestion !== '' && html` open`}><summary class="button">${t('reviewer.invitation.decline')}</summary>
<form class="task stack" method="post" action="/review/${id}/invitation/decline" data-unsent="/api/unsent/refusal/${id}" data-version="${String(version)}">${csrf(session)}
<h2>${t('reviewer.decline.heading')}</h2><p>${t('reviewer.decline.lead')}</p>
<fieldset><legend>${t('reviewer.decline.reason')}</legend>
${declineReasons.map((one) => html`<label class="choice"><input type="radio" name="reason" value="${one}"${one === reason && html` checked`}><span>${t(`reviewer.reason.${one}`)}</span></label>`)}
</fieldset>
${textarea(t, { name: 'suggestion', label: t('reviewer.decline.suggestion'), hint: t('reviewer.decline.suggestionHint'), optional: true, value: suggestion, attributes: html`maxlength="1000"` })}
${howKept(t, session)}
<div class="actions">${button(t('reviewer.decline.submit'), { kind: 'primary' })}</div></form></details>`
}

/** Filled by the script that stores what is typed (web/plain/keep-typed.ts). */
function howKept(t: Translate, { actor }: Session): Html {
  const over = t(actor.kind === 'link' ? 'common.saved.signedOutByLink' : 'common.saved.signedOut')
  return html`<p class="small muted" role="status" hidden data-draft="${t('common.plain.kept')}" data-failed="${t('common.plain.notKept')}" data-over="${over}" data-refused="${t('common.saved.refused', { reason: '' })}"></p>`
}
