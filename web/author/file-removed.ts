import { html, type TemplateResult } from 'lit'
import { clock } from '../app/dates.ts'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import type { Submission } from './labels.ts'

type Removed = Submission['removed'][number]

/** Says that a file was removed, and until when it can be restored. Event: `undo`. */
class FileRemoved extends TjElement {
  static override properties = { file: { attribute: false }, fresh: { type: Boolean } }
  declare file: Removed
  /** It was removed by the last click: the button to undo that gets the focus. */
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
