import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

interface ScaleStep {
  readonly value: number
  /** The form's label of this score: "Weak". */
  readonly label: string
}

/** One criterion as labelled radio buttons. Event: `score`, detail: the value, or null for "I cannot judge this". */
export class TjScale extends TjElement {
  static override properties = {
    label: {},
    hint: {},
    error: {},
    name: {},
    steps: { attribute: false },
    value: { attribute: false },
    abstained: { type: Boolean },
    optional: { type: Boolean },
    readonly: { type: Boolean },
  }
  declare label: string
  declare hint: string
  declare error: string
  /** Unique on the page: the name of the radio buttons, by which `tj-errors` finds the scale. */
  declare name: string
  declare steps: readonly ScaleStep[]
  /** null: no answer. */
  declare value: number | null
  /** "I cannot judge this" was chosen. */
  declare abstained: boolean
  /** Offers "I cannot judge this". */
  declare optional: boolean
  declare readonly: boolean

  constructor() {
    super()
    this.label = ''
    this.hint = ''
    this.error = ''
    this.name = this.uid
    this.steps = []
    this.value = null
    this.abstained = false
    this.optional = false
    this.readonly = false
  }

  override render(): TemplateResult {
    const described = [this.hint && 'hint', this.error && 'error'].filter(Boolean).map((part) => `${this.uid}-${part}`)
    return html`<fieldset
      aria-describedby=${described.length > 0 ? described.join(' ') : nothing}
      aria-invalid=${this.error === '' ? nothing : 'true'}
      ?disabled=${this.readonly}
    >
      <legend>${this.label}</legend>
      ${this.hint === '' ? nothing : html`<p class="hint" id="${this.uid}-hint">${this.hint}</p>`}
      ${this.error === '' ? nothing : html`<p class="error" id="${this.uid}-error">${this.error}</p>`}
      <div class="steps">
        ${this.steps.map(({ value, label }) => this.radio(value, html`<b>${value}</b> <span>${label}</span>`))}
        ${this.optional ? this.radio(null, html`<span>${t('common.scale.abstain')}</span>`) : nothing}
      </div>
    </fieldset>`
  }

  private radio(value: number | null, words: TemplateResult): TemplateResult {
    const checked = value === null ? this.abstained : this.value === value
    return html`<label class=${value === null ? 'abstain' : ''}>
      <input type="radio" name=${this.name} .checked=${checked} @change=${() => this.choose(value)} />${words}
    </label>`
  }

  private choose(value: number | null): void {
    this.value = value
    this.abstained = value === null
    this.tell('score', value)
  }
}

customElements.define('tj-scale', TjScale)
