import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { keyed } from 'lit/directives/keyed.js'
import { decisionTable } from '../../server/domain/decision.ts'
import { Actions } from '../app/actions.ts'
import { api } from '../app/api.ts'
import { AsyncData } from '../app/async-data.ts'
import { type ApiProblem } from '../app/problem.ts'
import { t, tOf, why } from '../app/strings.ts'
import '../elements/tj-action.ts'
import { focusControl } from '../elements/tj-errors.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-saved.ts'
import { FileReport } from '../manuscripts/file-report.ts'
import type { Report } from '../manuscripts/report.ts'
import { conflictNotice } from './conflict.ts'
import { DraftController } from './draft-controller.ts'
import { keyFor } from '../app/idempotency.ts'
import type { ExtractedMetadata } from './suggestions.ts'
import { submitAct, submitOnce } from './submit.ts'
import { aboutStep } from './step-about.ts'
import { callStep } from './step-call.ts'
import { letter, newestFirst } from './letters.ts'
import { keepName } from './keep-name.ts'
import { checkStep } from './step-check.ts'
import { manuscriptStep } from './step-manuscript.ts'
import { peopleStep } from './step-people.ts'
import { statementsStep } from './step-statements.ts'
import { stepAfter, stepBefore, stepHref, stepOf, steps, stepOfPath, type Step } from './steps.ts'
import './unchanged-dialog.ts'
import { Uploads } from './uploads.ts'
import { type Contributor, type OpenCalls, sectionOf, type Submission } from './labels.ts'

/** The part of a submission's page for a submission that can be changed. Events: `changed` (load it again), `submitted`. */
export class AuthorDraft extends TjPage {
  static override properties = {
    ...TjPage.properties,
    submission: { attribute: false },
    open: { attribute: false },
    guess: { state: true },
    moved: { state: true },
    unchanged: { state: true },
  }
  declare submission: Submission
  declare open: OpenCalls | undefined
  /** Metadata suggested by the manuscript. */
  declare private guess: ExtractedMetadata | null
  /** The call or section to which the draft was moved after its call had closed. */
  declare private moved: string
  /** Nothing was changed since the paper was returned: the author is asked why. */
  declare private unchanged: boolean
  private readonly acts = new Actions(this)
  private keeper: DraftController | null = null
  private shownStep: Step | null = null
  private readonly uploads = new Uploads(
    this,
    () => this.submission.id,
    () => this.tell('changed'),
  )
  private readonly me = new AsyncData(
    this,
    () => api('GET /api/account'),
    () => 'me',
  )

  constructor() {
    super()
    this.guess = null
    this.moved = ''
    this.unchanged = false
  }

  private get step(): Step {
    return stepOf(this.query)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('submission')) return
    if (this.keeper === null) this.keeper = new DraftController(this, this.submission)
    else if (!this.keeper.take(this.submission)) this.tell('changed')
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('query')) return
    const field = this.query.get('field')
    const moved = this.shownStep !== null && this.shownStep !== this.step
    this.shownStep = this.step
    // The server checks what is saved.
    if (this.step === 'check') void this.saveAll()
    if (field !== null) requestAnimationFrame(() => focusControl(field))
    else if (moved) this.arrive()
  }

  private arrive(): void {
    scrollTo(0, 0)
    this.querySelector<HTMLElement>('.step-body h2')?.focus({ preventScroll: true })
  }

  override render(): TemplateResult | typeof nothing {
    const { keeper, step } = this
    if (keeper === null) return nothing
    const { submission } = this
    return html`${this.statusLine()} ${returnedLetter(submission)}
      <div class="draft">
        ${this.stepList(keeper.now)}
        <div class="step-body" @report=${(event: CustomEvent<Report>) => this.read(event)} @keep=${({ detail }: CustomEvent<string>) => void this.keepName(detail)}>
          ${conflictNotice(keeper)}
          ${this.acts.render()}
          <h2 tabindex="-1">${tOf('author.step', step)}</h2>
          <fieldset class="stack-loose" ?disabled=${!submission.can.edit.allowed}>${keyed(step, this.stepContent(keeper))}</fieldset>
          ${this.bar(keeper)}
        </div>
      </div>
      <author-unchanged ?open=${this.unchanged} submissionId=${submission.id} ?busy=${this.acts.busy !== null}
        .submit=${(word: string) => this.submit(word)} @close=${() => (this.unchanged = false)}></author-unchanged>`
  }

  /** Why nothing can be changed, or why it cannot be submitted even when complete. */
  private statusLine(): TemplateResult | typeof nothing {
    const { edit, submit } = this.submission.can
    if (!edit.allowed)
      return html`<tj-notice kind="warn" heading=${t('author.draft.readOnly')}><p>${why(edit)}</p></tj-notice>`
    if (submit.allowed || submit.code === 'incomplete')
      return this.moved === '' ? nothing : html`<tj-notice live kind="good" heading=${this.moved}></tj-notice>`
    if (submit.code === 'call_closed' || submit.code === 'call_not_open') return this.otherCalls(why(submit))
    return html`<tj-notice kind="warn" heading=${t('author.draft.cannotSubmit')}><p>${why(submit)}</p></tj-notice>`
  }

  /** The call has closed: the paper can be moved to another one without changes. */
  private otherCalls(reason: string): TemplateResult {
    const calls = this.open?.calls ?? []
    return html`<tj-notice kind="warn" heading=${t('author.call.closedHeading')}>
      <p>${reason} ${t('author.call.closedText')}</p>
      <div class="actions">
        <tj-action label=${t('author.call.regular')} ?busy=${this.acts.busy !== null} @act=${() => void this.moveTo(null)}></tj-action>
        ${calls.map((call) => html`<tj-action label=${t('author.call.moveTo', { title: call.title })} ?busy=${this.acts.busy !== null} @act=${() => void this.moveTo(call.id)}></tj-action>`)}
      </div>
    </tj-notice>`
  }

  private async moveTo(callId: string | null): Promise<void> {
    // Unsaved changes first: the move increases the version that autosaving uses.
    await this.acts.run('move', async () => {
      await this.keeper?.autosave.ensureSaved()
      await api('PUT /api/submissions/:id/call', { params: { id: this.submission.id }, body: { callId } })
      const call = this.open?.calls.find(({ id }) => id === callId)
      this.moved = call === undefined ? t('author.call.movedOut') : t('author.call.moved', { title: call.title })
    })
    this.tell('changed')
  }

  private stepList({ gaps }: Submission): TemplateResult {
    return html`<nav class="step-list" aria-label=${t('author.step.list')}>
      <ol>
        ${steps.map((step, at) => {
          const missing = gaps.filter(({ path }) => stepOfPath(path) === step).length
          const done = missing === 0 && step !== 'check'
          return html`<li>
            <a href=${stepHref(step)} class=${done ? 'done' : ''} aria-current=${step === this.step ? 'step' : nothing}>
              <span class="n" aria-hidden="true">${done ? '✓' : at + 1}</span>
              <span class="name">${tOf('author.step', step)}</span>
              ${missing > 0 ? html`<span class="left">${t('author.step.missing', { n: missing })}</span>` : nothing}
            </a>
          </li>`
        })}
      </ol>
    </nav>`
  }

  private stepContent(keeper: DraftController): TemplateResult {
    const section = sectionOf(keeper.now, this.open)
    const contents: Readonly<Record<Step, () => TemplateResult>> = {
      call: () => callStep(keeper, this.open),
      manuscript: () => manuscriptStep(keeper, section, this.uploads, this.guess),
      about: () => aboutStep(keeper, section),
      people: () => peopleStep(keeper, this.myself()),
      statements: () => statementsStep(keeper),
      check: () => html`${this.stoppedUpload()} ${checkStep(keeper.now)}`,
    }
    return contents[this.step]()
  }

  private stoppedUpload(): TemplateResult | typeof nothing {
    if (!this.uploads.isStopped) return nothing
    return html`<tj-notice kind="warn" heading=${t('author.upload.unfinished')}>
      <p>${t('author.upload.unfinishedText')}</p>
      <p><a href=${stepHref('manuscript')}>${t('author.upload.toFiles')}</a></p></tj-notice>`
  }

  private read({ target, detail }: CustomEvent<Report>): void {
    const id = target instanceof FileReport ? target.file?.id : undefined
    const isManuscript = this.submission.files.some((file) => file.id === id && file.purpose === 'manuscript')
    if (isManuscript) this.guess = detail.guess
  }

  private myself(): Contributor | null {
    const me = this.me.value
    if (me === undefined) return null
    const { name, email, affiliation, country, orcid } = me
    return {
      name,
      sortName: '',
      email,
      affiliation,
      country,
      orcid,
      corresponding: true,
      creditRoles: [],
      byline: 'name',
      penName: null,
    }
  }

  private bar(keeper: DraftController): TemplateResult {
    const { autosave } = keeper
    const [before, after] = [stepBefore(this.step), stepAfter(this.step)]
    return html`<div class="act-bar">
      <tj-saved
        state=${autosave.state}
        .at=${autosave.savedAt}
        reason=${refusedWords(autosave.problem)}
        @retry=${() => void autosave.flush()}
        ?aside=${autosave.aside !== undefined}
        @keep-mine=${() => void keeper.settle(true)}
        @take-theirs=${() => void keeper.settle(false)}
        @bring-back=${() => keeper.bringBack()}
      ></tj-saved>
      <div class="actions">
        ${before === null ? nothing : html`<a class="button" href=${stepHref(before)}>${t('common.back')}</a>`}
        ${after === null ? this.submitAction(keeper) : html`<a class="button primary" href=${stepHref(after)}>${t('author.step.next', { step: tOf('author.step', after) })}</a>`}
      </div>
    </div>`
  }

  private submitAction(keeper: DraftController): TemplateResult {
    const { can } = this.submission
    const gaps = keeper.now.gaps.length
    const blocked = !can.submit.allowed && can.submit.code !== 'incomplete'
    return html`<tj-action
      kind="primary"
      label=${this.submission.status === 'returned' ? t('author.check.submitAgain') : t('author.check.submit')}
      reason=${blocked ? why(can.submit) : gaps > 0 ? t('author.check.closed', { n: gaps }) : ''}
      ?busy=${this.acts.busy !== null}
      @act=${() => void this.submit()}
    ></tj-action>`
  }

  private async saveAll(): Promise<void> {
    keyFor(submitAct(this.submission.id))
    await this.keeper?.autosave.flush()
    this.tell('changed')
  }

  /** The server only knows text that is saved. */
  private async keepName(findingId: string): Promise<void> {
    await this.acts.run('keep', async () => {
      await this.keeper?.autosave.ensureSaved()
      await keepName(this.submission.id, findingId)
    })
    this.tell('changed')
  }

  /** Only saved text is submitted. */
  private async submit(word?: string): Promise<boolean> {
    const submitted = await this.acts.run('submit', async () => {
      await this.keeper?.autosave.ensureSaved()
      await submitOnce(this.submission.id, word)
    })
    this.unchanged = this.acts.problem?.code === 'unchanged'
    this.tell(submitted ? 'submitted' : 'changed')
    return submitted
  }
}

/** The editors' letter about the correction is shown above every step. */
function returnedLetter({ status, decisions }: Submission): TemplateResult | typeof nothing {
  const [newest] = newestFirst(decisions)
  return status === 'returned' && newest && decisionTable[newest.kind].author === 'correct'
    ? letter(newest, true)
    : nothing
}

/** The error of a field is shown beside the field. */
function refusedWords(problem: ApiProblem | null): string {
  if (problem === null) return ''
  return problem.fields.length > 0 ? t('author.draft.refused') : problem.reason
}

customElements.define('author-draft', AuthorDraft)
