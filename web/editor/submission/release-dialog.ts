import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { isolated } from '../../../server/domain/text.ts'
import { findingKinds, mayRelease } from '../../../server/domain/preparation.ts'
import { unconfirmedNames } from '../../../server/domain/typed-text.ts'
import { api } from '../../app/api.ts'
import { AsyncData } from '../../app/async-data.ts'
import { t } from '../../app/strings.ts'
import { Polling } from '../../app/polling.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import '../../elements/tj-pages.ts'
import { isPicture, pagesOf } from '../../manuscripts/copies.ts'
import type { Report } from '../../manuscripts/report.ts'
import type { TextFinding } from '../../manuscripts/text-findings.ts'
import '../../manuscripts/text-findings.ts'
import { isUpToDate, lookAgain } from '../../manuscripts/look-again.ts'
import type { StoredFile } from '../labels.ts'

/**
 * The dialog in which an editor confirms the release of files to reviewers: which copies they get, what nobody has confirmed yet, and every
 * figure in large size with a question of its own. Events: `release` (detail: the files' ids), `changed`, `close`.
 */
export class ReleaseDialog extends TjElement {
  static override properties = {
    submissionId: {},
    files: { attribute: false },
    names: { attribute: false },
    busy: { type: Boolean },
    left: { state: true },
    harmless: { state: true },
    checked: { state: true },
  }
  declare submissionId: string
  /** The files of the newest version that are not released. */
  declare files: readonly StoredFile[]
  /** Findings in the typed text, which reviewers read beside the files. */
  declare names: readonly TextFinding[]
  declare busy: boolean
  /** Ids of the files that are not to be released now. */
  declare private left: ReadonlySet<string>
  /** Ids of figures that show nobody, or somebody who agreed. */
  declare private harmless: ReadonlySet<string>
  declare private checked: boolean
  private readonly reports = new AsyncData(
    this,
    () => this.load(),
    () =>
      JSON.stringify(
        this.files.map(({ id, preparation }) => [id, preparation.state, preparation.unconfirmed, preparation.unread]),
      ),
  )

  constructor() {
    super()
    this.submissionId = ''
    this.files = []
    this.names = []
    this.busy = false
    this.left = new Set()
    this.harmless = new Set()
    this.checked = false
    this.addController(new Polling({ wanted: () => this.waits, look: () => this.reports.reload() }))
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('files') || this.hasUpdated) return
    const anonymous = this.files.some(({ purpose }) => purpose === 'anonymous_copy')
    // The editor's copy without names replaces the manuscript.
    if (anonymous) this.left = new Set(this.files.filter(({ purpose }) => purpose === 'manuscript').map(({ id }) => id))
  }

  private get waits(): boolean {
    const outdated = this.reports.value?.some(({ outdated }) => outdated) ?? false
    return outdated || this.files.some(({ preparation }) => preparation.state === 'preparing')
  }

  private get chosen(): readonly StoredFile[] {
    return this.files.filter((file) => this.obstacle(file) === '' && !this.left.has(file.id))
  }

  override render(): TemplateResult {
    return html`<tj-dialog open ?wide=${this.files.some(({ purpose }) => purpose === 'figure')} heading=${t('editor.release.heading')} @close=${() => this.tell('close')}>
      <div class="stack">
        <p>${t('editor.release.text')}</p>
        <ul class="lines">${this.files.map((file) => this.line(file))}</ul>
        <text-findings hints in="paper" .findings=${this.names}></text-findings>
        <label class="choice"><input type="checkbox" name="checked" .checked=${this.checked} @change=${() => (this.checked = !this.checked)} />
          <span>${t('editor.release.checked')}</span></label>
      </div>
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('common.cancel')}</button>
      <tj-action slot="actions" kind="primary" label=${t('editor.release.release', { n: this.chosen.length })} reason=${this.closedBecause()}
        ?busy=${this.busy} @act=${() => this.release()}></tj-action>
    </tj-dialog>`
  }

  private line(file: StoredFile): TemplateResult {
    const { id, purpose, preparation } = file
    const obstacle = this.obstacle(file)
    const given = obstacle === '' && !this.left.has(id)
    return html`<li class="stack-tight">
      <label class="choice">
        <input type="checkbox" name="file-${id}" .checked=${given} ?disabled=${obstacle !== ''} aria-describedby="why-${id}" @change=${() => this.leave(id)} />
        <span><strong>${t(`editor.files.purpose.${purpose}`)}</strong> <small id="why-${id}" class=${obstacle === '' ? '' : 'warn'}>${obstacle || getsWords(file)}</small></span>
      </label>
      ${preparation.notes.includes('not_read') ? html`<p class="small warn">${t('common.note.not_read')}</p>` : nothing}
      ${this.survivors(id)}
      ${given && purpose === 'figure' ? this.figure(file) : nothing}
    </li>`
  }

  private survivors(id: string): TemplateResult | typeof nothing {
    const found = this.reportOf(id)?.findings.filter(({ kind }) => findingKinds[kind] === 'survivor') ?? []
    return found.length === 0
      ? nothing
      : html`<p class="small warn">${t('common.findings.survivors', { n: found.length })}: ${found.map(({ match }) => isolated(match)).join(' · ')}</p>`
  }

  private figure(file: StoredFile): TemplateResult {
    const { id, servedName, preparation } = file
    const picture = isPicture(file)
    const shown = picture ? [`/api/files/${id}/copies/clean`] : pagesOf(id, preparation.pages ?? 0)
    return html`${
      shown.length === 0
        ? html`<p class="small"><a href="/api/files/${id}/copies/clean" download>${t('editor.release.openFigure')}</a></p>`
        : html`<tj-pages ?actual=${picture} label=${servedName} .pages=${shown}></tj-pages>`
    }
      <label class="choice"><input type="checkbox" name="harmless-${id}" .checked=${this.harmless.has(id)} @change=${() => (this.harmless = toggled(this.harmless, id))} />
        <span>${t('editor.release.nobody')}</span></label>`
  }

  /** Why a file cannot be released now; '' when it can. */
  private obstacle({ id, preparation }: StoredFile): string {
    if (this.reportOf(id)?.outdated === true) return t('common.report.outdated')
    const verdict = mayRelease(preparation)
    if (verdict.allowed) return ''
    if (verdict.code === 'text_unread') return t('editor.release.unread')
    return verdict.code === 'names_unconfirmed'
      ? t('editor.release.unconfirmed', { n: preparation.unconfirmed })
      : t(preparation.state === 'preparing' ? 'editor.release.preparing' : 'editor.release.notReady')
  }

  private closedBecause(): string {
    const { chosen } = this
    if (chosen.length === 0) return t('editor.release.none')
    if (unconfirmedNames(this.names).length > 0) return t('editor.release.namesLeft')
    if (chosen.some(({ id, purpose }) => purpose === 'figure' && !this.harmless.has(id)))
      return t('editor.release.figures')
    return this.checked ? '' : t('editor.release.unchecked')
  }

  private reportOf(id: string): Report | undefined {
    const at = this.files.findIndex((file) => file.id === id)
    return this.reports.value?.[at] ?? undefined
  }

  private leave(id: string): void {
    this.left = toggled(this.left, id)
  }

  private release(): void {
    this.tell(
      'release',
      this.chosen.map(({ id }) => id),
    )
  }

  private async load(): Promise<readonly Report[]> {
    const { files } = this
    const reports = await Promise.all(files.map(({ id }) => api('GET /api/files/:id/report', { params: { id } })))
    if (reports.some(({ outdated }) => outdated)) await lookAgain(this.submissionId)
    else isUpToDate(this.submissionId)
    const moved = reports.some(({ preparation }, at) => {
      const before = files[at]?.preparation
      const isSame = preparation.unconfirmed === before?.unconfirmed && preparation.unread === before.unread
      return preparation.state !== before?.state || !isSame
    })
    if (moved) this.tell('changed')
    return reports
  }
}

/** What reviewers will get of the file. */
function getsWords(file: StoredFile): string {
  const { pages, copies } = file.preparation
  const parts = [
    (pages ?? 0) > 0 ? t('common.pages.count', { n: pages ?? 0 }) : null,
    copies.includes('pdf') || file.mediaType === 'application/pdf' ? t('common.report.pdf') : t('common.report.clean'),
    copies.includes('view') ? t('common.report.view') : null,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const others = [...ids].filter((held) => held !== id)
  return new Set(ids.has(id) ? others : [...others, id])
}

customElements.define('release-dialog', ReleaseDialog)
