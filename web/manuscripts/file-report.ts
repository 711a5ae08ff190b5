import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { findingKinds } from '../../server/domain/preparation.ts'
import { closed, type Verdict } from '../../server/domain/refusal.ts'
import { api } from '../app/api.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import { Polling } from '../app/polling.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-covers.ts'
import '../elements/tj-findings.ts'
import type { Covering } from '../elements/tj-findings.ts'
import '../elements/tj-preparation.ts'
import type { Preparation, Viewer } from '../elements/tj-preparation.ts'
import '../elements/tj-problem.ts'
import type { Report } from './report.ts'
import { headingOf, tally } from './finding-headings.ts'
import { copies } from './copies.ts'
import { isUpToDate, lookAgain } from './look-again.ts'
import { lengths, type Limits } from './lengths.ts'

type Line = Pick<Report['findings'][number], 'kind' | 'match'>

interface ReportedFile {
  readonly id: string
  readonly mediaType: string
  readonly servedName: string
  readonly preparation: Preparation
  /** Whether it was released to reviewers: after that nothing can be redacted or shown again. Not set for authors. */
  readonly released?: boolean
}

/**
 * The preparation and the report of one file, for its author and for editors. Polls while the file is being prepared. Events: `report`
 * (detail: the report, each time it is loaded), `changed` (the file's state differs from what the page shows).
 */
export class FileReport extends TjElement {
  static override properties = {
    file: { attribute: false },
    submissionId: {},
    viewer: {},
    limits: { attribute: false },
    report: { state: true },
    problem: { state: true },
    busy: { state: true },
    open: { state: true },
    said: { state: true },
  }
  declare file: ReportedFile | null
  declare submissionId: string
  declare viewer: Viewer
  declare limits: Limits | null
  declare private report: Report | null
  declare private problem: ApiProblem | null
  /** `again`, or the id of the finding that is being confirmed. */
  declare private busy: string
  declare private open: boolean
  declare private said: string
  private shownFor = ''

  constructor() {
    super()
    this.file = null
    this.submissionId = ''
    this.viewer = 'author'
    this.limits = null
    this.report = null
    this.problem = null
    this.busy = ''
    this.open = false
    this.said = ''
    this.addController(
      new Polling({
        wanted: () => this.preparation?.state === 'preparing' || this.report?.outdated === true,
        look: () => this.load(),
      }),
    )
  }

  private get preparation(): Preparation | null {
    return this.report?.preparation ?? this.file?.preparation ?? null
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { file } = this
    if (!changed.has('file') || file === null) return
    if (changed.get('file')?.id !== file.id) Object.assign(this, { report: null, problem: null, open: false, said: '' })
    const standing = JSON.stringify([file.id, file.preparation, file.released])
    if (standing === this.shownFor) return
    this.shownFor = standing
    void this.load()
  }

  override render(): TemplateResult | typeof nothing {
    const { file, preparation } = this
    if (file === null || preparation === null) return nothing
    return html`<section class="file-report stack" id="file-${file.id}" tabindex="-1" aria-label=${t('common.report.about', { name: file.servedName })}>
      <tj-preparation .preparation=${preparation} viewer=${this.viewer} ?told=${this.viewer === 'editor'}></tj-preparation>
      <tj-problem .problem=${this.problem} @retry=${() => void this.load()}></tj-problem>
      ${this.report === null ? nothing : this.reported(this.report)}
      ${preparation.state === 'ready' ? copies(file, preparation, this.viewer, this.open, (open) => (this.open = open)) : nothing}
      ${this.report === null ? nothing : this.rest(this.report)}
      <span class="sr-only" role="status">${this.said}</span>
    </section>`
  }

  private reported(report: Report): TemplateResult {
    const { findings, covers, outdated, can, preparation } = report
    const known = findings.filter(({ kind }) => findingKinds[kind] === 'known')
    const unread = findings.filter(({ kind }) => findingKinds[kind] === 'unread')
    const left = findings.filter(({ kind }) => findingKinds[kind] === 'left')
    return html`${
      left.length === 0
        ? nothing
        : html`<div class="stack-tight">${this.heading(t('common.findings.left'))}
          <tj-findings .findings=${left}></tj-findings></div>`
    }
      ${preparation.state === 'held' ? html`<tj-action label=${t('common.report.tryAgain')} .verdict=${can.prepareAgain} ?busy=${this.busy === 'again'} @act=${() => void this.prepareAgain()}></tj-action>` : nothing}
      ${outdated ? html`<p class="small">${t('common.report.outdated')}</p>` : nothing}
      ${unread.length === 0 ? nothing : this.unread(unread, can)}
      ${
        known.length + covers.length > 0
          ? html`<div class="stack-tight">${this.heading(headingOf(report))}
            <p class="small">${tally(report)}</p>
            ${known.every(({ confirmed }) => confirmed !== null) ? nothing : html`<p class="small">${t('common.report.namesText', { viewer: this.viewer })}</p>`}
            ${this.lines(known, report)}
            <tj-covers .covers=${covers} .takeBack=${can.takeBack} busy=${this.busy} @uncover=${({ detail }: CustomEvent<string>) => void this.uncover(detail)}></tj-covers>
            ${covers.length > 0 && this.file?.mediaType === 'application/pdf' ? html`<p class="small muted">${t('common.covers.gap')}</p>` : nothing}</div>`
          : wasRead(preparation) && unread.length === 0 && !outdated
            ? html`<p class="small good">${t('common.findings.none')}</p>`
            : nothing
      }`
  }

  private lines(findings: Report['findings'], { can }: Report): TemplateResult {
    const confirmer = this.viewer === 'author' ? 'us' : 'anybody'
    return html`<tj-findings .findings=${findings} confirmer=${confirmer} .verdict=${can.confirm} .takeBack=${can.takeBack} busy=${this.busy}
      @confirm=${({ detail }: CustomEvent<string>) => void this.confirm(detail)}
      @takeback=${({ detail }: CustomEvent<string>) => void this.takeBack(detail)}
      @cover=${({ detail }: CustomEvent<Covering>) => void this.cover(detail)}></tj-findings>`
  }

  /** Only editors confirm unreadable text: an author knows what it says. */
  private unread(lines: Report['findings'], can: Report['can']): TemplateResult {
    const { viewer, busy } = this
    const mine = (verdict: Verdict) => (viewer === 'author' ? closed('editors_look') : verdict)
    const done = lines.every(({ confirmed }) => confirmed !== null)
    return html`<div class="stack-tight">${this.heading(t('common.report.unread', { viewer, done: String(done) }))}
      ${done ? nothing : html`<p class="small">${t('common.report.unreadText', { viewer })}</p>`}
      <tj-findings .findings=${lines} .verdict=${mine(can.confirm)} .takeBack=${mine(can.takeBack)} busy=${busy}
        @confirm=${({ detail }: CustomEvent<string>) => void this.confirm(detail)}
        @takeback=${({ detail }: CustomEvent<string>) => void this.takeBack(detail)}></tj-findings></div>`
  }

  private rest(report: Report): TemplateResult {
    const of = (group: 'hint' | 'survivor') => report.findings.filter(({ kind }) => findingKinds[kind] === group)
    const [hints, survivors] = [of('hint'), of('survivor')]
    const folded = (summary: string, text: string, lines: typeof hints, tone = '') =>
      lines.length === 0
        ? nothing
        : html`<details><summary class=${tone}>${summary}</summary><p class="small muted">${text}</p>
          ${this.lines(lines, report)}</details>`
    return html`<div>
      ${folded(t('common.findings.survivors', { n: survivors.length }), t('common.findings.survivorsText'), survivors, 'warn')}
      ${folded(t('common.report.hints', { n: hints.length, viewer: this.viewer }), t('common.report.hintsText'), hints)}
      ${wasRead(report.preparation) ? lengths(report, this.limits) : nothing}
    </div>`
  }

  private heading(words: string): TemplateResult {
    return this.viewer === 'author' ? html`<h3>${words}</h3>` : html`<h4>${words}</h4>`
  }

  private async load(): Promise<void> {
    const { file } = this
    if (file === null) return
    try {
      const report = await api('GET /api/files/:id/report', { params: { id: file.id } })
      if (this.file?.id !== file.id) return
      this.problem = null
      this.take(report, file)
    } catch (failure) {
      this.problem = asProblem(failure)
    }
  }

  private take(report: Report, file: ReportedFile): void {
    const wasOutdated = this.report?.outdated === true
    this.report = report
    this.tell('report', report)
    if (report.outdated) void lookAgain(this.submissionId)
    else if (wasOutdated) isUpToDate(this.submissionId)
    const { state, unconfirmed, unread } = file.preparation
    const now = report.preparation
    if (now.state !== state || now.unconfirmed !== unconfirmed || now.unread !== unread) this.tell('changed')
  }

  private confirm(findingId: string): Promise<void> {
    return this.onLine(
      findingId,
      (params) => api('POST /api/files/:id/findings/:findingId/confirm', { params }),
      (line) => (isUnread(line) ? t('common.report.didLook') : t('common.report.didConfirm', line)),
    )
  }

  private takeBack(findingId: string): Promise<void> {
    return this.onLine(
      findingId,
      (params) => api('DELETE /api/files/:id/findings/:findingId/confirm', { params }),
      (line) => (isUnread(line) ? t('common.report.didNotLook') : t('common.report.didTakeBack', line)),
    )
  }

  private cover({ id, ...body }: Covering): Promise<void> {
    return this.onLine(
      id,
      (params) => api('POST /api/files/:id/findings/:findingId/cover', { params, body }),
      (line) => t('common.report.didCover', line),
    )
  }

  private async onLine(
    findingId: string,
    run: (params: { id: string; findingId: string }) => Promise<unknown>,
    said: (line: Line) => string,
  ): Promise<void> {
    const { file, report } = this
    const line = report?.findings.find(({ id }) => id === findingId)
    if (file === null || line === undefined || this.busy !== '') return
    await this.act(findingId, () => run({ id: file.id, findingId }), said({ kind: line.kind, match: line.match }))
  }

  private async uncover(coverId: string): Promise<void> {
    const { file } = this
    const match = this.report?.covers.find(({ id }) => id === coverId)?.match ?? ''
    if (file === null || this.busy !== '') return
    const run = () => api('DELETE /api/files/:id/covers/:coverId', { params: { id: file.id, coverId } })
    await this.act(coverId, run, t('common.report.didUncover', { match }))
  }

  private async prepareAgain(): Promise<void> {
    const { file } = this
    if (file !== null) await this.act('again', () => api('POST /api/files/:id/prepare', { params: { id: file.id } }))
  }

  /** @param said read out when it succeeded; the focus then moves to the next button */
  private async act(name: string, run: () => Promise<unknown>, said = ''): Promise<void> {
    this.busy = name
    this.problem = null
    try {
      await run()
      await this.load()
    } catch (failure) {
      // After a refusal the page may show an old state.
      await this.load()
      this.problem = asProblem(failure)
    }
    this.busy = ''
    if (this.problem !== null || said === '') return
    this.said = said
    await this.updateComplete
    // The clicked button is gone; the next open finding gets the focus.
    requestAnimationFrame(() =>
      (
        this.querySelector<HTMLElement>('.findings li.open button') ?? this.querySelector<HTMLElement>('.file-report')
      )?.focus(),
    )
  }
}

function isUnread({ kind }: Line): boolean {
  return findingKinds[kind] === 'unread'
}

/** Whether its text could be read by a program: a picture has no text, and some texts cannot be read. */
function wasRead({ state, words, notes }: Preparation): boolean {
  return state === 'ready' && words !== null && !notes.includes('not_read')
}

customElements.define('file-report', FileReport)
