import { html, type TemplateResult } from 'lit'
import { type DeclineReason, declineReasons } from '../../server/domain/review.ts'
import { t } from '../app/strings.ts'

/** The reasons for declining or withdrawing, as radio buttons. */
export function reasonChoices(chosen: DeclineReason, choose: (reason: DeclineReason) => void): TemplateResult {
  return html`<fieldset>
    <legend>${t('reviewer.decline.reason')}</legend>
    ${declineReasons.map(
      (reason) => html`<label class="choice">
        <input type="radio" name="reason" .checked=${reason === chosen} @change=${() => choose(reason)} />
        <span>${t(`reviewer.reason.${reason}`)}</span>
      </label>`,
    )}
  </fieldset>`
}
