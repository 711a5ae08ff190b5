import { html, nothing, type TemplateResult } from 'lit'
import { ActDraft } from '../app/act-draft.ts'
import { Actions } from '../app/actions.ts'
import { type Answer, api } from '../app/api.ts'
import { countries } from '../app/countries.ts'
import { orcidOf } from '../app/orcid.ts'
import { AsyncData } from '../app/async-data.ts'
import { localeNamed, ownName } from '../../server/domain/languages.ts'
import { refreshSession, session } from '../app/session.ts'
import { language, t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-chips.ts'
import '../elements/tj-errors.ts'
import type { FormError } from '../elements/tj-errors.ts'
import '../elements/tj-field.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import { errorOf, fieldErrors, written } from './form.ts'
import './password-form.ts'
import { isBlank } from '../../server/domain/text.ts'

type Profile = Answer<'GET /api/account'>
type Typed = Pick<Profile, 'name' | 'affiliation' | 'country' | 'orcid' | 'locale' | 'expertise'>

/** The page for the profile and the password. */
class AccountPage extends TjPage {
  static override properties = {
    ...TjPage.properties,
    errors: { state: true },
    saved: { state: true },
  }
  declare private errors: readonly FormError[]
  private readonly acts = new Actions(this)
  private readonly kept = new ActDraft<Typed>(this, { act: 'profile', id: () => 'own' })
  declare private saved: boolean
  private readonly profile = new AsyncData(this, () => api('GET /api/account'))

  constructor() {
    super()
    this.errors = []
    this.saved = false
  }

  override render(): TemplateResult {
    return html`<div class="account-form stack-loose">
      <h1>${t('common.title.account')}</h1>
      ${this.profile.render({ ready: (profile) => html`${this.form(profile)}<account-password .email=${profile.email}></account-password>` })}
    </div>`
  }

  private form(profile: Profile): TemplateResult {
    const { errors } = this
    const typed = this.kept.value ?? profile
    return html`<form class="stack" novalidate @submit=${(event: SubmitEvent) => void this.save(event, profile)} @input=${() => this.keep(typed)} @change=${() => this.keep(typed)}>
      <h2>${t('common.account.profile')}</h2>
      <tj-errors .errors=${errors}></tj-errors>
      ${errors.length > 0 ? nothing : this.acts.render()}
      <dl class="facts"><dt>${t('common.account.email')}</dt><dd>${profile.email}</dd></dl>
      <tj-field label=${t('common.account.name')} error=${errorOf(errors, 'name')} required>
        <input name="name" dir="auto" autocomplete="name" .value=${typed.name} />
      </tj-field>
      <tj-field label=${t('common.account.affiliation')} error=${errorOf(errors, 'affiliation')} optional>
        <input name="affiliation" dir="auto" autocomplete="organization" .value=${typed.affiliation} />
      </tj-field>
      <tj-field label=${t('common.account.country')} error=${errorOf(errors, 'country')} optional>
        <select name="country" autocomplete="country">
          <option value="">${t('common.account.noCountry')}</option>
          ${countries().map(({ code, name }) => html`<option value=${code} ?selected=${code === typed.country}>${name}</option>`)}
        </select>
      </tj-field>
      <tj-field label=${t('common.account.orcid')} hint=${t('common.account.orcidHint')} error=${errorOf(errors, 'orcid')} optional>
        <input name="orcid" inputmode="text" autocomplete="off" .value=${typed.orcid ?? ''} />
      </tj-field>
      ${this.languageChoice(typed)}
      <tj-chips
        label=${t('common.account.expertise')}
        hint=${t('common.account.expertiseHint')}
        name="expertise"
        .value=${typed.expertise}
        @change=${(event: CustomEvent<string[]>) => this.changeExpertise(event)}
      ></tj-chips>
      <div class="actions">
        <tj-action submit kind="primary" label=${t('common.save')} ?busy=${this.acts.busy !== null}></tj-action>
        ${this.kept.render()}
        ${this.saved ? html`<tj-notice live kind="good" heading=${t('common.account.profileSaved')}></tj-notice>` : nothing}
      </div>
    </form>`
  }

  /** Asked only when there is a choice. */
  private languageChoice({ locale }: Typed): TemplateResult | typeof nothing {
    const offered = session()?.locales ?? []
    if (offered.length < 2) return nothing
    return html`<tj-field label=${t('common.account.locale')} hint=${t('common.account.localeHint')}>
      <select name="locale">
        <option value="">${t('common.account.noLocale')}</option>
        ${offered.map((tag) => html`<option value=${tag} lang=${tag} ?selected=${tag === locale}>${ownName(tag)}</option>`)}
      </select>
    </tj-field>`
  }

  private changeExpertise(event: CustomEvent<string[]>): void {
    event.stopPropagation()
    this.keep({ expertise: event.detail })
  }

  private keep({ expertise }: Pick<Typed, 'expertise'>): void {
    const form = this.querySelector('form')
    if (form === null) return
    const text = (name: string) => written(form, name)
    this.saved = false
    this.kept.change({
      name: text('name'),
      affiliation: text('affiliation'),
      country: text('country') || null,
      orcid: text('orcid'),
      locale: localeChosen(form),
      expertise,
    })
  }

  private async save(event: SubmitEvent, profile: Profile): Promise<void> {
    event.preventDefault()
    const form = this.querySelector('form')
    if (form === null || this.acts.busy !== null) return
    const [name, orcid] = [written(form, 'name'), orcidOf(written(form, 'orcid'))]
    this.errors = [
      ...(isBlank(name) ? [{ field: 'name', message: t('common.account.error.name') }] : []),
      ...(orcid === undefined ? [{ field: 'orcid', message: t('common.account.error.orcid') }] : []),
    ]
    if (this.errors.length > 0 || orcid === undefined) return
    const country = written(form, 'country') || null
    const { expertise } = this.kept.value ?? profile
    const body = { name, orcid, country, expertise, affiliation: written(form, 'affiliation') }
    await this.send({ ...body, locale: localeChosen(form), languages: profile.languages })
  }

  private async send(body: Omit<Profile, 'email'>): Promise<void> {
    const put = async () => this.profile.set(await api('PUT /api/account', { body }))
    const saved = await this.kept.during(() => this.acts.run('save', put))
    const { problem } = this.acts
    this.errors = problem === null ? [] : fieldErrors(problem)
    if (!saved) return
    this.saved = true
    const before = language()
    await refreshSession()
    // The whole page, its header and its open forms are in another language now.
    if (language() !== before) location.reload()
  }
}

/** Null: that of the browser. Also when there is no choice. */
function localeChosen(form: HTMLFormElement): Profile['locale'] {
  return form.querySelector('[name=locale]') === null ? null : localeNamed(written(form, 'locale'))
}

customElements.define('account-page', AccountPage)
