import { html, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-field.ts'

/** A password field whose text can be made visible: on a telephone or with another alphabet, typing errors are frequent. */
export class TjPassword extends TjElement {
  static override properties = {
    label: {},
    hint: {},
    error: {},
    name: {},
    autocomplete: {},
    isVisible: { state: true },
  }
  declare label: string
  declare hint: string
  declare error: string
  declare name: string
  /** `new-password` or `current-password`, for password managers. */
  declare autocomplete: AutoFill
  declare private isVisible: boolean

  constructor() {
    super()
    this.label = ''
    this.hint = ''
    this.error = ''
    this.name = 'password'
    this.autocomplete = 'current-password'
    this.isVisible = false
  }

  override render(): TemplateResult {
    return html`<tj-field label=${this.label} hint=${this.hint} error=${this.error} required>
      <span class="with-toggle">
        <input
          type=${this.isVisible ? 'text' : 'password'}
          name=${this.name}
          autocomplete=${this.autocomplete}
          autocapitalize="none"
          spellcheck="false"
          maxlength="128"
        />
        <button type="button" aria-pressed=${this.isVisible} @click=${() => (this.isVisible = !this.isVisible)}>
          ${this.isVisible ? t('common.account.hidePassword') : t('common.account.showPassword')}
        </button>
      </span>
    </tj-field>`
  }
}

customElements.define('tj-password', TjPassword)
