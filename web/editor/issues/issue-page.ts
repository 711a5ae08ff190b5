import { html, nothing, type TemplateResult } from 'lit'
import { Actions } from '../../app/actions.ts'
import { api } from '../../app/api.ts'
import { day } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import { merge } from '../../app/merge.ts'
import { withIdempotencyKey } from '../../app/idempotency.ts'
import { asProblem } from '../../app/problem.ts'
import { t } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import { TjPage } from '../../elements/tj-page.ts'
import '../../elements/tj-saved.ts'
import { ContentsController } from './contents-controller.ts'
import './issue-builder.ts'
import type { Moved } from './issue-builder.ts'
import { IssueChanges } from './issue-changes.ts'
import './issue-details.ts'
import type { Details } from './issue-details.ts'
import { obstacleList, summaryOf } from './issue-obstacles.ts'
import type { Issue } from './issue-plan.ts'
import './page-numbers.ts'
import type { Numbering } from './page-numbers.ts'
import { readiness } from './readiness.ts'
import './special-section.ts'
import type { SectionDraft } from './special-section.ts'

type Dialog = 'details' | 'pages' | 'publish'

interface CallChoice {
  readonly id: string
  readonly title: string
}

/** An issue in preparation: its articles in order, its special sections, its pages, its obstacles, publishing. */
class IssuePage extends TjPage {
  static override properties = {
    ...TjPage.properties,
    dialog: { state: true },
    section: { state: true },
    calls: { state: true },
    said: { state: true },
  }
  declare private dialog: Dialog | null
  declare private section: SectionDraft | null
  declare private calls: readonly CallChoice[]
  declare private said: string
  private readonly acts = new Actions(this)
  private readonly issue = new AsyncData(this, () => api('GET /api/issues/:id', this.target))
  private readonly changes = new IssueChanges()
  private readonly contents = new ContentsController(
    this,
    () => this.issue.value,
    () => this.issue.reload(),
    this.changes,
  )
  /** The version of the issue from which the open dialog was filled. */
  private seen = 0

  constructor() {
    super()
    this.dialog = null
    this.section = null
    this.calls = []
    this.said = ''
  }

  private get target() {
    return { params: { id: this.params['id'] ?? '' } }
  }

  override render(): TemplateResult {
    return html`${this.issue.value === undefined && this.issue.problem !== null ? html`<h1 class="sr-only">${t('common.title.issue')}</h1>` : nothing}
      ${this.issue.render({ ready: (issue) => this.content(issue) })}
      <span class="sr-only" role="status">${this.said}</span>`
  }

  private content(issue: Issue): TemplateResult {
    const plan = this.contents.currentPlan(issue)
    return html`<header class="page-head">
        <a class="back" href="/editor/issues">${t('common.title.issues')}</a>
        <div class="row"><h1>${nameOf(issue)}</h1>${this.links(issue)}</div>
        ${issue.title === '' ? nothing : html`<p class="status-line" dir="auto">${issue.title}</p>`}
      </header>
      ${this.dialog === null ? this.acts.render() : nothing}
      ${issue.publishedAt === null ? this.statusLine(issue) : html`<p>${issue.dayKnown ? t('editor.issue.published', { day: day(issue.publishedAt) }) : t('editor.issue.publishedDayUnknown', { year: String(issue.year) })} <a href="/issues/${issue.volume}/${issue.slug}">${t('editor.issue.read')}</a></p>`}
      ${issue.can.assemble.allowed ? this.toolbar(issue) : nothing}
      <issue-builder .issue=${issue} .plan=${plan} @moved=${(event: CustomEvent<Moved>) => void this.move(event.detail)}
        @edit-section=${(event: CustomEvent<string>) => this.editSection(issue, event.detail)}></issue-builder>
      ${this.dialogs(issue)}`
  }

  private links({ id, can }: Issue): TemplateResult {
    return html`<div class="actions">
      ${can.assemble.allowed ? html`<button type="button" class="quiet" @click=${() => this.ask('details')}>${t('editor.issue.edit')}</button>` : nothing}
      <a class="button" href="/preview/issues/${id}" target="_blank" rel="noopener">${t('editor.issue.preview')}</a></div>`
  }

  private statusLine(issue: Issue): TemplateResult {
    const busy = this.contents.state === 'saving' || this.contents.state === 'failed'
    return html`<section class="issue-status">
      <div class="stack-tight"><p class="lead">${issue.articles === 0 ? t('editor.issue.nothingInYet') : summaryOf(issue)}</p>
        ${issue.articles === 0 ? nothing : html`<p>${readiness(issue.ready, issue.articles)}</p>`}
        ${obstacleList(issue)}</div>
      <tj-action kind="primary" label=${t('editor.issue.publish')} .verdict=${issue.can.publish} reason=${busy ? t('editor.issue.waitForSaving') : ''} @act=${() => this.ask('publish')}></tj-action>
    </section>`
  }

  private toolbar(issue: Issue): TemplateResult {
    const { contents } = this
    return html`<div class="row toolbar">
      <button type="button" @click=${() => this.newSection()}>${t('editor.issue.newSpecial')}</button>
      ${issue.contents.length === 0 ? nothing : html`<button type="button" @click=${() => this.ask('pages')}>${t('editor.issue.pages')}</button>`}
      <span class="row end grow"><button type="button" class="small" aria-disabled=${!contents.canUndo} @click=${() => void this.undo()}>${t('editor.issue.undo')}</button>
        ${contents.state === 'idle' ? nothing : html`<tj-saved state=${contents.state} .at=${contents.savedAt} reason=${refusalOf(contents)} @retry=${() => void contents.again()}></tj-saved>`}</span>
      </div>
      <p class="hint how-to-move">${t('editor.issue.howToMove')}</p>`
  }

  private dialogs(issue: Issue): TemplateResult {
    const close = () => (this.dialog = null)
    return html`<issue-details heading=${t('editor.issue.edit')} act=${t('common.save')} issueId=${issue.id} ?open=${this.dialog === 'details'} .details=${detailsOf(issue)} .save=${(details: Details) => this.saveDetails(details)} @close=${close}></issue-details>
      <page-numbers ?open=${this.dialog === 'pages'} .contents=${issue.contents} .save=${(numbering: Numbering) => this.number(numbering)} @close=${close}></page-numbers>
      <special-section issueId=${issue.id} .section=${this.section} .calls=${this.calls} .save=${(section: SectionDraft | null) => this.saveSection(issue, section)} @close=${() => (this.section = null)}></special-section>
      <tj-dialog heading=${t('editor.issue.publishHeading', { issue: nameOf(issue) })} ?open=${this.dialog === 'publish'} @close=${close}>
        <div class="stack"><p>${t('editor.issue.publishText', { articles: issue.articles })}</p><p>${t('editor.issue.publishNot')}</p><p>${t('editor.issue.publishFinal')}</p>${this.dialog === 'publish' ? this.acts.render() : nothing}</div>
        <button slot="actions" type="button" @click=${close}>${t('common.cancel')}</button>
        <tj-action slot="actions" kind="primary" label=${t('editor.issue.publishConfirm')} ?busy=${this.acts.busy === 'publish'} @act=${() => void this.publish()}></tj-action>
      </tj-dialog>`
  }

  private ask(dialog: Dialog): void {
    this.acts.clear()
    this.seen = this.issue.value?.version ?? 0
    this.dialog = dialog
  }

  private async move({ plan, said }: Moved): Promise<void> {
    this.said = said
    await this.contents.move(plan)
  }

  private async undo(): Promise<void> {
    if (!this.contents.canUndo) return
    await this.contents.undo()
    if (this.contents.state === 'saved') this.said = t('editor.issue.undone')
  }

  private newSection(): void {
    this.editing({ id: null, title: '', guestEditors: [''], callId: null })
  }

  private editSection({ specialSections }: Issue, id: string): void {
    const section = specialSections.find((special) => special.id === id)
    if (section !== undefined) this.editing(draftOf(section))
  }

  private editing(section: SectionDraft): void {
    this.section = section
    this.seen = this.issue.value?.version ?? 0
    // The titles of calls help to find one; without the list, the section can be created all the same.
    api('GET /api/calls').then(
      ({ calls }) => (this.calls = calls),
      () => undefined,
    )
  }

  private async saveSection({ specialSections }: Issue, section: SectionDraft | null): Promise<void> {
    const edited = this.section?.id ?? null
    const others = specialSections.map((special) => draftOf(special))
    // A section that a colleague has removed in the meantime is added again as a new one.
    const isNew = !others.some(({ id }) => id === edited)
    const wanted =
      isNew && section !== null
        ? [...others, { ...section, id: null }]
        : others.flatMap((other) => (other.id !== edited ? [other] : section === null ? [] : [section]))
    await this.change((version) =>
      api('PUT /api/issues/:id/special-sections', { ...this.target, body: { version, specialSections: wanted } }),
    )
  }

  private async saveDetails(details: Details): Promise<void> {
    const put = (typed: Details) =>
      this.change((version) => api('PUT /api/issues/:id', { ...this.target, body: { ...typed, version } }))
    const before = this.issue.value
    try {
      await put(details)
    } catch (failure) {
      const now = this.issue.value
      if (asProblem(failure).code !== 'edited_elsewhere' || before === undefined || now === undefined) throw failure
      // A colleague has saved first. Changes to different fields are merged without asking.
      const { text, both } = merge(detailsOf(before), details, detailsOf(now))
      if (both.length > 0) throw failure
      await put(text)
    }
  }

  private async number({ startAt, lengths }: Numbering): Promise<void> {
    await this.change((version) =>
      api('POST /api/issues/:id/pages', { ...this.target, body: { version, startAt, lengths } }),
    )
    this.said = t('editor.issue.numbered')
  }

  /** Sends the content of a dialog. If a colleague has saved first, the page behind shows their version, and clicking again saves. */
  private async change(send: (version: number) => Promise<unknown>): Promise<void> {
    try {
      await this.changes.send(this.seen, send)
    } catch (failure) {
      if (asProblem(failure).code === 'edited_elsewhere') {
        await this.issue.reload()
        this.seen = this.issue.value?.version ?? this.seen
      }
      throw failure
    }
    await this.issue.reload()
  }

  private async publish(): Promise<void> {
    const publish = (idempotencyKey: string) => api('POST /api/issues/:id/publish', { ...this.target, idempotencyKey })
    if (!(await this.acts.run('publish', () => withIdempotencyKey(`publish ${this.params['id']}`, publish)))) return
    this.dialog = null
    await this.issue.reload()
    this.acts.say(t('editor.issue.publishedNow'))
  }
}

/** The reason why the last move was not saved. */
function refusalOf({ problem }: ContentsController): string {
  return problem?.code === 'edited_elsewhere' ? t('editor.issue.changed') : (problem?.reason ?? '')
}

function nameOf({ volume, number, year }: Issue): string {
  return t('editor.issue.name', { volume: String(volume), number, year: String(year) })
}

function detailsOf({ volume, number, year, title, summary }: Issue): Details {
  return { volume, number, year, title, summary }
}

function draftOf({ id, title, guestEditors, callId }: Issue['specialSections'][number]): SectionDraft {
  return { id, title, guestEditors, callId }
}

customElements.define('issue-page', IssuePage)
