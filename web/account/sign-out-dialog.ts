import { html, nothing, type TemplateResult } from 'lit'
import { sendAll } from '../app/open-drafts.ts'
import { t } from '../app/strings.ts'
import { allUnsent, beginningOf, nameOf } from '../app/unsent.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-dialog.ts'

/**
 * Warns before signing out would lose unsaved text: shows which text, and saves it if possible. Events: `close`; `go`, when signing out may
 * continue.
 */
class SignOutDialog extends TjElement {
  static override properties = { open: { type: Boolean }, busy: { state: true }, failed: { state: true } }
  declare open: boolean
  declare private busy: boolean
  declare private failed: boolean

  constructor() {
    super()
    this.open = false
    this.busy = false
    this.failed = false
  }

  override render(): TemplateResult {
    return html`<tj-dialog heading=${t('common.signOut.title')} ?open=${this.open} @close=${(event: Event) => this.closed(event)}>
      ${this.open ? this.lost() : nothing}
      <tj-action slot="actions" kind="danger" label=${t('common.signOut.lose')} @act=${() => this.tell('go')}></tj-action>
      <tj-action slot="actions" kind="primary" label=${t('common.signOut.save')} ?busy=${this.busy} @act=${() => void this.save()}></tj-action>
    </tj-dialog>`
  }

  private lost(): TemplateResult {
    return html`<div class="stack">
      <p>${t('common.signOut.text')}</p>
      <ul>${[...allUnsent()].map(([key, { text }]) => html`<li>${nameOf(key)} <q dir="auto">${beginningOf(text)}</q></li>`)}</ul>
      <p role="status" class="warn">${this.failed ? t('common.signOut.notSaved') : nothing}</p>
    </div>`
  }

  private async save(): Promise<void> {
    if (this.busy) return
    Object.assign(this, { busy: true, failed: false })
    const saved = await sendAll()
    Object.assign(this, { busy: false, failed: !saved })
    if (saved) this.tell('go')
  }

  private closed(event: Event): void {
    event.stopPropagation()
    this.failed = false
    this.dispatchEvent(new CustomEvent('close'))
  }
}

customElements.define('sign-out-dialog', SignOutDialog)
