import { html, nothing, type TemplateResult } from 'lit'
import { stages } from '../../../server/domain/preparation.ts'
import type { Actions } from '../../app/actions.ts'
import { api, upload, type UploadProgress } from '../../app/api.ts'
import { sizeInWords } from '../../app/sizes.ts'
import { t, tOf } from '../../app/strings.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-notice.ts'
import '../../elements/tj-upload.ts'
import '../../manuscripts/file-report.ts'
import './release-dialog.ts'
import { closedBecause, type EditorSubmission, type StoredFile } from '../labels.ts'

const order: readonly StoredFile['purpose'][] = ['manuscript', 'anonymous_copy', 'response', 'figure', 'supplement']

/** The files by version: their preparation, the findings, the release with its dialog, and the editor's own copy. */
export class SubmissionFiles extends TjElement {
  static override properties = {
    page: { attribute: false },
    acts: { attribute: false },
    unfolded: { state: true },
    signing: { state: true },
    progress: { state: true },
    uploading: { state: true },
  }
  declare page: EditorSubmission | null
  declare acts: Actions | null
  /** What the editor opened or closed; by default, files that need somebody's action are open. */
  declare private unfolded: ReadonlyMap<string, boolean>
  declare private signing: boolean
  declare private progress: UploadProgress | null
  declare private uploading: boolean
  private stopper: AbortController | null = null

  constructor() {
    super()
    this.page = null
    this.acts = null
    this.unfolded = new Map()
    this.signing = false
    this.progress = null
    this.uploading = false
  }

  override render(): TemplateResult | typeof nothing {
    const { page } = this
    if (page === null) return nothing
    const newest = newestVersion(page)
    const versions = [...new Set(page.files.map(({ version }) => version))].filter((version) => version !== newest)
    return html`<h2 id="files" tabindex="-1">${t('editor.files.heading')}</h2>
      ${page.contentNote.trim() === '' ? nothing : html`<tj-notice kind="warn" heading=${t('editor.submission.contentNote')}><p class="written" dir="auto">${page.contentNote}</p></tj-notice>`}
      ${page.files.length === 0 ? html`<p class="muted">${t('editor.files.none')}</p>` : nothing}
      ${this.list(page.files.filter(({ version }) => version === newest))}
      ${this.release(page)} ${this.copy(page)}
      ${versions.map(
        (
          version,
        ) => html`<details><summary>${version === null ? t('editor.files.shared') : t('editor.files.version', { version })}</summary>
          ${this.list(page.files.filter((file) => file.version === version))}</details>`,
      )}`
  }

  private list(files: readonly StoredFile[]): TemplateResult | typeof nothing {
    return files.length === 0 ? nothing : html`<ul class="lines">${inOrder(files).map((file) => this.file(file))}</ul>`
  }

  private file(file: StoredFile): TemplateResult {
    const { id, purpose, released, preparation } = file
    const open = this.unfolded.get(id) ?? needsSomebody(file)
    const toggled = (event: Event) => {
      if (event.currentTarget instanceof HTMLDetailsElement) this.unfold(id, event.currentTarget.open)
    }
    return html`<li class="file">
      <div class="row">
        <h3>${t(`editor.files.purpose.${purpose}`)}</h3>
        <span class="small ${released ? 'good' : 'muted'}">${t(released ? 'editor.files.released' : 'editor.files.unreleased')}</span>
      </div>
      ${
        preparation.state === 'preparing'
          ? this.report(file)
          : html`<details ?open=${open} @toggle=${toggled}><summary>${statusLine(file)}</summary>${open ? this.report(file) : nothing}</details>`
      }
    </li>`
  }

  private report(file: StoredFile): TemplateResult {
    return html`<file-report
        viewer="editor"
        submissionId=${this.page?.id ?? ''}
        .file=${file}
        @changed=${() => void this.acts?.refresh()}
      ></file-report>
      ${original(file)}`
  }

  private unfold(id: string, open: boolean): void {
    this.unfolded = new Map([...this.unfolded, [id, open]])
  }

  private release(page: EditorSubmission): TemplateResult | typeof nothing {
    const waiting = waitingIn(page)
    if (waiting.length === 0 || !page.can.releaseFiles.allowed) return nothing
    return html`<p><button type="button" class="primary" @click=${() => (this.signing = true)}>${t('editor.files.release')}</button></p>
      ${
        this.signing
          ? html`<release-dialog
            submissionId=${page.id}
            .files=${waiting}
            .names=${page.textFindings}
            ?busy=${this.acts?.busy === 'release'}
            @close=${() => (this.signing = false)}
            @changed=${() => void this.acts?.refresh()}
            @release=${({ detail }: CustomEvent<string[]>) => void this.releaseNow(page, detail)}
          ></release-dialog>`
          : nothing
      }`
  }

  private copy({ can, files }: EditorSubmission): TemplateResult | typeof nothing {
    if (!can.releaseFiles.allowed) return html`<p class="small muted">${closedBecause(can.releaseFiles)}</p>`
    const wanted = files.some(({ preparation }) => preparation.state === 'held')
    const toggled = (event: Event) => {
      if (event.currentTarget instanceof HTMLDetailsElement) this.uploading = event.currentTarget.open
    }
    return html`<details ?open=${this.uploading || wanted || this.progress !== null} @toggle=${toggled}><summary>${t('editor.files.upload')}</summary>
      <tj-upload name="anonymous_copy" label=${t('editor.files.upload')} hint=${t('editor.files.uploadHint')} accept=".docx,.pdf,.odt,.doc,.rtf"
        .progress=${this.progress} @pick=${(event: CustomEvent<File>) => void this.send(event.detail)} @stop=${() => this.stopper?.abort()}></tj-upload>
    </details>`
  }

  private async releaseNow(page: EditorSubmission, fileIds: string[]): Promise<void> {
    await this.acts?.run(
      'release',
      () => api('POST /api/submissions/:id/release', { params: { id: page.id }, body: { fileIds, checked: true } }),
      t('editor.files.didRelease', { n: fileIds.length }),
    )
    // The error is shown on the page, so the dialog in front of it is closed.
    this.signing = false
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

/** In one line: the state of preparation, and whether somebody has to act. */
function statusLine({ preparation }: StoredFile): TemplateResult {
  const { state, unconfirmed, unread, pages, words } = preparation
  if (state === 'ready' && unconfirmed + unread > 0)
    return html`<span class="state warn">${t('editor.files.toLookAt', { names: unconfirmed, unread })}</span>`
  const facts = [
    pages === null ? null : t('common.pages.count', { n: pages }),
    words === null ? null : t('common.field.words', { n: words }),
  ].filter((fact) => fact !== null)
  const tone = { preparing: 'now', ready: 'good', held: 'warn', refused: 'bad' }[state]
  return html`<span class="state ${tone}">${tOf('editor.files.state', state)}</span> <span class="small muted">${facts.join(' · ')}</span>`
}

function needsSomebody({ preparation, released }: StoredFile): boolean {
  const { state, unconfirmed, unread } = preparation
  return !released && (state === 'held' || state === 'refused' || unconfirmed + unread > 0)
}

/** The original file: never for reviewers, and less safe than its copies. */
function original({ id, servedName, originalName, bytes, preparation }: StoredFile): TemplateResult {
  const { notes, stage } = preparation
  const scanned = stages.indexOf(stage) > stages.indexOf('scan') && !notes.includes('not_scanned')
  return html`<div class="original small">
    <p>${t('editor.files.original')} <a href="/api/files/${id}" download=${servedName}>${servedName}</a> <span class="muted">${sizeInWords(bytes)}</span></p>
    ${originalName === '' ? nothing : html`<p class="muted" dir="auto">${t('editor.files.sentAs', { name: originalName })}</p>`}
    <p class="warn">${t(scanned ? 'editor.files.originalScanned' : 'editor.files.originalNotScanned')}</p>
  </div>`
}

function waitingIn(page: EditorSubmission): readonly StoredFile[] {
  const newest = newestVersion(page)
  return inOrder(page.files.filter(({ released, version }) => !released && version === newest))
}

function inOrder(files: readonly StoredFile[]): readonly StoredFile[] {
  return files.toSorted((a, b) => order.indexOf(a.purpose) - order.indexOf(b.purpose))
}

function newestVersion({ files }: EditorSubmission): number {
  return Math.max(...files.map(({ version }) => version ?? 0))
}

customElements.define('submission-files', SubmissionFiles)
