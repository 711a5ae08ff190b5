import { html, nothing, type TemplateResult } from 'lit'
import type { Actions } from '../../app/actions.ts'
import { api } from '../../app/api.ts'
import { listed, t } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-notice.ts'
import { closedBecause, type EditorSubmission } from '../labels.ts'

/** Editors who seem to be named as authors of this submission: their answers, and what another editor can do. */
export function claimsOf({ claims }: EditorSubmission, acts: Actions): TemplateResult | typeof nothing {
  const open = claims.filter(({ state }) => state === 'open' || state === 'denied')
  if (open.length === 0) return nothing
  return html`<div class="claims">${open.map(({ id, name, state, evidence, dismiss }) => {
    const reasons = listed(evidence.map((code) => t(`editor.claim.evidence.${code}`)))
    return html`<tj-notice kind="warn" heading=${t('editor.claim.othersHeading', { name })}>
      <p>${t(state === 'denied' ? 'editor.claim.othersDenied' : 'editor.claim.othersOpen', { name, reasons })}</p>
      ${
        state === 'denied'
          ? html`<p><tj-action label=${t('editor.claim.dismiss')} reason=${closedBecause(dismiss)} ?busy=${acts.busy !== null}
              @act=${() => void acts.run('dismiss', () => api('POST /api/claims/:id/dismiss', { params: { id } }), t('editor.claim.didDismiss', { name }))}></tj-action></p>`
          : nothing
      }
    </tj-notice>`
  })}</div>`
}
