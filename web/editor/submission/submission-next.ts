import { html, nothing, type TemplateResult } from 'lit'
import type { EditorAction } from '../../../server/domain/next-action.ts'
import { decisionKinds } from '../../../server/domain/decision.ts'
import type { Verdict } from '../../../server/domain/refusal.ts'
import { isOpen } from '../../../server/domain/submission.ts'
import { day } from '../../app/dates.ts'
import { listed, t } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-notice.ts'
import {
  closedBecause,
  graceInWords,
  reviewerName,
  reviewersBefore,
  roundNow,
  type EditorSubmission,
} from '../labels.ts'

/** The page's functions for the buttons of this box; links need none. */
interface NextActs {
  readonly busy: string | null
  readonly sendToReview: () => void
  readonly startProduction: () => void
  readonly takeBack: (decisionId: string) => void
}

interface OfferedAction {
  readonly label: string
  readonly verdict: Verdict
  readonly href: string
  readonly press?: () => void
}

/** The next action in large type first; then other possible actions; then those that are not possible, with the reasons. */
export function nextBox(page: EditorSubmission, acts: NextActs): TemplateResult {
  const { nextAction } = page
  const due = nextAction !== null && Date.parse(nextAction.at) <= Date.now()
  return html`${undo(page, acts)}
    <div class="task">
      <h2>${due ? t('editor.next.heading', { act: actIn(page, nextAction.act) }) : t('editor.next.nothing')}</h2>
      <p>${due ? sentence(page, nextAction.act) : later(page)}</p>
      ${due ? reviewedBefore(page, nextAction.act) : nothing}
      ${due ? html`<div class="actions">${leading(page, nextAction.act, acts)}</div>` : nothing}
    </div>
    ${isOpen(page.status) || page.can.decide.reopen.allowed ? others(offeredActions(page, acts)) : nothing}`
}

/** A decision that can still be taken back is shown first. */
function undo({ decisions }: EditorSubmission, { busy, takeBack }: NextActs): TemplateResult | typeof nothing {
  const open = decisions.find((decision) => decision.takeBack.allowed)
  if (open === undefined) return nothing
  return html`<div class="grace"><tj-notice kind="warn" heading=${t(`editor.decided.${open.kind}`)}>
    <p>${graceInWords(open)}</p>
    <tj-action label=${t('editor.decisions.takeBack')} ?busy=${busy === 'takeBack'} @act=${() => takeBack(open.id)}></tj-action>
  </tj-notice></div>`
}

function later(page: EditorSubmission): string {
  const { nextAction } = page
  if (nextAction === null) return t(isOpen(page.status) ? 'editor.next.inProduction' : 'editor.next.over')
  return t('editor.next.from', { day: day(nextAction.at), act: actIn(page, nextAction.act) })
}

function actIn(page: EditorSubmission, act: EditorAction): string {
  return t(`editor.act.${act}`, { reviewer: longestAwaited(page)?.name ?? t('editor.reviewer.some') })
}

function sentence(page: EditorSubmission, act: EditorAction): string {
  const round = roundNow(page)
  const written = page.reviews.filter(({ round: n, review }) => n === round?.n && review !== null)
  const late = longestAwaited(page)
  return t(`editor.next.${act}`, {
    minimum: page.minimumReviews,
    n: written.length,
    disagree: String(round?.disagreement ?? false),
    reviewer: late?.name ?? t('editor.reviewer.some'),
    since: page.nextAction === null ? '' : day(page.statusSince),
    day: late ? day(late.at) : page.authorDueAt === null ? '' : day(page.authorDueAt),
  })
}

/** When reviewers are needed again, those of an earlier version are suggested first. */
function reviewedBefore(page: EditorSubmission, act: EditorAction): TemplateResult | typeof nothing {
  if (!['release', 'invite', 'look_at_revision'].includes(act)) return nothing
  const names = reviewersBefore(page).map(({ label }) => reviewerName(label))
  return names.length === 0
    ? nothing
    : html`<p>${t('editor.next.reviewedBefore', { n: names.length, names: listed(names) })}</p>`
}

/** The reviewer who has been waited for longest in the round, for an answer or a review. */
function longestAwaited(page: EditorSubmission): { readonly name: string; readonly at: string } | null {
  const round = roundNow(page)
  const waiting = page.reviews
    .filter((row) => row.round === round?.n && (row.status === 'invited' || row.status === 'accepted'))
    .map(({ label, status, respondBy, dueAt }) => ({
      name: reviewerName(label),
      at: status === 'invited' ? respondBy : dueAt,
    }))
  return waiting.sort((a, b) => a.at.localeCompare(b.at))[0] ?? null
}

function leading(page: EditorSubmission, act: EditorAction, acts: NextActs): TemplateResult {
  const link = (label: string, href: string, kind = 'primary') =>
    html`<a class="button ${kind}" href=${href}>${label}</a>`
  const { decide, invite } = placesOf(page)
  switch (act) {
    case 'screen':
      return html`<tj-action kind="primary" label=${t('editor.decision.send_to_review')} reason=${closedBecause(page.can.decide.send_to_review)}
          ?busy=${acts.busy === 'decide'} @act=${acts.sendToReview}></tj-action>
        ${page.can.decide.send_to_review.allowed ? nothing : toPrepare(page)}`
    case 'invite':
    case 'invite_more':
      return page.can.invite.allowed
        ? link(t('editor.next.invite.link'), invite)
        : html`<p class="warn">${closedBecause(page.can.invite)}</p>${namesLink(page.can.invite)}`
    case 'chase_answer':
    case 'chase_review':
      return html`${link(t('editor.next.reviewers.link'), '#reviewers')} ${link(t('editor.next.inviteAnother.link'), invite, '')}`
    case 'decide':
      return html`${link(t('editor.next.decide.link'), decide)} ${link(t('editor.next.inviteAnother.link'), invite, '')}`
    case 'start_production':
      return html`<tj-action kind="primary" label=${t('editor.act.start_production')} reason=${closedBecause(page.can.startProduction)}
        ?busy=${acts.busy === 'production'} @act=${acts.startProduction}></tj-action>`
    case 'release':
      return html`${link(t('editor.next.release.link'), '#files')} ${namesLink(page.can.invite)}`
    case 'look_at_revision':
      return html`${link(t('editor.next.look_at_revision.link'), '#files')} ${link(t('editor.next.decide.link'), decide, '')}`
    case 'produce':
    case 'chase_proofs':
    case 'correct_proofs':
    case 'finish_proofs':
      return link(t('editor.next.production.link'), placesOf(page).production)
    case 'place_in_issue':
      return link(t('editor.next.issues.link'), '/editor/issues')
    default:
      return html``
  }
}

/** A link to what keeps the submission from being reviewed. */
function toPrepare({ can }: EditorSubmission): TemplateResult {
  const { send_to_review: closed } = can.decide
  const names = namesLink(closed)
  return names === nothing ? html`<a class="button" href="#files">${t('editor.files.heading')}</a>` : html`${names}`
}

function namesLink(closed: Verdict): TemplateResult | typeof nothing {
  const naming = !closed.allowed && closed.code === 'names_in_text'
  return naming ? html`<a class="button" href="#names">${t('editor.next.names.link')}</a>` : nothing
}

function placesOf({ id, articleId }: EditorSubmission) {
  const submission = `/editor/submissions/${id}`
  return {
    decide: `${submission}/decide`,
    invite: `${submission}/invite`,
    production: articleId === null ? '/editor/production' : `/editor/production/${articleId}`,
  }
}

function offeredActions(page: EditorSubmission, acts: NextActs): OfferedAction[] {
  const { decide, invite, production } = placesOf(page)
  const start = {
    label: t('editor.act.start_production'),
    verdict: page.can.startProduction,
    href: production,
    press: acts.startProduction,
  }
  return [
    ...decisionKinds.map((kind) => ({
      label: t(`editor.decision.${kind}`),
      verdict: page.can.decide[kind],
      href: `${decide}?kind=${kind}`,
    })),
    ...(isMainAction(page, 'invite')
      ? []
      : [{ label: t('editor.act.invite'), verdict: page.can.invite, href: invite }]),
    ...(isMainAction(page, 'start_production') ? [] : [start]),
  ]
}

/** Whether the main button is for this action already. */
function isMainAction({ nextAction }: EditorSubmission, act: 'invite' | 'start_production'): boolean {
  return nextAction !== null && Date.parse(nextAction.at) <= Date.now() && nextAction.act.startsWith(act)
}

function others(all: readonly OfferedAction[]): TemplateResult {
  const open = all.filter(({ verdict }) => verdict.allowed)
  const closed = all.filter(({ verdict }) => !verdict.allowed)
  return html`<div class="other-acts">
    ${
      open.length === 0
        ? nothing
        : html`<h3>${t('editor.next.other')}</h3>
          <ul class="plain">${open.map((action) => html`<li>${possibleAction(action)}</li>`)}</ul>`
    }
    ${
      closed.length === 0
        ? nothing
        : html`<details><summary>${t('editor.next.closed', { n: closed.length })}</summary>
          <ul class="plain small muted">${closed.map(({ label, verdict }) => html`<li><span class="act-name">${label}</span> ${closedBecause(verdict)}</li>`)}</ul>
        </details>`
    }
  </div>`
}

function possibleAction({ label, href, press }: OfferedAction): TemplateResult {
  return press === undefined
    ? html`<a href=${href}>${label}</a>`
    : html`<button type="button" class="small" @click=${press}>${label}</button>`
}
