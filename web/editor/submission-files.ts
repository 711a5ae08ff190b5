import { html, nothing, type TemplateResult } from 'lit'
import { api, upload, type UploadProgress } from '../app/api.ts'
import type { Acts } from '../app/acts.ts'
import { sizeInWords } from '../app/sizes.ts'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-upload.ts'
import { closedBecause, type Shown } from './words.ts'

type StoredFile = Shown['files'][number]

/** The files by version, releasing them to reviewers by an explicit look, and the editor's own anonymous copy. */
export class SubmissionFiles extends TjElement {
  static override properties = {
    page: { attribute: false },
    acts: { attribute: false },
    ticked: { state: true },
    checked: { state: true },
    progress: { state: true },
  }
  declare page: Shown | null
  declare acts: Acts | null
  declare private ticked: ReadonlySet<string>
  declare private checked: boolean
  declare private progress: UploadProgress | null
  private stopper: AbortController | null = null

  constructor() {
    super()
    this.page = null
    this.acts = null
    this.ticked = new Set()
    this.checked = false
    this.progress = null
  }

  override render(): TemplateResult | typeof nothing {
    const { page } = this
    if (page === null) return nothing
    const newest = newestVersion(page)
    const versions = [...new Set(page.files.map(({ version }) => version))]
    return html`<h2 id="files" tabindex="-1">${t('editor.files.heading')}</h2>
      ${page.files.length === 0 ? html`<p class="muted">${t('editor.files.none')}</p>` : nothing}
      ${versions.map(
        (version) => html`
        ${versions.length > 1 ? html`<h3>${version === null ? t('editor.files.shared') : t('editor.files.version', { version })}</h3>` : nothing}
        <ul class="lines">${page.files.filter((file) => file.version === version).map((file) => this.file(file, version === newest))}</ul>`,
      )}
      ${this.release(page)} ${this.copy(page)}`
  }

  private file(file: StoredFile, newest: boolean): TemplateResult {
    const { id, purpose, bytes, servedName, originalName, released } = file
    const offered = newest && !released && this.page?.can.releaseFiles.allowed === true
    return html`<li class="file">
      ${
        offered
          ? html`<input type="checkbox" id="file-${id}" .checked=${this.ticked.has(id)} @change=${() => this.tick(id)} />`
          : html`<span class="no-box" aria-hidden="true">${released ? '✓' : ''}</span>`
      }
      <div>
        <label for=${offered ? `file-${id}` : nothing}>${t(`editor.files.purpose.${purpose}`)}</label>
        <a href="/api/files/${id}" download=${servedName}>${servedName}</a> <span class="muted small">${sizeInWords(bytes)}</span>
        <p class="small ${released ? 'good' : 'muted'}">${t(released ? 'editor.files.released' : 'editor.files.unreleased')}</p>
        ${originalName === '' ? nothing : html`<p class="small muted" dir="auto">${t('editor.files.original', { name: originalName })}</p>`}
      </div>
    </li>`
  }

  private release(page: Shown): TemplateResult | typeof nothing {
    const { files, can } = page
    const newest = newestVersion(page)
    const waiting = files.filter(({ released, version }) => !released && version === newest)
    if (waiting.length === 0 || !can.releaseFiles.allowed) return nothing
    const anonymous = waiting.some(({ purpose }) => purpose === 'anonymous_copy')
    return html`<div class="stack release">
      <p class="small">${t('editor.files.releaseLead')}${anonymous ? html` <strong>${t('editor.files.releaseAnonymous')}</strong>` : nothing}</p>
      <label class="choice"><input type="checkbox" name="checked" .checked=${this.checked} @change=${() => (this.checked = !this.checked)} />
        <span>${t('editor.files.checked')}</span></label>
      <tj-action label=${t('editor.files.release')} .verdict=${can.releaseFiles} reason=${this.whyNotRelease()}
        ?busy=${this.acts?.busy === 'release'} @act=${() => void this.releaseTicked()}></tj-action>
    </div>`
  }

  private copy({ can }: Shown): TemplateResult | typeof nothing {
    if (!can.releaseFiles.allowed) return html`<p class="small muted">${closedBecause(can.releaseFiles)}</p>`
    return html`<details ?open=${this.progress !== null}><summary>${t('editor.files.upload')}</summary>
      <tj-upload name="anonymous_copy" label=${t('editor.files.upload')} hint=${t('editor.files.uploadHint')} accept=".docx,.pdf,.odt,.doc,.rtf"
        .progress=${this.progress} @pick=${(event: CustomEvent<File>) => void this.send(event.detail)} @stop=${() => this.stopper?.abort()}></tj-upload>
    </details>`
  }

  private whyNotRelease(): string {
    if (this.ticked.size === 0) return t('editor.files.releaseNone')
    return this.checked ? '' : t('editor.files.releaseUnchecked')
  }

  private tick(id: string): void {
    const without = [...this.ticked].filter((held) => held !== id)
    this.ticked = new Set(this.ticked.has(id) ? without : [...without, id])
  }

  private async releaseTicked(): Promise<void> {
    const { page } = this
    if (page === null) return
    const fileIds = [...this.ticked]
    const released = await this.acts?.run(
      'release',
      () => api('POST /api/submissions/:id/release', { params: { id: page.id }, body: { fileIds, checked: true } }),
      t('editor.files.didRelease', { n: fileIds.length }),
    )
    if (released !== true) return
    this.ticked = new Set()
    this.checked = false
  }

  private async send(file: File): Promise<void> {
    const { page } = this
    if (page === null) return
    this.stopper = new AbortController()
    const { signal } = this.stopper
    const sending = upload('POST /api/submissions/:id/files', {
      params: { id: page.id },
      query: { purpose: 'anonymous_copy' },
      file,
      signal,
      progress: (progress) => (this.progress = progress),
    })
    await this.acts?.run('upload', () => sending, t('editor.files.didUpload'))
    this.progress = null
  }
}

function newestVersion({ files }: Shown): number {
  return Math.max(...files.map(({ version }) => version ?? 0))
}

customElements.define('submission-files', SubmissionFiles)
