import { html, nothing, type TemplateResult } from 'lit'
import { api } from '../app/api.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { refreshSession } from '../app/session.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-errors.ts'
import type { FormError } from '../elements/tj-errors.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-notice.ts'
import '../elements/tj-problem.ts'
import { errorOf, newPasswordErrors, shortestPassword, written } from './form.ts'
import './password-field.ts'

/** The part of the account's page that sets or changes the password. */
class AccountPassword extends TjElement {
  static override properties = {
    email: { attribute: false },
    errors: { state: true },
    problem: { state: true },
    busy: { state: true },
    done: { state: true },
  }
  /** For password managers, which store a password with its address. */
  declare email: string
  declare private errors: readonly FormError[]
  declare private problem: ApiProblem | null
  declare private busy: boolean
  declare private done: boolean

  constructor() {
    super()
    this.email = ''
    this.errors = []
    this.problem = null
    this.busy = false
    this.done = false
  }

  override render(): TemplateResult {
    return html`<form class="stack section" novalidate @submit=${(event: SubmitEvent) => void this.save(event)}>
      <h2>${t('common.account.password')}</h2>
      <tj-errors .errors=${this.errors}></tj-errors>
      <tj-problem .problem=${this.problem}></tj-problem>
      <input type="text" name="username" autocomplete="username" .value=${this.email} hidden readonly />
      <tj-password
        label=${t('common.account.currentPassword')}
        hint=${t('common.account.currentPasswordHint')}
        error=${errorOf(this.errors, 'current')}
        .name=${'current'}
        autocomplete="current-password"
      ></tj-password>
      <tj-password
        label=${t('common.account.newPassword')}
        hint=${t('common.account.passwordHint', { min: shortestPassword })}
        error=${errorOf(this.errors, 'password')}
        autocomplete="new-password"
      ></tj-password>
      <div class="actions">
        <tj-action submit label=${t('common.account.changePassword')} ?busy=${this.busy}></tj-action>
      </div>
      ${this.done ? html`<tj-notice live kind="good" heading=${t('common.account.passwordChanged')}></tj-notice>` : nothing}
    </form>`
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = this.querySelector('form')
    if (form === null || this.busy) return
    const [current, password] = [written(form, 'current'), written(form, 'password')]
    this.errors = newPasswordErrors(password)
    if (this.errors.length > 0) return
    this.busy = true
    this.problem = null
    try {
      await api('PUT /api/account/password', { body: { current: current === '' ? null : current, password } })
      this.done = true
      form.reset()
      await refreshSession()
    } catch (failure) {
      this.refused(asProblem(failure))
    }
    this.busy = false
  }

  private refused(problem: ApiProblem): void {
    const wrongCurrent = problem.code === 'sign_in_failed'
    this.errors = wrongCurrent ? [{ field: 'current', message: t('common.account.error.current') }] : []
    this.problem = wrongCurrent ? null : problem
  }
}

customElements.define('account-password', AccountPassword)
