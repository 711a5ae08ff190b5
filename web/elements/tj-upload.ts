import { html, nothing, type TemplateResult } from 'lit'
import type { UploadProgress } from '../app/api.ts'
import { limitInWords, sizeInWords } from '../app/sizes.ts'
import { t } from '../app/strings.ts'
import { controlOf } from './control-of.ts'
import { TjElement } from './light-element.ts'
import type { Receipt } from './tj-receipt.ts'
import './tj-receipt.ts'

/**
 * A field to drop or choose one file, its progress, and its receipt. Does not send anything: the page listens to `pick` (detail: the File),
 * calls `upload()` and sets the progress. Other events: `stop`, `remove`.
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
    replaces: { type: Boolean },
    over: { state: true },
    tooLarge: { state: true },
  }
  declare label: string
  declare hint: string
  declare error: string
  declare name: string
  declare accept: string
  /** 0: no limit is known. */
  declare maxBytes: number
  declare progress: UploadProgress | null
  declare receipt: Receipt | null
  declare removable: boolean
  /** The file replaces one that the page shows. */
  declare replaces: boolean
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
    this.replaces = false
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
      <label for=${id}>${this.receipt === null && !this.replaces ? this.label : t('common.upload.replace')}</label>
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

  private progressShown(progress: UploadProgress): TemplateResult {
    const percent = percentOf(progress)
    return html`<div class="sending">
      <label for="${this.uid}-progress">${t('common.upload.sending', { label: this.label })}</label>
      <progress id="${this.uid}-progress" max="100" .value=${percent}></progress>
      <p class="row"><span><span>${progressInWords(progress, percent)}</span> ${timeLeft(progress)}</span>
        <button type="button" class="small" @click=${() => this.tell('stop')}>${t('common.upload.stop')}</button></p>
      <span class="sr-only" role="status">${spoken(progress, percent)}</span>
    </div>`
  }

  /** Opens the browser's file dialog. */
  choose(): void {
    this.querySelector<HTMLInputElement>('input[type=file]')?.click()
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

function percentOf({ sentBytes, totalBytes }: UploadProgress): number {
  return totalBytes === 0 ? 0 : Math.floor((sentBytes / totalBytes) * 100)
}

function progressInWords({ sentBytes, totalBytes, bytesPerSecond, phase }: UploadProgress, percent: number): string {
  const arrived = phase === undefined && percent === 100
  if (arrived || phase === 'finishing') return t('common.upload.checking')
  if (phase === 'queued') return t('common.upload.queued')
  if (phase === 'counting') return t('common.upload.counting', { percent })
  const facts = { percent, sent: sizeInWords(sentBytes), total: sizeInWords(totalBytes) }
  if (phase === 'waiting') return t('common.upload.waiting', facts)
  return t('common.upload.progress', { ...facts, speed: sizeInWords(bytesPerSecond) })
}

function timeLeft({ sentBytes, totalBytes, bytesPerSecond, phase }: UploadProgress): TemplateResult | typeof nothing {
  const isMoving = (phase === undefined || phase === 'sending') && bytesPerSecond > 0 && sentBytes < totalBytes
  if (!isMoving) return nothing
  const minutes = Math.ceil((totalBytes - sentBytes) / bytesPerSecond / 60)
  const words =
    minutes > 90
      ? t('common.upload.hoursLeft', { hours: Math.round(minutes / 60) })
      : t('common.upload.minutesLeft', { minutes })
  return html`<span class="muted">${words}</span>`
}

/** Read out by screen readers: at every quarter, and when the connection breaks. */
function spoken({ phase }: UploadProgress, percent: number): string {
  if (phase === 'waiting') return t('common.upload.spokenWaiting')
  if (phase === 'queued' || phase === 'counting') return ''
  const quarter = percent - (percent % 25)
  return quarter > 0 ? t('common.upload.spoken', { percent: quarter }) : ''
}

customElements.define('tj-upload', TjUpload)
