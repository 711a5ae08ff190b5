import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { isolated } from '../../../server/domain/text.ts'
import { Actions } from '../../app/actions.ts'
import { api } from '../../app/api.ts'
import { day } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import { withIdempotencyKey } from '../../app/idempotency.ts'
import { listed, t } from '../../app/strings.ts'
import { TjPage } from '../../elements/tj-page.ts'
import '../../elements/tj-timeline.ts'
import { takeFlash } from '../flash.ts'
import './submission-files.ts'
import { nextBox } from './submission-next.ts'
import './submission-people.ts'
import { claimsOf } from './submission-claims.ts'
import { aboutPaper, decisionsOf, historyOf, lettersOf, saidUnchanged } from './submission-record.ts'
import './submission-reviewers.ts'
import { reviewsOf } from './submission-reviews.ts'
import { timelineOf } from './submission-timeline.ts'
import { roundNow, type EditorSubmission } from '../labels.ts'

const longestTimerMs = 60 * 60_000

/** The whole submission on one page: its status, the reviews, the next action. */
class SubmissionPage extends TjPage {
  private readonly acts = new Actions(this, () => this.submission.reload())
  private readonly submission = new AsyncData(
    this,
    () => api('GET /api/desk/:id', { params: { id: this.submissionId } }),
    () => location.pathname,
  )
  private arrived = false
  private graceTimer: ReturnType<typeof setTimeout> | undefined

  private get submissionId(): string {
    return this.params['id'] ?? ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.acts.say(takeFlash())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.graceTimer)
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed)
    const { value } = this.submission
    if (value === undefined) return
    this.watchGrace(value)
    if (this.arrived) return
    this.arrived = true
    void this.goToPart()
  }

  override render(): TemplateResult {
    return html`<article class="submission" @keep=${({ detail }: CustomEvent<string>) => void this.keepName(detail)}>
      ${this.submission.render({ ready: (page) => this.content(page) })}
    </article>`
  }

  private content(page: EditorSubmission): TemplateResult {
    return html`<header class="page-head">
        <p class="row small"><a class="back" href="/editor">‹ ${t('editor.submission.back')}</a> <span class="code">${page.reference}</span></p>
        <h1 dir="auto">${page.title === '' ? t('editor.desk.untitled') : page.title}</h1>
        <p class="status-line">${statusLine(page)}</p>
      </header>
      ${this.acts.render()}
      ${this.acts.problem?.code === 'edited_elsewhere' ? html`<p>${t('editor.submission.changed')}</p>` : nothing}
      ${claimsOf(page, this.acts)} ${saidUnchanged(page)}
      <div class="split">
        <div class="main">
          <tj-timeline .steps=${timelineOf(page)}></tj-timeline>
          ${readFirst(page) ? this.files(page) : nothing}
          ${reviewsOf(page)}
          ${decisionsOf(page)}
          ${readFirst(page) ? nothing : this.files(page)}
          ${aboutPaper(page, this.acts)} ${lettersOf(page)} ${historyOf(page)}
        </div>
        <aside>
          ${nextBox(page, {
            busy: this.acts.busy,
            sendToReview: () => void this.sendToReview(page),
            startProduction: () => void this.startProduction(),
            takeBack: (id) => void this.takeBack(id),
          })}
          ${page.rounds.length === 0 ? nothing : html`<submission-reviewers class="section" .page=${page} .acts=${this.acts}></submission-reviewers>`}
          <submission-people class="section" .page=${page} .acts=${this.acts}></submission-people>
        </aside>
      </div>`
  }

  private files(page: EditorSubmission): TemplateResult {
    return html`<submission-files class="section" .page=${page} .acts=${this.acts}></submission-files>`
  }

  private async sendToReview({ statusSince }: EditorSubmission): Promise<void> {
    const params = { id: this.submissionId }
    const body = { kind: 'send_to_review', seenSince: statusSince } as const
    const decide = (idempotencyKey: string) =>
      api('POST /api/submissions/:id/decisions', { params, body, idempotencyKey })
    await this.acts.run(
      'decide',
      () => withIdempotencyKey(`send ${this.params['id']} to review`, decide),
      t('editor.next.sentToReview'),
    )
    if (this.acts.problem?.code === 'edited_elsewhere') await this.submission.reload()
  }

  private async keepName(findingId: string): Promise<void> {
    const params = { id: this.submissionId, findingId }
    await this.acts.run('keep', () => api('POST /api/submissions/:id/text-findings/:findingId/confirm', { params }))
  }

  private async startProduction(): Promise<void> {
    const params = { id: this.submissionId }
    const start = () => api('POST /api/submissions/:id/production', { params })
    await this.acts.run('production', start, t('editor.next.productionStarted'))
  }

  private async takeBack(id: string): Promise<void> {
    const takeBack = () => api('POST /api/decisions/:id/take-back', { params: { id } })
    await this.acts.run('takeBack', takeBack, t('editor.decisions.didTakeBack'))
  }

  /** Reloads when a decision can no longer be taken back and its letter is sent. */
  private watchGrace({ decisions }: EditorSubmission): void {
    clearTimeout(this.graceTimer)
    const open = decisions.find(({ takeBack }) => takeBack.allowed)
    if (open === undefined) return
    const waitMs = Date.parse(open.graceEndsAt) - Date.now() + 1000
    if (waitMs > 0 && waitMs < longestTimerMs) {
      this.graceTimer = setTimeout(() => void this.submission.reload(), waitMs)
    }
  }

  /** A link may point to a part of the page ("#reviewers") that exists only after loading. */
  private async goToPart(): Promise<void> {
    if (location.hash === '') return
    for (const part of this.querySelectorAll('submission-reviewers, submission-files')) {
      if ('updateComplete' in part) await part.updateComplete
    }
    const target = this.querySelector<HTMLElement>(`#${CSS.escape(location.hash.slice(1))}`)
    target?.scrollIntoView()
    target?.focus()
  }
}

/** When the next action is to read the manuscript, the manuscript comes first. */
function readFirst({ status, nextAction }: EditorSubmission): boolean {
  return status === 'submitted' || status === 'revised' || nextAction?.act === 'release'
}

function statusLine(page: EditorSubmission): string {
  const { status, statusSince, callTitle, sectionTitle, handling } = page
  const handled =
    handling.length === 0
      ? t('editor.submission.handledByNobody')
      : t('editor.submission.handledBy', { names: listed(handling.map(({ name }) => name)) })
  const now = t('editor.submission.status', { status, round: roundNow(page)?.n ?? 1, day: day(statusSince) })
  return [now, callTitle, sectionTitle, handled]
    .filter((part) => part !== null)
    .map(isolated)
    .join(' · ')
}

customElements.define('submission-page', SubmissionPage)
