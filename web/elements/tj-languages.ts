import { html, nothing, type TemplateResult } from 'lit'
import { directionOf, mainLanguage, textLanguages } from '../../server/domain/languages.ts'
import { languageName, t } from '../app/strings.ts'
import { valueOf } from './control-of.ts'
import { countWords } from './count-words.ts'
import { TjElement } from './light-element.ts'

type TextPerLanguage = Readonly<Record<string, string>>

/** The same text in several languages, each field with its `lang`. Event: `change`, detail: the texts by language tag. */
export class TjLanguages extends TjElement {
  static override properties = {
    label: {},
    hint: {},
    error: {},
    name: {},
    value: { attribute: false },
    languages: { attribute: false },
    first: {},
    long: { type: Boolean },
    maxWords: { type: Number },
  }
  declare label: string
  declare hint: string
  declare error: string
  declare name: string
  declare value: TextPerLanguage
  /** The languages that can be chosen, as tags. */
  declare languages: readonly string[]
  /** The language whose field is always shown. */
  declare first: string
  /** Paragraphs instead of one line. */
  declare long: boolean
  /** The maximum for the word counters of long texts; 0: none. Warns only, never cuts text off. */
  declare maxWords: number

  constructor() {
    super()
    this.label = ''
    this.hint = ''
    this.error = ''
    this.name = this.uid
    this.value = {}
    this.languages = textLanguages
    this.first = mainLanguage
    this.long = false
    this.maxWords = 0
  }

  override render(): TemplateResult {
    const shown = [this.first, ...Object.keys(this.value).filter((tag) => tag !== this.first)]
    const others = this.languages.filter((tag) => !shown.includes(tag))
    const described = [this.hint && `${this.uid}-hint`, this.error && `${this.uid}-error`].filter(Boolean).join(' ')
    return html`<fieldset aria-describedby=${described || nothing}>
      <legend>${this.label}</legend>
      ${this.hint === '' ? nothing : html`<p class="hint" id="${this.uid}-hint">${this.hint}</p>`}
      ${this.error === '' ? nothing : html`<p class="error" id="${this.uid}-error">${this.error}</p>`}
      ${shown.map((tag) => this.text(tag))}
      ${others.length === 0 ? nothing : html`<p class="row">${others.map((tag) => this.adder(tag))}</p>`}
    </fieldset>`
  }

  private text(tag: string): TemplateResult {
    const id = `${this.uid}-${tag}`
    const dir = directionOf(tag)
    const name = tag === this.first ? this.name : `${this.name}.${tag}`
    const write = (event: Event) => this.write(event, tag)
    // The `change` event of the control could be mistaken for this element's.
    const quiet = (event: Event) => event.stopPropagation()
    const text = this.value[tag] ?? ''
    const invalid = this.error !== '' && tag === this.first ? 'true' : nothing
    return html`<div class="language">
      <span class="row"><label for=${id}>${languageName(tag)}</label>
        ${tag === this.first ? nothing : html`<button type="button" class="quiet small" @click=${() => this.drop(tag)}>${t('common.languages.remove', { language: languageName(tag) })}</button>`}</span>
      ${
        this.long
          ? html`<textarea class="long" id=${id} name=${name} lang=${tag} dir=${dir} aria-invalid=${invalid} aria-describedby="${id}-count" .value=${text} @input=${write} @change=${quiet}></textarea>
              ${this.counter(`${id}-count`, text)}`
          : html`<input id=${id} name=${name} lang=${tag} dir=${dir} aria-invalid=${invalid} .value=${text} @input=${write} @change=${quiet} />`
      }
    </div>`
  }

  private counter(id: string, text: string): TemplateResult {
    const [n, max] = [countWords(text), this.maxWords]
    const words = max > 0 ? t('common.field.wordsOf', { n, max }) : t('common.field.words', { n })
    return html`<p class="count ${max > 0 && n > max ? 'over' : ''}" id=${id}>${words}</p>`
  }

  private adder(tag: string): TemplateResult {
    return html`<button type="button" class="quiet small" @click=${() => void this.add(tag)}>${t('common.languages.add', { language: languageName(tag) })}</button>`
  }

  private write(event: Event, tag: string): void {
    event.stopPropagation()
    this.changeTo({ ...this.value, [tag]: valueOf(event) })
  }

  private async add(tag: string): Promise<void> {
    this.changeTo({ ...this.value, [tag]: '' })
    await this.updateComplete
    document.getElementById(`${this.uid}-${tag}`)?.focus()
  }

  private drop(tag: string): void {
    this.changeTo(Object.fromEntries(Object.entries(this.value).filter(([held]) => held !== tag)))
  }

  private changeTo(value: TextPerLanguage): void {
    this.value = value
    this.tell('change', value)
  }
}

customElements.define('tj-languages', TjLanguages)
