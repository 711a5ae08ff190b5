import { html, nothing, type TemplateResult } from 'lit'
import { api, type Ask } from '../app/api.ts'
import { type ApiProblem, asProblem, errorAt, formErrors } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import { controlOf } from '../elements/control-of.ts'
import '../elements/tj-action.ts'
import '../elements/tj-errors.ts'
import '../elements/tj-field.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-problem.ts'
import { mailboxNotice } from './mailbox-notice.ts'

type Registration = Ask<'POST /api/account/register'>['body']

class RegisterPage extends TjPage {
  static override properties = {
    ...TjPage.properties,
    problem: { state: true },
    busy: { state: true },
    sent: { state: true },
    shown: { state: true },
  }
  declare private problem: ApiProblem | null
  declare private busy: boolean
  declare private sent: boolean
  declare private shown: boolean
  private registration: Registration = { name: '', email: '', affiliation: '', password: '' }

  constructor() {
    super()
    this.problem = null
    this.busy = false
    this.sent = false
    this.shown = false
  }

  override render(): TemplateResult {
    return html`<div class="narrow stack">${this.sent ? this.thanks() : this.form()}</div>`
  }

  private thanks(): TemplateResult {
    return html`<h1 tabindex="-1">${t('common.account.register.sent')}</h1>
      <p>${t('common.account.register.sentText')}</p>
      ${mailboxNotice()}`
  }

  private form(): TemplateResult {
    const { problem } = this
    return html`<h1>${t('common.title.register')}</h1>
      <p class="muted">${t('common.account.register.lead')}</p>
      <tj-errors .errors=${formErrors(problem)}></tj-errors>
      ${problem?.fields.length === 0 ? html`<tj-problem .problem=${problem} @retry=${() => (this.problem = null)}></tj-problem>` : nothing}
      <form
        class="stack"
        novalidate
        @input=${(event: Event) => this.write(event)}
        @submit=${(event: Event) => void this.register(event)}
      >
        <tj-field label=${t('common.account.register.name')} required error=${errorAt(problem, 'name')}>
          <input name="name" autocomplete="name" />
        </tj-field>
        <tj-field
          label=${t('common.account.register.email')}
          hint=${t('common.account.register.emailHint')}
          required
          error=${errorAt(problem, 'email')}
        >
          <input name="email" type="email" autocomplete="email" />
        </tj-field>
        <tj-field label=${t('common.account.register.affiliation')} optional error=${errorAt(problem, 'affiliation')}>
          <input name="affiliation" autocomplete="organization" />
        </tj-field>
        <tj-field
          label=${t('common.account.register.password')}
          hint=${t('common.account.register.passwordHint')}
          required
          error=${errorAt(problem, 'password')}
        >
          <input name="password" type=${this.shown ? 'text' : 'password'} autocomplete="new-password" spellcheck="false" />
        </tj-field>
        <label class="choice">
          <input type="checkbox" .checked=${this.shown} @change=${() => (this.shown = !this.shown)} />
          <span>${t('common.account.register.show')}</span>
        </label>
        <tj-action submit kind="primary" label=${t('common.account.register.submit')} ?busy=${this.busy}></tj-action>
      </form>
      <p><a href="/account/sign-in">${t('common.account.register.signIn')}</a></p>`
  }

  private write(event: Event): void {
    const { name, value } = controlOf(event)
    if (name in this.registration) this.registration = { ...this.registration, [name]: value }
  }

  private async register(event: Event): Promise<void> {
    event.preventDefault()
    this.busy = true
    this.problem = null
    try {
      await api('POST /api/account/register', { body: this.registration })
      this.sent = true
      await this.updateComplete
      this.querySelector('h1')?.focus()
    } catch (failure) {
      this.problem = asProblem(failure)
    } finally {
      this.busy = false
    }
  }
}

customElements.define('register-page', RegisterPage)
