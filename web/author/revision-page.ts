import { html, nothing, type TemplateResult } from 'lit'
import { unconfirmedNames } from '../../server/domain/typed-text.ts'
import { Actions } from '../app/actions.ts'
import { api } from '../app/api.ts'
import { Autosave } from '../app/drafts.ts'
import { AsyncData } from '../app/async-data.ts'
import { same } from '../app/merge.ts'
import { ApiProblem, asProblem } from '../app/problem.ts'
import { navigate } from '../app/router.ts'
import { afterDrafts } from '../app/open-drafts.ts'
import { t, why } from '../app/strings.ts'
import '../elements/tj-action.ts'
import { valueOf } from '../elements/control-of.ts'
import '../elements/tj-field.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-saved.ts'
import '../manuscripts/text-findings.ts'
import { dueWords } from './author-tasks.ts'
import { manyFiles, singleFile } from './file-fields.ts'
import { keepName } from './keep-name.ts'
import { letter, newestFirst } from './letters.ts'
import { handInOnce } from './submit.ts'
import { lengthWords } from './section-wishes.ts'
import './unchanged-dialog.ts'
import { Uploads } from './uploads.ts'
import { newestFiles, type StoredFile, type Submission, titleOf } from './labels.ts'
import { isBlank } from '../../server/domain/text.ts'

interface Answered {
  response: string
}

/** The page of a revision: the decision, the answer to the reviewers, the new files, and submitting. */
class AuthorRevisionPage extends TjPage {
  static override properties = { ...TjPage.properties, unchanged: { state: true } }
  /** The same files and no answer: the author is asked why. */
  declare private unchanged: boolean
  private readonly acts = new Actions(this)
  private revision = 0
  /** The server's answer that the typed one is based on. */
  private base = ''
  /** The answer sent last, whether or not it has arrived. */
  private tried: string | null = null
  private autosave: Autosave<Answered> | null = null
  private readonly submission = new AsyncData(
    this,
    () => this.load(),
    () => this.paperId,
  )
  private readonly uploads = new Uploads(
    this,
    () => this.paperId,
    () => void this.submission.reload(),
  )

  constructor() {
    super()
    this.unchanged = false
  }

  private get paperId(): string {
    return this.params['id'] ?? ''
  }

  private async load(): Promise<Submission> {
    const submission = await afterDrafts(() => api('GET /api/submissions/:id', { params: { id: this.paperId } }))
    const before = this.submission.value
    // Read before the last save of the answer: shown here, it would remove typed words.
    if (before !== undefined && submission.revision < this.revision)
      return { ...submission, response: before.response, revision: this.revision }
    this.revision = submission.revision
    return submission
  }

  override render(): TemplateResult {
    return html`<div class="revision" @changed=${() => void this.submission.reload()}>${this.submission.render({ ready: (submission) => this.page(submission) })}</div>`
  }

  private page(submission: Submission): TemplateResult {
    const { can, authorDueAt } = submission
    return html`<header class="page-head">
        <a class="back" href="/author/${submission.id}">‹ ${titleOf(submission)}</a>
        <h1>${t('author.revise.title')}</h1>
        ${authorDueAt === null ? nothing : html`<p class="status-line">${dueWords(authorDueAt)}</p>`}
      </header>
      ${
        can.revise.allowed
          ? this.work(submission)
          : html`<tj-notice kind="warn" heading=${t('author.revise.closed')}><p>${why(can.revise)}</p></tj-notice>
            <p><a href="/author/${submission.id}">${t('author.revise.back')}</a></p>`
      }`
  }

  private work(submission: Submission): TemplateResult {
    const [newest] = newestFirst(submission.decisions)
    const autosave = (this.autosave ??= this.keep())
    const response = autosave.unsent?.response ?? submission.response
    const files = newestFiles(submission)
    return html`<div class="stack-loose">
        ${this.acts.render()}
        ${newest === undefined ? nothing : html`<section><h2>${t('author.revise.letter')}</h2>${letter(newest, true)}</section>`}
        <section class="section stack">
          <h2>${t('author.revise.response')}</h2>
          <tj-field label=${t('author.revise.responseLabel')} hint=${t('author.revise.responseHint')} count="words">
            <textarea class="long" name="response" dir="auto" .value=${response} @input=${(event: Event) => this.answer(event)}></textarea>
          </tj-field>
          <text-findings hints in="own_paper" .findings=${submission.textFindings} .verdict=${submission.can.revise}
            @keep=${({ detail }: CustomEvent<string>) => void this.keepName(detail)}></text-findings>
        </section>
        <section class="section stack">
          <h2>${t('author.revise.files')}</h2>
          <p>${t('author.revise.filesHint')}</p>
          ${lengthWords(submission.section)} ${singleFile(this.uploads, 'manuscript', submission)}
          ${manyFiles(this.uploads, 'figure', submission)} ${manyFiles(this.uploads, 'supplement', submission)}
          ${singleFile(this.uploads, 'response', submission)}
        </section>
        ${this.checkList(submission, response, files)}
      </div>
      ${this.bar(submission, autosave, files)}
      <author-unchanged ?open=${this.unchanged} submissionId=${submission.id} ?busy=${this.acts.busy !== null}
        .submit=${(word: string) => this.handIn(word)} @close=${() => (this.unchanged = false)}></author-unchanged>`
  }

  private checkList({ versionNumber }: Submission, response: string, files: readonly StoredFile[]): TemplateResult {
    const hasManuscript = files.some(({ purpose }) => purpose === 'manuscript')
    const answered = !isBlank(response) || files.some(({ purpose }) => purpose === 'response')
    return html`<section class="section">
      <h2>${t('author.revise.check')}</h2>
      <ul class="check-list">
        ${checked(hasManuscript, t('author.revise.check.manuscript', { n: versionNumber }))}
        ${checked(answered, t('author.revise.check.response'))}
        ${checked(!files.some(needsAuthor), t('author.revise.check.files'))}
        ${checked(!this.uploads.busy, t('author.revise.check.uploads'))}
      </ul>
      ${this.uploads.isStopped ? html`<tj-notice kind="warn" heading=${t('author.upload.unfinished')}><p>${t('author.upload.unfinishedText')}</p></tj-notice>` : nothing}
      <p class="muted">${t('author.revise.after')}</p>
    </section>`
  }

  private bar(submission: Submission, autosave: Autosave<Answered>, files: readonly StoredFile[]): TemplateResult {
    return html`<div class="act-bar">
      <tj-saved
        state=${autosave.state}
        .at=${autosave.savedAt}
        reason=${autosave.problem?.reason ?? ''}
        @retry=${() => void autosave.flush()}
        ?aside=${autosave.aside !== undefined}
        @bring-back=${() => void autosave.bringBack()}
        @keep-mine=${() => void this.settle(true)}
        @take-theirs=${() => void this.settle(false)}
      ></tj-saved>
      <tj-action
        kind="primary"
        label=${t('author.revise.handIn')}
        .verdict=${submission.can.revise}
        reason=${this.closedBecause(submission, files)}
        ?busy=${this.acts.busy !== null}
        @act=${() => void this.handIn()}
      ></tj-action>
    </div>`
  }

  private closedBecause({ textFindings }: Submission, files: readonly StoredFile[]): string {
    if (!files.some(({ purpose }) => purpose === 'manuscript')) return t('author.revise.needsManuscript')
    if (this.uploads.busy) return t('author.revise.waitForFiles')
    if (files.some(needsAuthor)) return t('author.revise.filesNeedYou')
    return unconfirmedNames(textFindings).length > 0 ? t('author.revise.namesInAnswer') : ''
  }

  private keep(): Autosave<Answered> {
    const autosave = new Autosave<Answered>(this, {
      key: `revision ${this.paperId}`,
      over: () => ({ base: this.base, tried: this.tried }),
      save: ({ response }) => this.save(response),
    })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type that is passed as `over` above
    const over = autosave.over as { base: string; tried: string | null } | undefined
    if (over !== undefined) [this.base, this.tried] = [over.base, over.tried]
    return autosave
  }

  private async save(response: string): Promise<undefined> {
    const known = [this.base, this.tried, response]
    try {
      this.requireKnown(this.submission.value?.response ?? '', known)
      await this.send(response)
    } catch (failure) {
      if (asProblem(failure).code !== 'edited_elsewhere') throw failure
      this.autosave?.needsPage()
      const newest = await api('GET /api/submissions/:id', { params: { id: this.paperId } })
      this.revision = newest.revision
      // Another window has uploaded files, or the reply to an earlier save was lost.
      this.requireKnown(newest.response, known)
      await this.send(response)
    }
    // The reloaded page shows the names in the answer.
    void this.submission.reload()
    return undefined
  }

  /** @throws ApiProblem when the server's answer was written in another window */
  private requireKnown(found: string, known: readonly (string | null)[]): void {
    if (!known.some((text) => same(text, found)))
      throw new ApiProblem(409, 'edited_elsewhere', t('common.saved.conflict'))
  }

  private async send(response: string): Promise<void> {
    this.tried = response
    const { revision } = await api('PATCH /api/submissions/:id/revision', {
      params: { id: this.paperId },
      body: { revision: this.revision, response },
      keepalive: true,
    })
    this.revision = revision
    this.base = response
    const { value } = this.submission
    if (value !== undefined) this.submission.set({ ...value, response, revision })
  }

  private async keepName(findingId: string): Promise<void> {
    await this.acts.run('keep', async () => {
      await this.autosave?.ensureSaved()
      await keepName(this.paperId, findingId)
    })
    await this.submission.reload()
  }

  private answer(event: Event): void {
    if (this.autosave?.unsent === undefined) this.base = this.submission.value?.response ?? ''
    this.autosave?.change({ response: valueOf(event) })
  }

  /** Loads the other text; then this one overwrites it, or is put aside. */
  private async settle(mine: boolean): Promise<void> {
    await this.submission.reload()
    this.base = this.submission.value?.response ?? ''
    await this.autosave?.settle(mine)
  }

  private async handIn(word?: string): Promise<boolean> {
    const done = await this.acts.run('hand in', async () => {
      await this.autosave?.ensureSaved()
      await handInOnce(this.paperId, word)
      navigate(`/author/${this.paperId}`, { replace: true })
    })
    this.unchanged = this.acts.problem?.code === 'unchanged'
    return done
  }
}

/** A file that was refused or contains an unconfirmed name of an author: with it the revision cannot be submitted. */
function needsAuthor({ preparation }: StoredFile): boolean {
  return preparation.state === 'refused' || preparation.unconfirmed > 0
}

function checked(done: boolean, words: string): TemplateResult {
  return html`<li class=${done ? 'good' : 'muted'}>
    <span aria-hidden="true">${done ? '✓' : '○'}</span> ${words}<span class="sr-only">: ${done ? t('author.revise.done') : t('author.revise.open')}</span>
  </li>`
}

customElements.define('author-revision-page', AuthorRevisionPage)
