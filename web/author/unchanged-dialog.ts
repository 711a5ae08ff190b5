import { html, type PropertyValues, type TemplateResult } from 'lit'
import { isBlank } from '../../server/domain/text.ts'
import { ActDraft } from '../app/act-draft.ts'
import { t } from '../app/strings.ts'
import { valueOf } from '../elements/control-of.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-dialog.ts'
import '../elements/tj-field.ts'

/** Asks why a returned paper is submitted without changes. The page sets `submit`, which returns whether it succeeded. Event: `close`. */
class AuthorUnchanged extends TjElement {
  static override properties = {
    open: { type: Boolean },
    submissionId: {},
    submit: { attribute: false },
    busy: { type: Boolean },
    wanting: { state: true },
  }
  declare open: boolean
  declare submissionId: string
  declare submit: (word: string) => Promise<boolean>
  declare busy: boolean
  /** The button was clicked without an explanation. */
  declare private wanting: boolean
  private readonly kept = new ActDraft<{ readonly word: string }>(this, {
    act: 'unchanged',
    id: () => (this.open ? this.submissionId : null),
  })

  constructor() {
    super()
    this.open = false
    this.submissionId = ''
    this.busy = false
    this.wanting = false
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open')) this.wanting = false
  }

  private get word(): string {
    return this.kept.value?.word ?? ''
  }

  override render(): TemplateResult {
    const error = this.wanting && isBlank(this.word) ? t('author.unchanged.needsWord') : ''
    return html`<tj-dialog heading=${t('author.unchanged.heading')} ?open=${this.open} @close=${() => this.tell('close')}>
      <div class="stack">
        <p>${t('author.unchanged.text')}</p>
        <tj-field required label=${t('author.unchanged.word')} hint=${t('author.unchanged.wordHint')} error=${error}>
          <textarea name="word" rows="3" dir="auto" maxlength="1000" .value=${this.word}
            @input=${(event: Event) => this.kept.change({ word: valueOf(event) })}></textarea>
        </tj-field>
        ${this.kept.render()}
      </div>
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('author.unchanged.back')}</button>
      <tj-action slot="actions" kind="primary" label=${t('author.unchanged.act')} ?busy=${this.busy} @act=${() => void this.send()}></tj-action>
    </tj-dialog>`
  }

  private async send(): Promise<void> {
    const { word } = this
    if (isBlank(word)) {
      this.wanting = true
      return this.querySelector<HTMLElement>('textarea')?.focus()
    }
    if (await this.kept.during(() => this.submit(word))) this.tell('close')
  }
}

customElements.define('author-unchanged', AuthorUnchanged)
