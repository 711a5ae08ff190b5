import { html, nothing, type TemplateResult } from 'lit'
import type { Actions } from '../../app/actions.ts'
import { t } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import { TjElement } from '../../elements/light-element.ts'
import './details-dialog.ts'
import { closedBecause, type EditorSubmission } from '../labels.ts'

/** Changing the details of a submission: the button, or why it is disabled, and the result. */
class SubmissionDetails extends TjElement {
  static override properties = {
    page: { attribute: false },
    acts: { attribute: false },
    changing: { state: true },
    said: { state: true },
  }
  declare page: EditorSubmission
  declare acts: Actions
  declare private changing: boolean
  declare private said: string

  constructor() {
    super()
    this.changing = false
    this.said = ''
  }

  override render(): TemplateResult {
    const { page } = this
    return html`<tj-action label=${t('editor.details.open')} reason=${closedBecause(page.can.changeDetails)} @act=${() => this.open()}></tj-action>
      <p class="good small" role="status">${this.said}</p>
      ${
        this.changing
          ? html`<details-dialog .page=${page} .reload=${() => this.acts.refresh()}
              @changed=${() => (this.said = t('editor.details.done'))} @close=${() => void this.close()}></details-dialog>`
          : nothing
      }`
  }

  private open(): void {
    this.said = ''
    this.changing = true
  }

  /** Back to the button that opened the dialog. */
  private async close(): Promise<void> {
    this.changing = false
    await this.updateComplete
    this.querySelector('button')?.focus()
  }
}

customElements.define('submission-details', SubmissionDetails)
