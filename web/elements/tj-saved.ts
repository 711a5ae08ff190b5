import { html, nothing, type TemplateResult } from 'lit'
import type { SaveState } from '../app/drafts.ts'
import { clock } from '../app/dates.ts'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

/** "Saved 14:02", always visible beside what is being written. */
export class TjSaved extends TjElement {
  static override properties = { state: {}, at: { attribute: false }, reason: {} }
  declare state: SaveState
  declare at: Date | null
  /** Why it was refused. */
  declare reason: string

  constructor() {
    super()
    this.state = 'idle'
    this.at = null
    this.reason = ''
  }

  override render(): TemplateResult {
    return html`<span role="status" class=${this.state}>${this.words()}</span> ${this.remedies()}`
  }

  private words(): string {
    const { at } = this
    if (this.state === 'saving' || this.state === 'waiting') return t('common.saved.saving')
    if (this.state === 'failed') return t('common.saved.failed')
    if (this.state === 'conflict') return t('common.saved.conflict')
    if (this.state === 'refused') return t('common.saved.refused', { reason: this.reason })
    return at === null ? t('common.saved.idle') : t('common.saved.at', { time: clock(at) })
  }

  private remedies(): TemplateResult | typeof nothing {
    if (this.state === 'failed') {
      return html`<button type="button" class="small" @click=${() => this.tell('retry')}>${t('common.retry')}</button>`
    }
    if (this.state !== 'conflict') return nothing
    return html`<button type="button" class="small" @click=${() => this.tell('keep-mine')}>${t('common.saved.keepMine')}</button>
      <button type="button" class="small" @click=${() => this.tell('take-theirs')}>${t('common.saved.takeTheirs')}</button>`
  }
}

customElements.define('tj-saved', TjSaved)
