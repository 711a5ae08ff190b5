import { html, nothing, type TemplateResult } from 'lit'
import { reviewCode } from '../../server/domain/review-code.ts'
import type { DeclineReason } from '../../server/domain/review.ts'
import { Actions } from '../app/actions.ts'
import { api } from '../app/api.ts'
import { clock, day, fromNow, ownDay } from '../app/dates.ts'
import { AsyncData } from '../app/async-data.ts'
import { withIdempotencyKey } from '../app/idempotency.ts'
import { errorAt } from '../app/problem.ts'
import { navigate } from '../app/router.ts'
import { afterDrafts } from '../app/open-drafts.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-saved.ts'
import { reasonChoices } from './decline-reasons.ts'
import { draftOf, type ReviewDraft, type ReviewPage as Shown } from './review-draft.ts'
import './review-form.ts'
import { ReviewController } from './review-controller.ts'
import './late-review.ts'
import './review-manuscript.ts'
import { reviewRead } from './review-read.ts'
import { closedBecause, guidance } from './review-labels.ts'
import { SideBySide } from './split-view.ts'

/** The page of a review: the manuscript, and the form, which saves automatically and is submitted at the end. */
class ReviewPage extends TjPage {
  static override properties = { ...TjPage.properties, reason: { state: true } }
  declare private reason: DeclineReason
  private readonly acts = new Actions(this)
  private readonly page = new AsyncData(
    this,
    () => this.load(),
    () => location.pathname,
  )
  private readonly sides = new SideBySide(this, () => this.reviewId)
  private keeper: ReviewController | null = null
  private isOver = false

  constructor() {
    super()
    this.reason = 'no_time'
  }

  private get reviewId(): string {
    return this.params['id'] ?? ''
  }

  private get target() {
    return { params: { id: this.reviewId } }
  }

  /** The round has ended, now or earlier: the text stays, together with what could not be saved. */
  private hasEnded(): boolean {
    const problems = [this.page.problem, this.acts.problem, this.keeper?.autosave.problem]
    this.isOver ||= problems.some((problem) => problem?.code === 'invitation_ended')
    return this.isOver
  }

  override render(): TemplateResult {
    if (this.hasEnded())
      return html`<late-review invitationId=${this.reviewId} .unsaved=${this.keeper?.autosave.unsent ?? null}
        @taken=${() => this.keeper?.autosave.forget()}></late-review>`
    return html`<article class="review ${this.sides.beside ? 'beside' : 'tabbed'}">
      ${this.page.render({ ready: (page) => this.content(page) })}
      ${this.page.value === undefined && this.page.problem !== null ? this.elsewhere() : nothing}
    </article>`
  }

  /** Not accepted, or ended: leads to the invitation's page, which shows which. */
  private elsewhere(): TemplateResult {
    return html`<h1 class="sr-only">${t('common.title.review')}</h1>
      <p><a href="/review/${this.reviewId}/invitation">${t('reviewer.review.toInvitation')}</a></p>`
  }

  private content(page: Shown): TemplateResult {
    const { id, title, language, review, status } = page
    const handedIn = status === 'submitted' || review.submittedAt !== null
    const { beside } = this.sides
    return html`<header class="page-head">
        <p class="kicker">${t('reviewer.review.kicker')} <span class="code">${reviewCode(id)}</span></p>
        <h1 dir="auto" lang=${language}>${title}</h1>
        ${handedIn ? nothing : this.due(page)}
      </header>
      ${beside ? nothing : this.sides.tabs()}
      <div class="desk-of-two">
        <section class="manuscript" id="manuscript" role=${beside ? 'region' : 'tabpanel'} ?hidden=${!this.sides.shows('manuscript')}
          aria-labelledby=${beside ? 'manuscript-heading' : 'tab-manuscript'}>
          <review-manuscript .page=${page}></review-manuscript>
        </section>
        <section class="writing stack" id="writing" role=${beside ? 'region' : 'tabpanel'} ?hidden=${!this.sides.shows('writing')}
          aria-label=${t('reviewer.review.form')} tabindex=${handedIn ? 0 : nothing}>
          ${handedIn ? this.thanks(page) : this.form(page)}
        </section>
      </div>`
  }

  private due({ dueAt, late }: Shown): TemplateResult {
    const facts = { day: day(dueAt), fromNow: fromNow(new Date(dueAt)) }
    return late
      ? html`<p class="status-line warn">${t('reviewer.review.late', facts)}</p>`
      : html`<p class="status-line">${t('reviewer.review.due', facts)}</p>`
  }

  private thanks({ review, form }: Shown): TemplateResult {
    const at = new Date(review.submittedAt ?? 0)
    return html`<tj-notice kind="good" tabindex="-1" heading=${t('reviewer.review.thanks')}>
        <p>${t('reviewer.review.thanksText', { day: ownDay(at), time: clock(at) })}</p></tj-notice>
      ${reviewRead(draftOf(review), form.criteria)}`
  }

  private form(page: Shown): TemplateResult {
    const keeper = (this.keeper ??= this.keeperOf(page))
    const { autosave } = keeper
    const draft = keeper.now(page.review)
    const closed = closedBecause(draft, page)
    return html`<h2 class="sr-only" id="form" tabindex="-1">${t('reviewer.review.form')}</h2>
      ${guidance(page)} ${this.conflict(page)}
      <review-form .criteria=${page.form.criteria} .draft=${draft} .names=${page.textFindings} .errorOf=${(field: string) => errorAt(autosave.state === 'refused' ? autosave.problem : null, field)}
        @keep=${({ detail }: CustomEvent<string>) => void this.keepName(detail)} @draft=${(event: CustomEvent<ReviewDraft>) => keeper.write(event.detail)}></review-form>
      ${this.acts.render()}
      <div class="actions">
        <tj-action kind="primary" label=${t('reviewer.review.submit')} reason=${closed} .verdict=${page.can.write}
          ?busy=${this.acts.busy === 'submit'} @act=${() => void this.submit()}></tj-action>
      </div>
      ${this.stepBack(page)}
      <div class="act-bar">
        <span>
          <tj-saved state=${autosave.state} .at=${autosave.savedAt ?? savedAt(page)} reason=${autosave.problem?.reason ?? ''}
            ?aside=${autosave.aside !== undefined} @bring-back=${() => keeper.bringBack()}
            @retry=${() => void autosave.flush()} @keep-mine=${() => void this.settle(true)} @take-theirs=${() => this.showConflict()}></tj-saved>
        </span>
      </div>`
  }

  private conflict(page: Shown): TemplateResult | typeof nothing {
    const { theirs, autosave } = this.keeper ?? {}
    if (!theirs || autosave?.state !== 'conflict') return nothing
    return html`<tj-notice kind="warn" live tabindex="-1" id="conflict" heading=${t('reviewer.conflict.heading')}>
      <p>${t('reviewer.conflict.text')}</p>
      <details open><summary>${t('reviewer.conflict.savedAt', { time: clock(new Date(theirs.review.savedAt ?? 0)) })}</summary>
        ${reviewRead(draftOf(theirs.review), page.form.criteria)}</details>
      <p class="actions">
        <button type="button" class="primary" @click=${() => void this.settle(true)}>${t('reviewer.conflict.keep')}</button>
        <button type="button" @click=${() => void this.settle(false)}>${t('reviewer.conflict.take')}</button>
      </p>
    </tj-notice>`
  }

  /** The bar never discards a text: it leads to the comparison of both texts. */
  private showConflict(): void {
    this.querySelector<HTMLElement>('#conflict')?.focus()
  }

  private stepBack({ can }: Shown): TemplateResult {
    return html`<details class="section step-back"><summary>${t('reviewer.review.stepBack')}</summary>
      <div class="stack">
        <p>${t('reviewer.review.stepBackLead')}</p>
        ${reasonChoices(this.reason, (reason) => (this.reason = reason))}
        <tj-action kind="danger" label=${t('reviewer.review.stepBackSubmit')} .verdict=${can.withdraw}
          ?busy=${this.acts.busy === 'withdraw'} @act=${() => void this.withdraw()}></tj-action>
      </div>
    </details>`
  }

  private async load(): Promise<Shown> {
    const page = await afterDrafts(() => api('GET /api/reviews/:id', this.target))
    if (this.keeper === null && page.review.savedAt !== null) this.sides.beginWith('writing')
    this.keeper?.take(page)
    return page
  }

  private keeperOf(page: Shown): ReviewController {
    return new ReviewController(this, page, { reviewId: this.reviewId, found: (names) => this.showNames(names) })
  }

  private showNames(textFindings: Shown['textFindings']): void {
    const { value } = this.page
    if (value !== undefined) this.page.set({ ...value, textFindings })
  }

  private async keepName(findingId: string): Promise<void> {
    await this.acts.run('keep', async () => {
      await this.keeper?.autosave.ensureSaved()
      await api('POST /api/reviews/:id/text-findings/:findingId/confirm', { params: { id: this.reviewId, findingId } })
      const { textFindings } = await api('GET /api/reviews/:id', this.target)
      this.showNames(textFindings)
    })
  }

  private async settle(mine: boolean): Promise<void> {
    const { keeper } = this
    if (!keeper?.theirs) return
    this.page.set(keeper.theirs)
    await keeper.settle(mine)
  }

  private async submit(): Promise<void> {
    const handedIn = await this.acts.run('submit', async () => {
      await this.keeper?.autosave.ensureSaved()
      const body = { version: this.keeper?.version ?? 0 }
      await withIdempotencyKey(`review ${this.params['id']}`, (idempotencyKey) =>
        api('POST /api/reviews/:id/submit', { ...this.target, body, idempotencyKey }),
      )
    })
    if (!handedIn) return
    await this.page.reload()
    await this.updateComplete
    scrollTo(0, 0)
    this.querySelector<HTMLElement>('tj-notice[tabindex]')?.focus()
  }

  private async withdraw(): Promise<void> {
    const { reason } = this
    await this.acts.run('withdraw', async () => {
      await api('POST /api/invitations/:id/withdraw', { ...this.target, body: { reason } })
      navigate(`/review/${this.reviewId}/invitation`, { replace: true })
    })
  }
}

function savedAt({ review }: Shown): Date | null {
  return review.savedAt === null ? null : new Date(review.savedAt)
}

customElements.define('review-page', ReviewPage)
