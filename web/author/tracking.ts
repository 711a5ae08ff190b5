import { html, nothing, type TemplateResult } from 'lit'
import { decisionTable } from '../../server/domain/decision.ts'
import { Actions } from '../app/actions.ts'
import { api } from '../app/api.ts'
import { withIdempotencyKey } from '../app/idempotency.ts'
import { navigate } from '../app/router.ts'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-notice.ts'
import '../elements/tj-receipt.ts'
import '../elements/tj-timeline.ts'
import '../manuscripts/file-report.ts'
import { asked, nowWords } from './author-tasks.ts'
import { letters, newestFirst } from './letters.ts'
import { overview } from './overview.ts'
import './proofs.ts'
import type { ProofsAnswer } from './proofs.ts'
import { timelineOf } from './timeline.ts'
import { receiptOf, type StoredFile, type Submission } from './labels.ts'
import './withdraw-dialog.ts'

/** The part of a submission's page that shows its status. Event: `changed` (load it again). */
class AuthorTracking extends TjElement {
  static override properties = {
    submission: { attribute: false },
    arrived: { type: Boolean },
    withdrawing: { state: true },
  }
  declare submission: Submission
  declare arrived: boolean
  declare private withdrawing: boolean
  private readonly acts = new Actions(this)

  constructor() {
    super()
    this.arrived = false
    this.withdrawing = false
  }

  override render(): TemplateResult {
    const { submission } = this
    return html`<div class="tracking stack-loose">
      ${this.acts.render()}
      ${
        this.arrived
          ? html`<tj-notice live kind="good" heading=${t('author.arrived.title')}>
              <p>${t('author.arrived.text', { reference: submission.reference })}</p></tj-notice>`
          : nothing
      }
      ${asked(submission)} ${this.again()} ${this.proofs()}
      <div class="split led">
        <section class="stack">
          <h2>${t('author.now.title')}</h2>
          ${nowWords(submission)}
        </section>
        <aside>
          <h2>${t('common.timeline.label')}</h2>
          <tj-timeline upright .steps=${timelineOf(submission)}></tj-timeline>
        </aside>
        <div class="stack-loose">
          ${letters(submission.decisions)} ${this.files()} ${this.handedIn()} ${this.withdraw()}
        </div>
      </div>
    </div>`
  }

  /** The editors declined the paper and invited a new submission. */
  private again(): TemplateResult | typeof nothing {
    const { status, decisions } = this.submission
    const [newest] = newestFirst(decisions)
    if (status !== 'declined' || newest === undefined || decisionTable[newest.kind].author !== 'begin_again')
      return nothing
    return html`<section class="task">
      <h2>${t('author.asked.again')}</h2>
      <p>${t('author.asked.again.text')}</p>
      <tj-action kind="primary" label=${t('author.asked.again.act')} ?busy=${this.acts.busy !== null} @act=${() => void this.beginAgain()}></tj-action>
    </section>`
  }

  private async beginAgain(): Promise<void> {
    const body = { callId: null, sectionId: null, follows: this.submission.id }
    await this.acts.run('again', async () => {
      const { id } = await withIdempotencyKey(`begin again ${body.follows}`, (idempotencyKey) =>
        api('POST /api/submissions', { body, idempotencyKey }),
      )
      navigate(`/author/${id}`)
    })
  }

  private proofs(): TemplateResult | typeof nothing {
    const { production, can } = this.submission
    if (production === null || (production.galleys.length === 0 && production.rounds.length === 0)) return nothing
    return html`<author-proofs
      submissionId=${this.submission.id}
      .production=${production}
      .verdict=${can.approveProofs}
      ?busy=${this.acts.busy !== null}
      .answer=${(answer: ProofsAnswer) => this.answerProofs(answer)}
      .takeBack=${() => this.takeApprovalBack()}
    ></author-proofs>`
  }

  private files(): TemplateResult | typeof nothing {
    const { files, versionNumber } = this.submission
    if (files.length === 0) return nothing
    const versions = Array.from({ length: versionNumber }, (_, at) => versionNumber - at)
    return html`<section class="section">
      <h2>${t('author.files.title')}</h2>
      ${versions.map((version) => {
        const held = files.filter((file) => file.version === version)
        return held.length === 0
          ? nothing
          : html`${versionNumber > 1 ? html`<h3>${t('author.files.version', { n: version })}</h3>` : nothing}
            ${held.map((file) => html`<tj-receipt .receipt=${receiptOf(file)}></tj-receipt>${version === versionNumber ? this.statusLine(file) : nothing}`)}`
      })}
      ${files.filter(({ version }) => version === null).map((file) => html`<tj-receipt .receipt=${receiptOf(file)}></tj-receipt>`)}
    </section>`
  }

  /** Only for a file with a problem: one that is ready gets no text. */
  private statusLine(file: StoredFile): TemplateResult | typeof nothing {
    const { id, status, can } = this.submission
    const { state, unconfirmed } = file.preparation
    const isOver = status === 'declined' || status === 'withdrawn' || status === 'published'
    if (isOver || (state === 'ready' && unconfirmed === 0)) return nothing
    const waits = state === 'refused' && !can.edit.allowed && !can.revise.allowed
    return html`<file-report viewer="author" submissionId=${id} .file=${file}></file-report>
      ${waits ? html`<p class="small">${t('author.files.waits')}</p>` : nothing}`
  }

  private handedIn(): TemplateResult {
    return html`<section class="section">
      <details>
        <summary>${t('author.handedIn.title')}</summary>
        ${overview(this.submission, false)}
      </details>
    </section>`
  }

  private withdraw(): TemplateResult | typeof nothing {
    const { can, status } = this.submission
    if (status === 'withdrawn' || status === 'published' || status === 'declined') return nothing
    return html`<section class="section stack">
      <h2>${t('author.withdraw.title')}</h2>
      <p class="muted">${t('author.withdraw.hint')}</p>
      <tj-action kind="danger" label=${t('author.withdraw.open')} .verdict=${can.withdraw} @act=${() => (this.withdrawing = true)}></tj-action>
      <author-withdraw
        ?open=${this.withdrawing}
        submissionId=${this.submission.id}
        ?busy=${this.acts.busy !== null}
        .withdraw=${(reason: string) => this.withdrawNow(reason)}
        @close=${() => (this.withdrawing = false)}
      ></author-withdraw>
    </section>`
  }

  private answerProofs(body: ProofsAnswer): Promise<boolean> {
    const send = () => api('POST /api/submissions/:id/proofs', { params: { id: this.submission.id }, body })
    return this.act('proofs', send, t(body.approved ? 'author.proofs.approvedNow' : 'author.proofs.reportedNow'))
  }

  private takeApprovalBack(): Promise<boolean> {
    const takeBack = () => api('POST /api/submissions/:id/proofs/take-back', { params: { id: this.submission.id } })
    return this.act('proofs', takeBack, t('author.proofs.takenBackNow'))
  }

  private withdrawNow(reason: string): Promise<boolean> {
    return this.act('withdraw', () =>
      api('POST /api/submissions/:id/withdraw', { params: { id: this.submission.id }, body: { reason } }),
    )
  }

  private async act(name: string, run: () => Promise<unknown>, said = ''): Promise<boolean> {
    this.arrived = false
    const done = await this.acts.run(name, run, said)
    // Also after a refusal, which means that the page shows an old state.
    if (done || this.acts.problem?.status !== 0) this.tell('changed')
    return done
  }
}

customElements.define('author-tracking', AuthorTracking)
