import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { countWords } from './count-words.ts'
import type { Control } from './control-of.ts'
import { TjElement } from './light-element.ts'

/**
 * One control with its label, hint, error and counter. The control is the page's own and stands between the tags:
 * `<tj-field label="Title" required><input name="title"></tj-field>`. The element joins them by ids.
 */
export class TjField extends TjElement {
  static override properties = {
    label: {},
    hint: {},
    error: {},
    required: { type: Boolean },
    optional: { type: Boolean },
    count: {},
    max: { type: Number },
    counted: { state: true },
  }
  declare label: string
  declare hint: string
  declare error: string
  /** Told to screen readers; nothing is marked, because most fields are needed. */
  declare required: boolean
  /** Marks the field "(optional)". */
  declare optional: boolean
  /** Shows how much is written. */
  declare count: '' | 'words' | 'characters'
  /** The limit the counter counts against; it warns, it never cuts off. */
  declare max: number
  declare private counted: number

  constructor() {
    super()
    this.label = ''
    this.hint = ''
    this.error = ''
    this.required = false
    this.optional = false
    this.count = ''
    this.max = 0
    this.counted = 0
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('input', this.recount)
  }

  get control(): Control | null {
    return this.querySelector<Control>('input, textarea, select')
  }

  protected override updated(): void {
    const { control } = this
    if (control === null) return
    if (control.id === '') control.id = `${this.uid}-control`
    const label = this.querySelector('label')
    if (label !== null) label.htmlFor = control.id
    const described = ['hint', 'error', 'count']
      .map((part) => `${this.uid}-${part}`)
      .filter((id) => document.getElementById(id))
    setOrRemove(control, 'aria-describedby', described.join(' '))
    setOrRemove(control, 'aria-invalid', this.error === '' ? '' : 'true')
    setOrRemove(control, 'aria-required', this.required ? 'true' : '')
    this.recount()
  }

  private readonly recount = () => {
    if (this.count === '') return
    const written = this.control?.value ?? ''
    this.counted = this.count === 'words' ? countWords(written) : Array.from(written).length
  }

  override render(): TemplateResult {
    return html`<label>${this.label}${this.optional ? html` <span class="muted">${t('common.field.optional')}</span>` : nothing}</label>
      ${this.hint === '' ? nothing : html`<p class="hint" id="${this.uid}-hint">${this.hint}</p>`}
      ${this.error === '' ? nothing : html`<p class="error" id="${this.uid}-error"><span class="sr-only">${t('common.field.error')}</span> ${this.error}</p>`}
      ${this.count === '' ? nothing : this.counter(this.count)}`
  }

  private counter(unit: 'words' | 'characters'): TemplateResult {
    const { counted: n, max } = this
    const over = max > 0 && n > max
    const words = max > 0 ? t(`common.field.${unit}Of`, { n, max }) : t(`common.field.${unit}`, { n })
    return html`<p class="count ${over ? 'over' : ''}" id="${this.uid}-count">${words}</p>`
  }
}

function setOrRemove(control: Control, name: string, value: string): void {
  if (value === '') control.removeAttribute(name)
  else control.setAttribute(name, value)
}

customElements.define('tj-field', TjField)
