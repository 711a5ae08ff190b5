import { html, type PropertyValues, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-dialog.ts'
import '../elements/tj-field.ts'

/** Asks once more before a paper is withdrawn. Events: `withdraw` (detail: the reason, maybe empty), `close`. */
class AuthorWithdraw extends TjElement {
  static override properties = { open: { type: Boolean }, busy: { type: Boolean } }
  declare open: boolean
  declare busy: boolean

  constructor() {
    super()
    this.open = false
    this.busy = false
  }

  protected override updated(changed: PropertyValues<this>): void {
    const reason = this.querySelector('textarea')
    if (changed.has('open') && this.open && reason !== null) reason.value = ''
  }

  override render(): TemplateResult {
    return html`<tj-dialog heading=${t('author.withdraw.sure')} ?open=${this.open} @close=${() => this.tell('close')}>
      <div class="stack">
        <p>${t('author.withdraw.text')}</p>
        <tj-field label=${t('author.withdraw.reason')} hint=${t('author.withdraw.reasonHint')} optional>
          <textarea name="reason" rows="3" dir="auto" maxlength="2000"></textarea>
        </tj-field>
      </div>
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('author.withdraw.keep')}</button>
      <button slot="actions" type="button" class="danger" aria-busy=${this.busy} @click=${() => this.withdraw()}>${t('author.withdraw.act')}</button>
    </tj-dialog>`
  }

  private withdraw(): void {
    if (!this.busy) this.tell('withdraw', this.querySelector('textarea')?.value ?? '')
  }
}

customElements.define('author-withdraw', AuthorWithdraw)
