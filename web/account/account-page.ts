import { html, nothing, type TemplateResult } from 'lit'
import { api, type Answer } from '../app/api.ts'
import { Loading } from '../app/loading.ts'
import { type ApiProblem, asProblem, errorAt, formErrors } from '../app/problem.ts'
import { refreshSession } from '../app/session.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-chips.ts'
import '../elements/tj-errors.ts'
import '../elements/tj-field.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-problem.ts'

type Profile = Answer<'GET /api/account'>

class AccountPage extends TjPage {
  static override properties = {
    ...TjPage.properties,
    problem: { state: true },
    busy: { state: true },
    done: { state: true },
  }
  declare private problem: ApiProblem | null
  declare private busy: boolean
  declare private done: string
  private readonly profile = new Loading(this, () => api('GET /api/account'))
  private languages: readonly string[] | null = null
  private expertise: readonly string[] | null = null

  constructor() {
    super()
    this.problem = null
    this.busy = false
    this.done = ''
  }

  override render(): TemplateResult {
    const { problem } = this
    return html`<div class="narrow stack">
      <h1>${t('common.title.account')}</h1>
      ${this.done === '' ? nothing : html`<tj-notice kind="good" live heading=${this.done}></tj-notice>`}
      <tj-errors .errors=${formErrors(problem)}></tj-errors>
      ${problem?.fields.length === 0 ? html`<tj-problem .problem=${problem} @retry=${() => (this.problem = null)}></tj-problem>` : nothing}
      ${this.profile.render({ ready: (profile) => html`${this.about(profile)}${this.password()}` })}
    </div>`
  }

  private about(profile: Profile): TemplateResult {
    const text = (
      name: 'name' | 'affiliation' | 'country' | 'orcid',
      label: string,
      more: { hint?: string; optional?: boolean } = {},
    ) =>
      html`<tj-field label=${label} hint=${more.hint ?? ''} ?optional=${more.optional === true} error=${errorAt(this.problem, name)}>
        <input name=${name} .value=${profile[name] ?? ''} />
      </tj-field>`
    return html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => void this.save(event, profile)}>
      <p class="muted">${profile.email}</p>
      ${text('name', t('common.account.register.name'))}
      ${text('affiliation', t('common.account.register.affiliation'), { optional: true })}
      ${text('country', t('common.account.profile.country'), { optional: true, hint: t('common.account.profile.countryHint') })}
      ${text('orcid', t('common.account.profile.orcid'), { optional: true })}
      <tj-chips
        name="languages"
        label=${t('common.account.profile.languages')}
        hint=${t('common.account.profile.languagesHint')}
        error=${errorAt(this.problem, 'languages')}
        .value=${this.languages ?? profile.languages}
        @change=${(event: CustomEvent<readonly string[]>) => (this.languages = event.detail)}
      ></tj-chips>
      <tj-chips
        name="expertise"
        label=${t('common.account.profile.expertise')}
        hint=${t('common.account.profile.expertiseHint')}
        error=${errorAt(this.problem, 'expertise')}
        .value=${this.expertise ?? profile.expertise}
        @change=${(event: CustomEvent<readonly string[]>) => (this.expertise = event.detail)}
      ></tj-chips>
      <tj-action submit kind="primary" label=${t('common.save')} ?busy=${this.busy}></tj-action>
    </form>`
  }

  private password(): TemplateResult {
    return html`<section class="section stack">
      <h2>${t('common.account.password.heading')}</h2>
      <form class="stack" novalidate @submit=${(event: SubmitEvent) => void this.changePassword(event)}>
        <tj-field
          label=${t('common.account.password.current')}
          hint=${t('common.account.password.currentHint')}
          error=${errorAt(this.problem, 'current')}
        >
          <input name="current" type="password" autocomplete="current-password" />
        </tj-field>
        <tj-field
          label=${t('common.account.password.new')}
          hint=${t('common.account.register.passwordHint')}
          error=${errorAt(this.problem, 'password')}
        >
          <input name="password" type="password" autocomplete="new-password" />
        </tj-field>
        <tj-action submit label=${t('common.account.password.submit')} ?busy=${this.busy}></tj-action>
      </form>
    </section>`
  }

  private async save(event: SubmitEvent, profile: Profile): Promise<void> {
    const written = texts(event)
    await this.attempt(async () => {
      const body = {
        name: written('name'),
        affiliation: written('affiliation'),
        country: written('country').trim().toUpperCase() || null,
        orcid: written('orcid').trim() || null,
        languages: [...(this.languages ?? profile.languages)],
        expertise: [...(this.expertise ?? profile.expertise)],
      }
      this.profile.set(await api('PUT /api/account', { body }))
      this.done = t('common.account.profile.saved')
      await refreshSession()
    })
  }

  private async changePassword(event: SubmitEvent): Promise<void> {
    const written = texts(event)
    await this.attempt(async () => {
      await api('PUT /api/account/password', {
        body: { current: written('current') || null, password: written('password') },
      })
      this.done = t('common.account.password.changed')
      await refreshSession()
    })
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.busy = true
    this.problem = null
    this.done = ''
    try {
      await act()
    } catch (failure) {
      this.problem = asProblem(failure)
    } finally {
      this.busy = false
    }
  }
}

/** Reads the sent form's text fields by name. */
function texts(event: SubmitEvent): (name: string) => string {
  event.preventDefault()
  const form = event.target instanceof HTMLFormElement ? new FormData(event.target) : new FormData()
  return (name) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
}

customElements.define('account-page', AccountPage)
