import { html, type TemplateResult } from 'lit'
import { api } from '../app/api.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-errors.ts'
import type { FormError } from '../elements/tj-errors.ts'
import '../elements/tj-field.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-problem.ts'
import { emailErrors, errorOf, fieldErrors, newPasswordErrors, shortestPassword, written } from './form.ts'
import './password-field.ts'
import { mailboxLink } from './sign-in-page.ts'
import { isBlank } from '../../server/domain/text.ts'

/** Asks for a name, an address and a password; the answer never says whether the address was known. */
class RegisterPage extends TjPage {
  static override properties = {
    ...TjPage.properties,
    errors: { state: true },
    problem: { state: true },
    busy: { state: true },
    sent: { state: true },
  }
  declare private errors: readonly FormError[]
  declare private problem: ApiProblem | null
  declare private busy: boolean
  declare private sent: boolean

  constructor() {
    super()
    this.errors = []
    this.problem = null
    this.busy = false
    this.sent = false
  }

  override render(): TemplateResult {
    return html`<div class="account-form stack">
      <h1 tabindex="-1">${t('common.account.register.title')}</h1>
      ${this.sent ? this.arrived() : this.form()}
    </div>`
  }

  private arrived(): TemplateResult {
    return html`<tj-notice live kind="good" heading=${t('common.account.register.sent')}>
        <p>${t('common.account.register.sentText')}</p>
        ${mailboxLink()}
      </tj-notice>
      <p class="muted">${t('common.account.register.notArrived')}</p>
      <p><button type="button" @click=${() => (this.sent = false)}>${t('common.account.register.again')}</button></p>`
  }

  private form(): TemplateResult {
    return html`<p>${t('common.account.register.why')}</p>
      <form class="stack" novalidate @submit=${(event: SubmitEvent) => void this.register(event)}>
        <tj-errors .errors=${this.errors}></tj-errors>
        <tj-problem .problem=${this.problem}></tj-problem>
        <tj-field
          label=${t('common.account.name')}
          hint=${t('common.account.register.nameHint')}
          error=${errorOf(this.errors, 'name')}
          required
        >
          <input name="name" dir="auto" autocomplete="name" />
        </tj-field>
        <tj-field label=${t('common.account.email')} hint=${t('common.account.register.emailHint')} error=${errorOf(this.errors, 'email')} required>
          <input type="text" name="email" autocomplete="email" inputmode="email" autocapitalize="none" spellcheck="false" />
        </tj-field>
        <tj-password
          label=${t('common.account.password')}
          hint=${t('common.account.passwordHint', { min: shortestPassword })}
          error=${errorOf(this.errors, 'password')}
          autocomplete="new-password"
        ></tj-password>
        <tj-field label=${t('common.account.affiliation')} hint=${t('common.account.affiliationHint')} error=${errorOf(this.errors, 'affiliation')} optional>
          <input name="affiliation" dir="auto" autocomplete="organization" />
        </tj-field>
        <div class="actions">
          <tj-action submit kind="primary" label=${t('common.account.register.act')} ?busy=${this.busy}></tj-action>
        </div>
      </form>
      <p>${t('common.account.register.known')} <a href=${`/account/sign-in${location.search}`}>${t('common.signIn')}</a></p>`
  }

  private async register(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = this.querySelector('form')
    if (form === null || this.busy) return
    const [name, email, password] = [written(form, 'name'), written(form, 'email'), written(form, 'password')]
    const nameless = isBlank(name) ? [{ field: 'name', message: t('common.account.error.name') }] : []
    this.errors = [...nameless, ...emailErrors(email), ...newPasswordErrors(password)]
    if (this.errors.length > 0) return
    this.busy = true
    this.problem = null
    try {
      await api('POST /api/account/register', {
        body: { name, email, password, affiliation: written(form, 'affiliation') },
      })
      this.sent = true
      await this.updateComplete
      // The form that had the focus is gone.
      this.querySelector<HTMLElement>('h1')?.focus()
    } catch (failure) {
      this.refused(asProblem(failure))
    }
    this.busy = false
  }

  private refused(problem: ApiProblem): void {
    this.errors = fieldErrors(problem)
    this.problem = this.errors.length > 0 ? null : problem
  }
}

customElements.define('register-page', RegisterPage)
