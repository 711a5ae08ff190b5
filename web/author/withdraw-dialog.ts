import { html, type TemplateResult } from 'lit'
import { ActDraft } from '../app/act-draft.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import { valueOf } from '../elements/control-of.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-dialog.ts'
import '../elements/tj-field.ts'

/** Asks for confirmation before a paper is withdrawn. The page sets `withdraw`, which returns whether it succeeded. Event: `close`. */
class AuthorWithdraw extends TjElement {
  static override properties = {
    open: { type: Boolean },
    submissionId: {},
    withdraw: { attribute: false },
    busy: { type: Boolean },
  }
  declare open: boolean
  declare submissionId: string
  declare withdraw: (reason: string) => Promise<boolean>
  declare busy: boolean
  private readonly kept = new ActDraft<{ readonly reason: string }>(this, {
    act: 'withdrawal',
    id: () => (this.open ? this.submissionId : null),
  })

  constructor() {
    super()
    this.open = false
    this.submissionId = ''
    this.busy = false
  }

  override render(): TemplateResult {
    return html`<tj-dialog heading=${t('author.withdraw.sure')} ?open=${this.open} @close=${() => this.tell('close')}>
      <div class="stack">
        <p>${t('author.withdraw.text')}</p>
        <tj-field label=${t('author.withdraw.reason')} hint=${t('author.withdraw.reasonHint')} optional>
          <textarea name="reason" rows="3" dir="auto" maxlength="2000" .value=${this.kept.value?.reason ?? ''}
            @input=${(event: Event) => this.kept.change({ reason: valueOf(event) })}></textarea>
        </tj-field>
        ${this.kept.render()}
      </div>
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('author.withdraw.keep')}</button>
      <tj-action slot="actions" kind="danger" label=${t('author.withdraw.act')} ?busy=${this.busy} @act=${() => void this.send()}></tj-action>
    </tj-dialog>`
  }

  private async send(): Promise<void> {
    const reason = this.kept.value?.reason ?? ''
    if (await this.kept.during(() => this.withdraw(reason))) this.tell('close')
  }
}

customElements.define('author-withdraw', AuthorWithdraw)
