import { html, nothing, type TemplateResult } from 'lit'
import { api } from '../app/api.ts'
import { AsyncData } from '../app/async-data.ts'
import { navigate } from '../app/router.ts'
import { afterDrafts } from '../app/open-drafts.ts'
import { t } from '../app/strings.ts'
import { TjPage } from '../elements/tj-page.ts'
import './draft.ts'
import './tracking.ts'
import { statusWords, type Submission, titleOf } from './labels.ts'

/** The page of a submission: its steps while it can be changed, its status afterwards. */
class AuthorSubmissionPage extends TjPage {
  static override properties = { ...TjPage.properties, arrived: { state: true } }
  /** It has just been submitted: announced once to screen readers. */
  declare private arrived: boolean
  private readonly submission = new AsyncData(
    this,
    () => afterDrafts(() => api('GET /api/submissions/:id', { params: { id: this.paperId } })),
    () => this.paperId,
  )
  private readonly open = new AsyncData(
    this,
    () => api('GET /api/calls/open'),
    () => 'open',
  )

  constructor() {
    super()
    this.arrived = false
  }

  private get paperId(): string {
    return this.params['id'] ?? ''
  }

  override render(): TemplateResult {
    return html`${this.submission.render({ ready: (submission) => this.page(submission) })}`
  }

  private page(submission: Submission): TemplateResult {
    return html`<header class="page-head">
        <a class="back" href="/author">‹ ${t('author.home.title')}</a>
        <h1 dir="auto" tabindex="-1">${titleOf(submission)}</h1>
        <p class="status-line">
          <span class="code">${submission.reference}</span> · ${statusWords(submission.status)}
          ${submission.callTitle === null ? nothing : html` · <bdi>${submission.callTitle}</bdi>`}
        </p>
      </header>
      ${this.isDraft(submission) ? this.draft(submission) : this.tracking(submission)}`
  }

  /** A returned paper is corrected in the same steps, after its author has opened them. */
  private isDraft({ status }: Submission): boolean {
    return status === 'draft' || (status === 'returned' && this.query.has('step'))
  }

  private draft(submission: Submission): TemplateResult {
    return html`<author-draft
      .params=${this.params}
      .query=${this.query}
      .submission=${submission}
      .open=${this.open.value}
      @changed=${() => void this.submission.reload()}
      @submitted=${() => void this.submitted()}
    ></author-draft>`
  }

  private tracking(submission: Submission): TemplateResult {
    return html`<author-tracking .submission=${submission} ?arrived=${this.arrived} @changed=${() => void this.changed()}></author-tracking>`
  }

  /** The clicked button may be gone, as after withdrawing: then the heading gets the focus. */
  private async changed(): Promise<void> {
    await this.submission.reload()
    await new Promise((resolve) => requestAnimationFrame(resolve))
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('h1')?.focus()
  }

  private async submitted(): Promise<void> {
    await this.submission.reload()
    this.arrived = true
    navigate(location.pathname, { replace: true })
    await this.updateComplete
    scrollTo(0, 0)
    this.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }
}

customElements.define('author-submission-page', AuthorSubmissionPage)
