import { html, nothing, type TemplateResult } from 'lit'
import { clock } from '../app/dates.ts'
import { canKeep, keeps } from '../app/device-store.ts'
import type { SaveState } from '../app/drafts.ts'
import { session } from '../app/session.ts'
import { signInEvent } from '../app/session-events.ts'
import { t } from '../app/strings.ts'
import { keepOnDevice } from '../app/unsent.ts'
import { TjElement } from './light-element.ts'

/** The states in which text has not reached the server and the author has to know. */
const unsaved: readonly SaveState[] = ['failed', 'signed_out', 'conflict', 'refused']

/**
 * "Saved 14:02", always visible beside the text; or why it is not saved, and what to do. Events: `retry`, `keep-mine`, `take-theirs`,
 * `bring-back`, `discard`.
 */
export class TjSaved extends TjElement {
  static override properties = {
    state: {},
    at: { attribute: false },
    reason: {},
    draft: { type: Boolean },
    aside: { type: Boolean },
    begun: { type: Boolean },
  }
  declare state: SaveState
  declare at: Date | null
  /** Why it is not saved. */
  declare reason: string
  /** It is a draft: saved, but not sent yet. */
  declare draft: boolean
  /** Another window's text was taken; the own one can be restored. */
  declare aside: boolean
  /** There is a draft that can be discarded. */
  declare begun: boolean

  constructor() {
    super()
    this.state = 'idle'
    this.at = null
    this.reason = ''
    this.draft = false
    this.aside = false
    this.begun = false
  }

  override render(): TemplateResult {
    return html`<span role="status" class=${this.state === 'signed_out' ? 'refused' : this.state}>${this.words()}</span> ${this.remedies()}
      ${this.aside ? this.bringBack() : nothing} ${unsaved.includes(this.state) ? this.whereItIs() : nothing}`
  }

  private words(): string {
    const { state, at, draft } = this
    if (state === 'saving' || state === 'waiting') return t('common.saved.saving')
    if (state === 'failed') return t('common.saved.failed', { reason: this.reason })
    if (state === 'signed_out') return t(byLink() ? 'common.saved.signedOutByLink' : 'common.saved.signedOut')
    if (state === 'conflict') return t('common.saved.conflict')
    if (state === 'refused') return t('common.saved.refused', { reason: this.reason })
    if (at === null) return t(draft ? 'common.saved.draft' : 'common.saved.idle')
    return t(draft ? 'common.saved.draftAt' : 'common.saved.at', { time: clock(at) })
  }

  private remedies(): TemplateResult | typeof nothing {
    if (this.state === 'failed') {
      return html`<button type="button" class="small" @click=${() => this.tell('retry')}>${t('common.retry')}</button>`
    }
    if (this.state === 'signed_out') {
      return html`<button type="button" class="small" @click=${() => window.dispatchEvent(new Event(signInEvent))}>${t(byLink() ? 'common.account.again.continue' : 'common.signIn')}</button>`
    }
    if (this.state !== 'conflict') return this.begun ? this.discard() : nothing
    return html`<button type="button" class="small" @click=${() => this.tell('keep-mine')}>${t('common.saved.keepMine')}</button>
      <button type="button" class="small" @click=${() => this.tell('take-theirs')}>${t('common.saved.takeTheirs')}</button>`
  }

  private discard(): TemplateResult {
    return html`<button type="button" class="small quiet" @click=${() => this.tell('discard')}>${t('common.saved.discard')}</button>`
  }

  private bringBack(): TemplateResult {
    return html`<span>${t('common.saved.aside')}
      <button type="button" class="small" @click=${() => this.tell('bring-back')}>${t('common.saved.bringBack')}</button></span>`
  }

  private whereItIs(): TemplateResult {
    return html`<span class="where small">${t(keeps() ? 'common.saved.onDevice' : 'common.saved.onlyHere')}
      ${
        canKeep()
          ? html`<label class="choice"><input type="checkbox" name="keep-on-device" .checked=${keeps()} @change=${() => this.choose()} />
              <span>${t('common.saved.keepOnDevice')}</span></label>`
          : nothing
      }</span>`
  }

  private choose(): void {
    keepOnDevice(!keeps())
    this.requestUpdate()
  }
}

function byLink(): boolean {
  return session()?.actor.kind === 'link'
}

customElements.define('tj-saved', TjSaved)
