import { html, type TemplateResult } from 'lit'
import { type Role, roles } from '../../server/domain/policy.ts'
import { t, tOf } from '../app/strings.ts'
import { controlOf } from '../elements/control-of.ts'

/** Check boxes for roles, each with what the role gives access to. */
export function roleChoices(held: readonly Role[], change: (held: Role[]) => void): TemplateResult {
  const toggle = (event: Event, role: Role) => {
    const control = controlOf(event)
    const on = control instanceof HTMLInputElement && control.checked
    change(roles.filter((one) => (one === role ? on : held.includes(one))))
  }
  return html`<fieldset class="roles"><legend>${t('admin.people.roles')}</legend>
    ${roles.map(
      (
        role,
      ) => html`<label class="choice"><input type="checkbox" name=${role} .checked=${held.includes(role)} @change=${(event: Event) => toggle(event, role)} />
        <span>${tOf('admin.role', role)} <small>${tOf('admin.roleHint', role)}</small></span></label>`,
    )}
  </fieldset>`
}
