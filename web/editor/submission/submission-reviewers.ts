import { html, nothing, type TemplateResult } from 'lit'
import type { Evidence } from '../../../server/domain/conflict.ts'
import { awaitsReviewer, canHappenToInvitation, mayRemind } from '../../../server/domain/review.ts'
import { reviewCode } from '../../../server/domain/review-code.ts'
import { allowed, type Verdict } from '../../../server/domain/refusal.ts'
import { cityOf } from '../../../server/domain/day.ts'
import { api } from '../../app/api.ts'
import type { Actions } from '../../app/actions.ts'
import { journalDay, day, journalZone } from '../../app/dates.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import '../../elements/tj-field.ts'
import { evidenceIn, evidenceNotice } from '../invite/evidence.ts'
import { closedBecause, noonOf, reviewerName, type EditorSubmission } from '../labels.ts'

type Invited = EditorSubmission['reviews'][number]
type Asked = { readonly act: 'extend' | 'cancel'; readonly of: Invited }
/** An invitation that the server refused until the editor has read the evidence of a conflict of interest. */
type Doubted = { readonly of: Invited; readonly evidence: readonly Evidence[] }

const weekMs = 7 * 86_400_000

/** The people invited in each round, the state of each invitation, and the actions on it. */
export class SubmissionReviewers extends TjElement {
  static override properties = {
    page: { attribute: false },
    acts: { attribute: false },
    asked: { state: true },
    doubted: { state: true },
  }
  declare page: EditorSubmission | null
  /** The page's actions, which show the messages. */
  declare acts: Actions | null
  declare private asked: Asked | null
  declare private doubted: Doubted | null
  private newDate = ''

  constructor() {
    super()
    this.page = null
    this.acts = null
    this.asked = null
    this.doubted = null
  }

  override render(): TemplateResult | typeof nothing {
    const { page } = this
    if (page === null) return nothing
    const rounds = page.rounds.toReversed()
    return html`<div class="row"><h2 id="reviewers" tabindex="-1">${t('editor.reviewers.heading')}</h2>
        ${page.can.invite.allowed ? html`<a class="button small" href="/editor/submissions/${page.id}/invite">${t('editor.next.invite.link')}</a>` : nothing}</div>
      ${page.reviews.length === 0 ? html`<p class="muted">${t('editor.reviewers.none')}</p>` : nothing}
      ${rounds.map(({ n }) => this.round(page, n, rounds.length > 1))}
      ${this.dialog()} ${this.doubts()}`
  }

  private round({ reviews, can }: EditorSubmission, n: number, named: boolean): TemplateResult | typeof nothing {
    const rows = reviews.filter(({ round }) => round === n)
    if (rows.length === 0) return nothing
    return html`${named ? html`<h3>${t('editor.reviewers.earlier', { round: n })}</h3>` : nothing}
      <ul class="lines reviewers">${rows.map((row) => html`<li>${this.reviewer(row, can.invite)}</li>`)}</ul>`
  }

  private reviewer(row: Invited, invite: Verdict): TemplateResult {
    const { invitationId, label, reviewer, suggestion, remindedAt } = row
    const reminded = remindedAt !== null && ['invited', 'accepted'].includes(row.status)
    return html`<p><strong>${label}</strong> <span dir="auto">${reviewer.name}</span>
        <span class="muted small" dir="auto">${reviewer.affiliation}</span></p>
      <p class="small muted">${t('editor.reviewers.code', { code: reviewCode(invitationId) })}</p>
      <p class="small ${isLate(row) ? 'warn' : ''}">${statusLine(row)}${reminded ? `, ${t('editor.reviewers.reminded', { day: day(remindedAt) })}` : nothing}</p>
      ${suggestion === '' ? nothing : html`<p class="small muted" dir="auto">${t('editor.reviewers.suggests', { suggestion })}</p>`}
      ${lateReview(row)}
      ${evidenceNotice(row.conflict, t('editor.reviewers.conflictHeading'))}
      <p class="row reviewer-actions">${this.actionsFor(row, invite)}</p>`
  }

  /** Only the actions that fit this reviewer's status: five disabled buttons in each line would hide the enabled one. */
  private actionsFor(row: Invited, invite: Verdict): unknown {
    const name = reviewerName(row.label)
    const waits = awaitsReviewer(row.status).allowed
    const again = canHappenToInvitation(row.status, 'reinstate').allowed
    return [
      waits
        ? this.actionFor(row, t('editor.reviewers.remind'), remindable(row), () => this.remind(row, name))
        : nothing,
      row.status === 'accepted'
        ? this.actionFor(row, t('editor.reviewers.extend'), allowed, () => this.ask('extend', row))
        : nothing,
      canHappenToInvitation(row.status, 'invite').allowed
        ? this.actionFor(row, t('editor.reviewers.send'), invite, () => this.send(row, name))
        : nothing,
      again && invite.allowed
        ? this.actionFor(row, t('editor.reviewers.again'), invite, () => this.send(row, name))
        : nothing,
      canHappenToInvitation(row.status, 'cancel').allowed
        ? this.actionFor(row, t('editor.reviewers.cancel'), allowed, () => this.ask('cancel', row))
        : nothing,
    ]
  }

  private actionFor(row: Invited, act: string, verdict: Verdict, run: () => unknown): TemplateResult {
    const reason = closedBecause(verdict)
    return html`<button type="button" class="small" aria-label=${t('editor.reviewers.actOn', { act, reviewer: reviewerName(row.label) })}
        aria-disabled=${reason !== '' || this.acts?.busy !== null ? 'true' : nothing} @click=${() => (reason === '' ? void run() : undefined)}>${act}</button>
      ${reason === '' ? nothing : html`<span class="small muted">${reason}</span>`}`
  }

  private dialog(): TemplateResult | typeof nothing {
    const { asked } = this
    if (asked === null) return nothing
    const reviewer = reviewerName(asked.of.label)
    const extend = asked.act === 'extend'
    return html`<tj-dialog open heading=${t(extend ? 'editor.reviewers.extendHeading' : 'editor.reviewers.cancelHeading', { reviewer })} @close=${() => (this.asked = null)}>
      ${
        extend
          ? html`<tj-field label=${t('editor.reviewers.extendDate')} hint=${t('editor.reviewers.extendHint', { city: cityOf(journalZone()) })}>
              <input type="date" name="dueAt" .value=${this.newDate} min=${journalDay(new Date())}
                @input=${(event: Event) => (this.newDate = valueOf(event))} /></tj-field>`
          : html`<p>${t('editor.reviewers.cancelText')}</p>`
      }
      <button slot="actions" type="button" @click=${() => (this.asked = null)}>${t(extend ? 'common.cancel' : 'editor.reviewers.cancelKeep')}</button>
      <button slot="actions" type="button" class=${extend ? 'primary' : 'danger'} @click=${() => void (extend ? this.extend(asked.of, reviewer) : this.cancel(asked.of, reviewer))}>
        ${t(extend ? 'editor.reviewers.extendSubmit' : 'editor.reviewers.cancel')}</button>
    </tj-dialog>`
  }

  private doubts(): TemplateResult | typeof nothing {
    const { doubted } = this
    if (doubted === null) return nothing
    const reviewer = reviewerName(doubted.of.label)
    return html`<tj-dialog open heading=${t('editor.reviewers.sendAnyway', { reviewer })} @close=${() => (this.doubted = null)}>
      ${evidenceNotice(doubted.evidence, t('editor.invite.evidenceHeading'))}
      <button slot="actions" type="button" @click=${() => (this.doubted = null)}>${t('common.cancel')}</button>
      <button slot="actions" type="button" class="primary" @click=${() => void this.send(doubted.of, reviewer, doubted.evidence)}>${t('editor.invite.anyway')}</button>
    </tj-dialog>`
  }

  private ask(act: Asked['act'], of: Invited): void {
    const later = new Date(Math.max(Date.parse(of.dueAt), Date.now()) + weekMs)
    this.newDate = journalDay(later)
    this.asked = { act, of }
  }

  private async remind({ invitationId: id }: Invited, reviewer: string): Promise<void> {
    await this.run(
      () => api('POST /api/invitations/:id/remind', { params: { id } }),
      t('editor.reviewers.didRemind', { reviewer }),
    )
  }

  private async send(of: Invited, reviewer: string, despite: readonly Evidence[] = []): Promise<void> {
    this.doubted = null
    const params = { id: of.invitationId }
    await this.run(
      () => api('POST /api/invitations/:id/send', { params, body: { despite: [...despite] } }),
      t('editor.reviewers.didSend', { reviewer }),
    )
    const evidence = evidenceIn(this.acts?.problem ?? null)
    if (evidence.length > 0) this.doubted = { of, evidence }
  }

  private async cancel({ invitationId: id, status }: Invited, reviewer: string): Promise<void> {
    this.asked = null
    const said = status === 'alternate' ? 'editor.reviewers.didCancelAlternate' : 'editor.reviewers.didCancel'
    await this.run(() => api('POST /api/invitations/:id/cancel', { params: { id } }), t(said, { reviewer }))
  }

  private async extend({ invitationId: id }: Invited, reviewer: string): Promise<void> {
    if (this.newDate === '') return
    this.asked = null
    const dueAt = noonOf(this.newDate)
    await this.run(
      () => api('POST /api/invitations/:id/extend', { params: { id }, body: { dueAt } }),
      t('editor.reviewers.didExtend', { reviewer, day: day(this.newDate) }),
    )
  }

  private async run(act: () => Promise<unknown>, said: string): Promise<void> {
    await this.acts?.run('reviewers', act, said)
  }
}

function isSilent({ status, respondBy }: Invited): boolean {
  return status === 'invited' && Date.parse(respondBy) < Date.now()
}

function isLate(row: Invited): boolean {
  return row.late || isSilent(row)
}

function statusLine(row: Invited): string {
  const facts = {
    respondBy: day(row.respondBy),
    dueAt: day(row.dueAt),
    changedAt: day(row.changedAt),
    reason: row.declineReason === null ? '' : t(`editor.reviewers.reason.${row.declineReason}`),
  }
  if (row.late) return t('editor.reviewers.status.late', facts)
  return isSilent(row) ? t('editor.reviewers.status.silent', facts) : t(`editor.reviewers.status.${row.status}`, facts)
}

/** A review sent after its round: to read only. */
function lateReview({ lateReview: late }: Invited): TemplateResult | typeof nothing {
  if (late === null) return nothing
  return html`<details><summary>${t('editor.reviewers.lateReview', { day: day(late.sentAt) })}</summary>
    ${late.toAuthor === '' ? nothing : html`<h4>${t('editor.reviews.toAuthor')}</h4><div class="prose text" dir="auto">${late.toAuthor}</div>`}
    ${late.toEditor === '' ? nothing : html`<h4>${t('editor.reviews.toEditor')}</h4><div class="prose text" dir="auto">${late.toEditor}</div>`}
  </details>`
}

function remindable({ status, remindedAt }: Invited): Verdict {
  return mayRemind({ status, remindedAt: remindedAt === null ? null : new Date(remindedAt) }, new Date())
}

customElements.define('submission-reviewers', SubmissionReviewers)
