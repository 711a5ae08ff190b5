import { html, nothing, type TemplateResult } from 'lit'
import { type Answer, api } from '../app/api.ts'
import { countries } from '../app/countries.ts'
import { orcidOf } from '../app/orcid.ts'
import { Loading } from '../app/loading.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { refreshSession } from '../app/session.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-chips.ts'
import '../elements/tj-errors.ts'
import type { FormError } from '../elements/tj-errors.ts'
import '../elements/tj-field.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-problem.ts'
import { errorOf, fieldErrors, written } from './form.ts'
import './password-form.ts'
import { isBlank } from '../../server/domain/text.ts'

type Profile = Answer<'GET /api/account'>

/** The profile, and the password. */
class AccountPage extends TjPage {
  static override properties = {
    ...TjPage.properties,
    errors: { state: true },
    problem: { state: true },
    busy: { state: true },
    saved: { state: true },
    expertise: { state: true },
  }
  declare private errors: readonly FormError[]
  declare private problem: ApiProblem | null
  declare private busy: boolean
  declare private saved: boolean
  /** As changed on the screen; null: as the server has it. */
  declare private expertise: readonly string[] | null
  private readonly profile = new Loading(this, () => api('GET /api/account'))

  constructor() {
    super()
    this.errors = []
    this.problem = null
    this.busy = false
    this.saved = false
    this.expertise = null
  }

  override render(): TemplateResult {
    return html`<div class="account-form stack-loose">
      <h1>${t('common.title.account')}</h1>
      ${this.profile.render({ ready: (profile) => html`${this.form(profile)}<account-password .email=${profile.email}></account-password>` })}
    </div>`
  }

  private form(profile: Profile): TemplateResult {
    const { errors } = this
    return html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => void this.save(event, profile)} @input=${() => (this.saved = false)}>
      <h2>${t('common.account.profile')}</h2>
      <tj-errors .errors=${errors}></tj-errors>
      <tj-problem .problem=${this.problem}></tj-problem>
      <dl class="facts"><dt>${t('common.account.email')}</dt><dd>${profile.email}</dd></dl>
      <tj-field label=${t('common.account.name')} error=${errorOf(errors, 'name')} required>
        <input name="name" dir="auto" autocomplete="name" .value=${profile.name} />
      </tj-field>
      <tj-field label=${t('common.account.affiliation')} error=${errorOf(errors, 'affiliation')} optional>
        <input name="affiliation" dir="auto" autocomplete="organization" .value=${profile.affiliation} />
      </tj-field>
      <tj-field label=${t('common.account.country')} error=${errorOf(errors, 'country')} optional>
        <select name="country" autocomplete="country">
          <option value="">${t('common.account.noCountry')}</option>
          ${countries().map(({ code, name }) => html`<option value=${code} ?selected=${code === profile.country}>${name}</option>`)}
        </select>
      </tj-field>
      <tj-field label=${t('common.account.orcid')} hint=${t('common.account.orcidHint')} error=${errorOf(errors, 'orcid')} optional>
        <input name="orcid" inputmode="text" autocomplete="off" .value=${profile.orcid ?? ''} />
      </tj-field>
      <tj-chips
        label=${t('common.account.expertise')}
        hint=${t('common.account.expertiseHint')}
        name="expertise"
        .value=${this.expertise ?? profile.expertise}
        @change=${(event: CustomEvent<readonly string[]>) => this.changeExpertise(event)}
      ></tj-chips>
      <div class="actions">
        <tj-action submit kind="primary" label=${t('common.save')} ?busy=${this.busy}></tj-action>
        ${this.saved ? html`<tj-notice live kind="good" heading=${t('common.account.profileSaved')}></tj-notice>` : nothing}
      </div>
    </form>`
  }

  private changeExpertise({ detail }: CustomEvent<readonly string[]>): void {
    this.expertise = detail
    this.saved = false
  }

  private async save(event: SubmitEvent, profile: Profile): Promise<void> {
    event.preventDefault()
    const form = this.querySelector('form')
    if (form === null || this.busy) return
    const [name, orcid] = [written(form, 'name'), orcidOf(written(form, 'orcid'))]
    this.errors = [
      ...(isBlank(name) ? [{ field: 'name', message: t('common.account.error.name') }] : []),
      ...(orcid === undefined ? [{ field: 'orcid', message: t('common.account.error.orcid') }] : []),
    ]
    if (this.errors.length > 0 || orcid === undefined) return
    const country = written(form, 'country') || null
    const expertise = [...(this.expertise ?? profile.expertise)]
    const body = { name, orcid, country, expertise, affiliation: written(form, 'affiliation') }
    await this.send({ ...body, languages: profile.languages })
  }

  private async send(body: Omit<Profile, 'email' | 'locale'>): Promise<void> {
    this.busy = true
    this.problem = null
    try {
      this.profile.set(await api('PUT /api/account', { body }))
      this.expertise = null
      this.saved = true
      await refreshSession()
    } catch (failure) {
      const problem = asProblem(failure)
      this.errors = fieldErrors(problem)
      this.problem = this.errors.length > 0 ? null : problem
    }
    this.busy = false
  }
}

customElements.define('account-page', AccountPage)
