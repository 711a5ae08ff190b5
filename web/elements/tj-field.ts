import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { countWords } from './count-words.ts'
import type { Control } from './control-of.ts'
import { TjElement } from './light-element.ts'

/**
 * A control with its label, hint, error and counter. The control belongs to the page and is put between the tags: `<tj-field label="Title"
 * required><input name="title"></tj-field>`. The element connects them by ids.
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
  /** Announced by screen readers; not marked visibly, because most fields are required. */
  declare required: boolean
  /** Marks the field "(optional)". */
  declare optional: boolean
  /** Shows the number of words or characters. */
  declare count: '' | 'words' | 'characters'
  /** The limit shown with the counter: warns only, never cuts text off. */
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
