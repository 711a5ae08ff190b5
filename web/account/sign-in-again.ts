import { html, nothing, type TemplateResult } from 'lit'
import { api } from '../app/api.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { resumeSession, session } from '../app/session.ts'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-dialog.ts'
import '../elements/tj-errors.ts'
import type { FormError } from '../elements/tj-errors.ts'
import '../elements/tj-field.ts'
import '../elements/tj-problem.ts'
import { emailErrors, errorOf, written } from './form.ts'
import './password-field.ts'

/**
 * A dialog for signing in again over a page whose session has ended. The page behind it stays, with all that was typed. People who came by
 * the link of a letter open that link in another window and come back. Event: `close`.
 */
class SignInAgain extends TjElement {
  static override properties = {
    open: { type: Boolean },
    errors: { state: true },
    problem: { state: true },
    busy: { state: true },
    missing: { state: true },
  }
  declare open: boolean
  declare private errors: readonly FormError[]
  declare private problem: ApiProblem | null
  declare private busy: '' | 'password' | 'continue'
  /** The person said that they have signed in in another window, but there is no session. */
  declare private missing: boolean

  constructor() {
    super()
    this.open = false
    this.errors = []
    this.problem = null
    this.busy = ''
    this.missing = false
  }

  override render(): TemplateResult {
    const byLink = session()?.actor.kind === 'link'
    return html`<tj-dialog heading=${t('common.account.again.title')} ?open=${this.open} @close=${(event: Event) => this.closed(event)}>
      <div class="stack">
        <p>${t(byLink ? 'common.account.again.byLink' : 'common.account.again.text')}</p>
        <tj-problem .problem=${this.problem} @retry=${() => (this.problem = null)}></tj-problem>
        ${this.missing ? html`<p role="status">${t('common.account.again.missing')}</p>` : nothing}
        ${byLink ? nothing : this.form()}
      </div>
      <tj-action slot="actions" label=${t('common.account.again.continue')} ?busy=${this.busy === 'continue'}
        @act=${() => void this.attempt('continue', async () => {})}></tj-action>
    </tj-dialog>`
  }

  private form(): TemplateResult {
    return html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => void this.signIn(event)}>
      <tj-errors .errors=${this.errors}></tj-errors>
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
      </div>
      <p class="muted small">${t('common.account.again.elsewhere')}</p>
    </form>`
  }

  private async signIn(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const form = this.querySelector('form') ?? document.createElement('form')
    const [email, password] = [written(form, 'email'), written(form, 'password')]
    const missing = password === '' ? [{ field: 'password', message: t('common.account.error.passwordMissing') }] : []
    this.errors = [...emailErrors(email), ...missing]
    if (this.errors.length > 0) return
    await this.attempt('password', () => api('POST /api/session', { body: { email, password } }))
  }

  private async attempt(busy: 'password' | 'continue', act: () => Promise<unknown>): Promise<void> {
    if (this.busy !== '') return
    Object.assign(this, { busy, problem: null, missing: false })
    try {
      await act()
      const found = await resumeSession()
      // The page belongs to another person, and must not be shown to the one who has just signed in.
      if (found === 'somebody_else') return location.reload()
      this.missing = found === 'nobody'
      if (found === 'resumed') this.querySelector('form')?.reset()
    } catch (failure) {
      const problem = asProblem(failure)
      if (problem.code === 'sign_in_failed') this.errors = [{ field: 'password', message: problem.reason }]
      else this.problem = problem
    }
    this.busy = ''
  }

  private closed(event: Event): void {
    event.stopPropagation()
    this.dispatchEvent(new CustomEvent('close'))
  }
}

customElements.define('sign-in-again', SignInAgain)
