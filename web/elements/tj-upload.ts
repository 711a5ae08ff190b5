import { html, nothing, type TemplateResult } from 'lit'
import type { UploadProgress } from '../app/api.ts'
import { limitInWords, sizeInWords } from '../app/sizes.ts'
import { t } from '../app/strings.ts'
import { controlOf } from './control-of.ts'
import { TjElement } from './light-element.ts'
import type { Receipt } from './tj-receipt.ts'
import './tj-receipt.ts'

/**
 * One file to drop or to pick, its progress, its receipt. Sends nothing itself: the page listens to `pick` (detail: the File),
 * calls `upload()` and hands the progress back. Other events: `stop`, `remove`.
 */
export class TjUpload extends TjElement {
  static override properties = {
    label: {},
    hint: {},
    error: {},
    name: {},
    accept: {},
    maxBytes: { type: Number },
    progress: { attribute: false },
    receipt: { attribute: false },
    removable: { type: Boolean },
    over: { state: true },
    tooLarge: { state: true },
  }
  declare label: string
  declare hint: string
  declare error: string
  declare name: string
  declare accept: string
  /** 0: no limit known. */
  declare maxBytes: number
  declare progress: UploadProgress | null
  declare receipt: Receipt | null
  declare removable: boolean
  declare private over: boolean
  declare private tooLarge: string

  constructor() {
    super()
    this.label = ''
    this.hint = ''
    this.error = ''
    this.name = 'file'
    this.accept = ''
    this.maxBytes = 0
    this.progress = null
    this.receipt = null
    this.removable = false
    this.over = false
    this.tooLarge = ''
  }

  override render(): TemplateResult {
    const error = this.tooLarge || this.error
    return html`${this.receipt === null ? nothing : html`<tj-receipt .receipt=${this.receipt} ?removable=${this.removable}></tj-receipt>`}
      ${this.progress === null ? this.chooser(error) : this.progressShown(this.progress)}`
  }

  private chooser(error: string): TemplateResult {
    const id = `${this.uid}-file`
    const described = [this.hint && `${this.uid}-hint`, error && `${this.uid}-error`].filter(Boolean).join(' ')
    return html`<div
      class="drop ${this.over ? 'over' : ''}"
      @dragover=${(event: DragEvent) => this.hover(event, true)}
      @dragleave=${(event: DragEvent) => this.hover(event, false)}
      @drop=${(event: DragEvent) => this.drop(event)}
    >
      <label for=${id}>${this.receipt === null ? this.label : t('common.upload.replace')}</label>
      ${this.hint === '' ? nothing : html`<p class="hint" id="${this.uid}-hint">${this.hint}</p>`}
      <input
        id=${id}
        type="file"
        name=${this.name}
        accept=${this.accept || nothing}
        aria-describedby=${described || nothing}
        aria-invalid=${error === '' ? nothing : 'true'}
        @change=${(event: Event) => this.picked(event)}
      />
      <p class="hint drop-hint">${t('common.upload.drop')}</p>
      ${error === '' ? nothing : html`<p class="error" id="${this.uid}-error" role="alert">${error}</p>`}
    </div>`
  }

  private progressShown({ sentBytes, totalBytes, bytesPerSecond }: UploadProgress): TemplateResult {
    const percent = totalBytes === 0 ? 0 : Math.floor((sentBytes / totalBytes) * 100)
    const facts = {
      percent,
      sent: sizeInWords(sentBytes),
      total: sizeInWords(totalBytes),
      speed: sizeInWords(bytesPerSecond),
    }
    const words = percent === 100 ? t('common.upload.checking') : t('common.upload.progress', facts)
    return html`<div class="sending">
      <label for="${this.uid}-progress">${t('common.upload.sending', { label: this.label })}</label>
      <progress id="${this.uid}-progress" max="100" .value=${percent}></progress>
      <p class="row"><span>${words}</span>
        <button type="button" class="small" @click=${() => this.tell('stop')}>${t('common.upload.stop')}</button></p>
      <span class="sr-only" role="status">${percent - (percent % 25) > 0 ? t('common.upload.spoken', { percent: percent - (percent % 25) }) : ''}</span>
    </div>`
  }

  private hover(event: DragEvent, over: boolean): void {
    event.preventDefault()
    this.over = over
  }

  private drop(event: DragEvent): void {
    event.preventDefault()
    this.over = false
    this.take(event.dataTransfer?.files ?? null)
  }

  private picked(event: Event): void {
    const control = controlOf(event)
    if (control instanceof HTMLInputElement) this.take(control.files)
  }

  private take(files: FileList | null): void {
    const file = files?.[0]
    if (file === undefined) return
    const tooLarge = this.maxBytes > 0 && file.size > this.maxBytes
    this.tooLarge = tooLarge
      ? t('common.upload.tooLarge', { size: sizeInWords(file.size), max: limitInWords(this.maxBytes) })
      : ''
    if (!tooLarge) this.tell('pick', file)
  }
}

customElements.define('tj-upload', TjUpload)
