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
  /** Where it can be read again. */
  readonly href?: string
}

/** That a file arrived: its name, size, time and checksum. Event: `remove`. */
export class TjReceipt extends TjElement {
  static override properties = { receipt: { attribute: false }, removable: { type: Boolean } }
  declare receipt: Receipt | null
  declare removable: boolean

  constructor() {
    super()
    this.receipt = null
    this.removable = false
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
        <p><code>${sha256}</code></p></details>`
  }
}

customElements.define('tj-receipt', TjReceipt)
