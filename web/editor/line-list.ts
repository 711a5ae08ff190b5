import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { valueOf } from '../elements/control-of.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-reorder.ts'
import type { Reordered, TjReorder } from '../elements/tj-reorder.ts'

interface Line {
  readonly id: string
  readonly text: string
}

/**
 * An ordered list of short texts: themes of a call, names as printed, key points. Lines can be added, removed and moved. Event: `lines`,
 * detail: the texts, including empty ones that are not filled in yet.
 */
export class LineList extends TjElement {
  static override properties = {
    label: {},
    hint: {},
    error: {},
    name: {},
    value: { attribute: false },
    one: {},
    add: {},
    long: { type: Boolean },
    max: { type: Number },
    lines: { state: true },
  }
  declare label: string
  declare hint: string
  declare error: string
  declare name: string
  declare value: readonly string[]
  /** The label of a line: "Theme". Its number is added. */
  declare one: string
  /** The button's label. */
  declare add: string
  /** Lines may be sentences. */
  declare long: boolean
  /** The maximum number of lines; 0: no limit. */
  declare max: number
  declare private lines: readonly Line[]
  private drawn = 0

  constructor() {
    super()
    this.label = ''
    this.hint = ''
    this.error = ''
    this.name = this.uid
    this.value = []
    this.one = ''
    this.add = ''
    this.long = false
    this.max = 0
    this.lines = []
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('value') || sameTexts(this.value, this.lines)) return
    // A line keeps its id while it is moved and edited, so that the focused control stays the same element.
    this.lines = this.value.map((text, n) => ({ id: this.lines[n]?.id ?? this.newId(), text }))
  }

  override render(): TemplateResult {
    const described = [this.hint && `${this.uid}-hint`, this.error && `${this.uid}-error`].filter(Boolean).join(' ')
    const full = this.max > 0 && this.lines.length >= this.max
    return html`<fieldset id=${this.name} tabindex="-1" aria-describedby=${described || nothing}>
      <legend>${this.label}</legend>
      ${this.hint === '' ? nothing : html`<p class="hint" id="${this.uid}-hint">${this.hint}</p>`}
      ${this.error === '' ? nothing : html`<p class="error" id="${this.uid}-error">${this.error}</p>`}
      ${
        this.lines.length === 0
          ? nothing
          : html`<tj-reorder label=${this.label} .items=${this.lines.map(({ id }, n) => ({ id, label: this.called(n) }))}
              .content=${({ id }: { id: string }, n: number) => this.line(id, n)} @reorder=${(event: CustomEvent<Reordered>) => this.reorder(event)}></tj-reorder>`
      }
      ${full ? nothing : html`<p><button type="button" class="quiet small add" @click=${() => void this.insert(this.lines.length)}>${this.add}</button></p>`}
    </fieldset>`
  }

  private line(id: string, n: number): TemplateResult {
    const text = this.lines.find((line) => line.id === id)?.text ?? ''
    const write = (event: Event) => this.write(event, id)
    const control = this.long
      ? html`<textarea rows="1" dir="auto" id=${id} aria-label=${this.called(n)} .value=${text} @input=${write}></textarea>`
      : html`<input dir="auto" id=${id} aria-label=${this.called(n)} .value=${text} @input=${write} @keydown=${(event: KeyboardEvent) => this.enter(event, n)} />`
    return html`<div class="line">${control}
      <button type="button" class="quiet small" aria-label=${t('editor.lines.remove', { line: this.called(n) })} @click=${() => void this.drop(n)}>×</button></div>`
  }

  private called(n: number): string {
    return t('editor.lines.one', { line: this.one, n: n + 1 })
  }

  private newId(): string {
    return `${this.uid}-line${++this.drawn}`
  }

  private write(event: Event, id: string): void {
    event.stopPropagation()
    const text = valueOf(event)
    this.changeTo(this.lines.map((line) => (line.id === id ? { id, text } : line)))
  }

  /** Enter adds a line; it does not submit the form. */
  private enter(event: KeyboardEvent, n: number): void {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    if (this.max === 0 || this.lines.length < this.max) void this.insert(n + 1)
  }

  private async insert(at: number): Promise<void> {
    const id = this.newId()
    this.changeTo(this.lines.toSpliced(at, 0, { id, text: '' }))
    await this.focusOn(id)
  }

  private async drop(n: number): Promise<void> {
    this.changeTo(this.lines.toSpliced(n, 1))
    const neighbour = this.lines[Math.min(n, this.lines.length - 1)]
    if (neighbour !== undefined) return this.focusOn(neighbour.id)
    await this.updateComplete
    this.querySelector<HTMLElement>('button.add')?.focus()
  }

  private async focusOn(id: string): Promise<void> {
    await this.updateComplete
    await this.querySelector<TjReorder>('tj-reorder')?.updateComplete
    document.getElementById(id)?.focus()
  }

  private reorder(event: CustomEvent<Reordered>): void {
    event.stopPropagation()
    const { ids } = event.detail
    this.changeTo([...this.lines].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)))
  }

  private changeTo(lines: readonly Line[]): void {
    this.lines = lines
    this.tell(
      'lines',
      lines.map(({ text }) => text),
    )
  }
}

function sameTexts(texts: readonly string[], lines: readonly Line[]): boolean {
  return texts.length === lines.length && texts.every((text, n) => text === lines[n]?.text)
}

customElements.define('line-list', LineList)

declare global {
  interface HTMLElementTagNameMap {
    'line-list': LineList
  }
}
