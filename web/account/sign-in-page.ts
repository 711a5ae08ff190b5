import { html, nothing, type TemplateResult } from 'lit'
import { api } from '../app/api.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { session } from '../app/session.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-errors.ts'
import type { FormError } from '../elements/tj-errors.ts'
import '../elements/tj-field.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-problem.ts'
import { arrive } from './arrive.ts'
import { emailErrors, errorOf, written } from './form.ts'
import './password-field.ts'

/** By password, or by a link in a letter. Both answer the same for known and unknown addresses. */
class SignInPage extends TjPage {
  static override properties = {
    ...TjPage.properties,
    errors: { state: true },
    problem: { state: true },
    busy: { state: true },
    linkSent: { state: true },
  }
  declare private errors: readonly FormError[]
  declare private problem: ApiProblem | null
  declare private busy: '' | 'password' | 'link'
  declare private linkSent: boolean

  constructor() {
    super()
    this.errors = []
    this.problem = null
    this.busy = ''
    this.linkSent = false
  }

  override render(): TemplateResult {
    return html`<div class="account-form stack">
      <h1>${t('common.account.signIn.title')}</h1>
      ${this.linkSent ? linkNotice() : nothing}
      <form class="stack" novalidate @submit=${(event: SubmitEvent) => void this.signIn(event)}>
        <tj-errors .errors=${this.errors}></tj-errors>
        <tj-problem .problem=${this.problem}></tj-problem>
        ${this.problem?.code === 'too_many_requests' ? html`<p>${t('common.account.signIn.throttledHint')}</p>` : nothing}
        <tj-field label=${t('common.account.email')} error=${errorOf(this.errors, 'email')} required>
          <input type="text" name="email" autocomplete="username" inputmode="email" autocapitalize="none" spellcheck="false" />
        </tj-field>
        <tj-password
          label=${t('common.account.password')}
          error=${errorOf(this.errors, 'password')}
          .name=${'password'}
          autocomplete="current-password"
        ></tj-password>
        <div class="actions">
          <tj-action submit kind="primary" label=${t('common.signIn')} ?busy=${this.busy === 'password'}></tj-action>
          <tj-action label=${t('common.account.signIn.link')} ?busy=${this.busy === 'link'} @act=${() => void this.sendLink()}></tj-action>
        </div>
      </form>
      <p class="muted small">${t('common.account.signIn.linkHint')}</p>
      <p>${t('common.account.signIn.new')} <a href=${`/account/register${location.search}`}>${t('common.account.signIn.register')}</a></p>
    </div>`
  }

  private async signIn(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = this.form()
    const [email, password] = [written(form, 'email'), written(form, 'password')]
    const missing = password === '' ? [{ field: 'password', message: t('common.account.error.passwordMissing') }] : []
    this.errors = [...emailErrors(email), ...missing]
    if (this.errors.length > 0 || this.busy !== '') return
    await this.attempt('password', async () => {
      const { next } = await api('POST /api/session', { body: { email, password } })
      await arrive(this.query.get('next'), next)
    })
  }

  private async sendLink(): Promise<void> {
    const email = written(this.form(), 'email')
    this.errors = emailErrors(email)
    if (this.errors.length > 0) return
    await this.attempt('link', async () => {
      await api('POST /api/session/link', { body: { email } })
      this.linkSent = true
    })
  }

  private async attempt(busy: 'password' | 'link', act: () => Promise<void>): Promise<void> {
    this.busy = busy
    this.problem = null
    this.linkSent = false
    try {
      await act()
    } catch (failure) {
      const problem = asProblem(failure)
      if (problem.code === 'sign_in_failed')
        this.errors = [{ field: 'password', message: `${problem.reason} ${t('common.account.signIn.failedHint')}` }]
      else this.problem = problem
    }
    this.busy = ''
  }

  private form(): HTMLFormElement {
    return this.querySelector('form') ?? document.createElement('form')
  }
}

/** Says nothing about whether the address is known. */
export function linkNotice(): TemplateResult {
  return html`<tj-notice live kind="good" heading=${t('common.account.link.sent')}>
    <p>${t('common.account.link.sentText')}</p>
    ${mailboxLink()}
  </tj-notice>`
}

/** Trial only: where the letters can be read. */
export function mailboxLink(): TemplateResult | typeof nothing {
  const mailbox = session()?.mailbox ?? null
  return mailbox === null ? nothing : html`<p><a href=${mailbox}>${t('common.account.mailbox')}</a></p>`
}

customElements.define('sign-in-page', SignInPage)
