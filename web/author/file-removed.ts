import { html, type TemplateResult } from 'lit'
import { clock } from '../app/dates.ts'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import type { Submission } from './labels.ts'

type Removed = Submission['removed'][number]

/** That a file was taken out, and for how long it can be brought back. Event: `undo`. */
class FileRemoved extends TjElement {
  static override properties = { file: { attribute: false }, fresh: { type: Boolean } }
  declare file: Removed
  /** It was taken out by the last press: what undoes that press has the focus. */
  declare fresh: boolean

  protected override firstUpdated(): void {
    if (this.fresh) this.querySelector('button')?.focus()
  }

  override render(): TemplateResult {
    const { originalName: name, until } = this.file
    return html`<p class="row removed" role="status"><span>${t('author.removed.told', { name })}</span>
      <button type="button" class="small" aria-label=${t('author.removed.undoNamed', { name })} @click=${() => this.tell('undo')}>${t('author.removed.undo')}</button>
      <span class="muted small">${t('author.removed.until', { time: clock(new Date(until)) })}</span></p>`
  }
}

customElements.define('file-removed', FileRemoved)
