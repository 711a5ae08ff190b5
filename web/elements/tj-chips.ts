import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { type Control, controlOf } from './control-of.ts'
import { TjElement } from './light-element.ts'

/** A set of short texts such as keywords. Enter, comma or semicolon adds one; a pasted list is split. Event: `change`, detail: the list. */
export class TjChips extends TjElement {
  static override properties = {
    label: {},
    hint: {},
    error: {},
    name: {},
    value: { attribute: false },
    said: { state: true },
  }
  declare label: string
  declare hint: string
  declare error: string
  declare name: string
  declare value: readonly string[]
  declare private said: string
  /** The unfinished text in the field. */
  private pending = ''

  constructor() {
    super()
    this.label = ''
    this.hint = ''
    this.error = ''
    this.name = this.uid
    this.value = []
    this.said = ''
  }

  override render(): TemplateResult {
    const described = [this.hint && `${this.uid}-hint`, this.error && `${this.uid}-error`].filter(Boolean).join(' ')
    return html`<label for="${this.uid}-input">${this.label}</label>
      ${this.hint === '' ? nothing : html`<p class="hint" id="${this.uid}-hint">${this.hint}</p>`}
      ${this.error === '' ? nothing : html`<p class="error" id="${this.uid}-error">${this.error}</p>`}
      ${this.held.length === 0 ? nothing : html`<ul>${this.held.map((text, position) => this.chip(text, position))}</ul>`}
      <input
        id="${this.uid}-input"
        name=${this.name}
        autocomplete="off"
        aria-describedby=${described || nothing}
        aria-invalid=${this.error === '' ? nothing : 'true'}
        @keydown=${(event: KeyboardEvent) => this.key(event)}
        @input=${(event: Event) => this.typed(event)}
        @change=${(event: Event) => this.left(event)}
      />
      <span class="sr-only" role="status">${this.said}</span>`
  }

  private chip(text: string, position: number): TemplateResult {
    return html`<li><span dir="auto">${text}</span>
      <button type="button" aria-label=${t('common.chips.remove', { text })} @click=${() => this.takeOut(position)}>×</button></li>`
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    this.add(controlOf(event))
  }

  private typed(event: Event): void {
    event.stopPropagation()
    const input = controlOf(event)
    if (/[,;\n،؛]/.test(input.value)) return this.add(input)
    const { held } = this
    this.pending = input.value.trim()
    this.value = this.pending === '' ? held : [...held, this.pending]
    this.tell('change', this.value)
  }

  /** The finished texts. The unfinished one counts as the last, so that it is saved like other text. */
  private get held(): readonly string[] {
    const last = this.value.length - 1
    return this.pending !== '' && this.value[last] === this.pending ? this.value.slice(0, last) : this.value
  }

  private left(event: Event): void {
    event.stopPropagation()
    this.add(controlOf(event))
  }

  private add(input: Control): void {
    const typed = input.value
      .split(/[,;\n،؛]/)
      .map((text) => text.trim().replace(/\.$/, ''))
      .filter(Boolean)
    const { held } = this
    input.value = ''
    this.pending = ''
    const fresh = typed.filter((text) => !held.some((one) => one.toLowerCase() === text.toLowerCase()))
    if (fresh.length > 0)
      this.changeTo([...held, ...new Set(fresh)], t('common.chips.added', { text: fresh.join(', ') }))
    else if (held.length < this.value.length) this.changeTo(held, '')
  }

  private takeOut(position: number): void {
    const text = this.held[position] ?? ''
    this.changeTo(this.value.toSpliced(position, 1), t('common.chips.removed', { text }))
    this.querySelector('input')?.focus()
  }

  private changeTo(value: readonly string[], said: string): void {
    this.value = value
    this.said = said
    this.tell('change', value)
  }
}

customElements.define('tj-chips', TjChips)
