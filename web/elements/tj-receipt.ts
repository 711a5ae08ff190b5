import { html, nothing, type TemplateResult } from 'lit'
import { sizeInWords } from '../app/sizes.ts'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'
import './tj-date.ts'

export interface Receipt {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  readonly at?: string
  /** The address for downloading it. */
  readonly href?: string
}

// Browsers provide the clipboard only on pages loaded with TLS.
const canCopy = 'clipboard' in navigator

/** The receipt of an uploaded file: its name, size, time and checksum. Event: `remove`. */
export class TjReceipt extends TjElement {
  static override properties = {
    receipt: { attribute: false },
    removable: { type: Boolean },
    copied: { state: true },
  }
  declare receipt: Receipt | null
  declare removable: boolean
  declare private copied: boolean

  constructor() {
    super()
    this.receipt = null
    this.removable = false
    this.copied = false
  }

  override render(): TemplateResult | typeof nothing {
    if (this.receipt === null) return nothing
    const { name, bytes, sha256, at, href } = this.receipt
    return html`<p class="row"><span><strong dir="auto">${href === undefined ? name : html`<a href=${href} download>${name}</a>`}</strong>
        <span class="muted">${sizeInWords(bytes)}</span></span>
        ${this.removable ? html`<button type="button" class="small quiet" aria-label=${t('common.upload.removeNamed', { name })} @click=${() => this.tell('remove')}>${t('common.upload.remove')}</button>` : nothing}</p>
      <p class="small"><span class="good">${t('common.upload.arrived')}</span> ${at === undefined ? nothing : html`<tj-date class="muted" mode="instant" at=${at}></tj-date>`}</p>
      <details class="small muted"><summary>SHA-256 <code>${sha256.slice(0, 12)}…</code></summary>
        <p>${t('common.upload.checksum')}</p>
        <p class="row"><code>${sha256}</code>
          <button type="button" class="small" ?hidden=${!canCopy} @click=${() => void this.copy(sha256)}>${t('common.upload.copy')}</button>
          <span role="status">${this.copied ? t('common.upload.copied') : ''}</span></p></details>`
  }

  private async copy(sha256: string): Promise<void> {
    await navigator.clipboard.writeText(sha256)
    this.copied = true
  }
}

customElements.define('tj-receipt', TjReceipt)
