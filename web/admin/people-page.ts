import { html, nothing, type TemplateResult } from 'lit'
import { type Role, roles } from '../../server/domain/policy.ts'
import { Actions } from '../app/actions.ts'
import { api } from '../app/api.ts'
import { AsyncData } from '../app/async-data.ts'
import { navigate } from '../app/router.ts'
import { t, tOf } from '../app/strings.ts'
import '../elements/tj-empty.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-paging.ts'
import './invite-account.ts'
import './person-roles.ts'
import './role-changes.ts'
import './system-warnings.ts'
import type { Duties, People, Person } from './account-types.ts'

/** All accounts with their roles. */
class PeoplePage extends TjPage {
  static override properties = { ...TjPage.properties, edited: { state: true }, inviting: { state: true } }
  declare private edited: Person | null
  declare private inviting: boolean
  private readonly acts = new Actions(this)
  private readonly people = new AsyncData(this, () => this.load())

  constructor() {
    super()
    this.edited = null
    this.inviting = false
  }

  private get wantedRole(): Role | undefined {
    return roles.find((role) => role === this.query.get('role'))
  }

  override render(): TemplateResult {
    return html`<header class="page-head"><div class="row"><h1>${t('common.title.people')}</h1>
        <button type="button" class="primary" @click=${() => this.invite()}>${t('admin.people.invite')}</button></div></header>
      <system-warnings></system-warnings>
      ${this.filters()}
      ${this.edited === null && !this.inviting ? this.acts.render() : nothing}
      ${this.people.render({ ready: (people) => this.table(people), isEmpty: ({ total }) => total === 0, empty: () => html`<tj-empty heading=${t('admin.people.empty')} text=${t('admin.people.emptyText')}><a href="/admin">${t('admin.people.all')}</a></tj-empty>` })}
      <role-changes></role-changes>
      <person-roles .person=${this.edited} .save=${(duties: Duties) => this.save(duties)} @close=${() => (this.edited = null)}></person-roles>
      <invite-account ?open=${this.inviting} @close=${() => (this.inviting = false)} @invited=${() => void this.invited()}></invite-account>`
  }

  private filters(): TemplateResult {
    return html`<form class="filters" role="search" @submit=${(event: SubmitEvent) => this.filter(event)}>
      <label>${t('admin.people.search')}<input type="search" name="q" maxlength="100" .value=${this.query.get('q') ?? ''} /></label>
      <label>${t('admin.people.role')}<select name="role" @change=${() => this.querySelector<HTMLFormElement>('form.filters')?.requestSubmit()}>
        <option value="">${t('admin.people.anyRole')}</option>
        ${roles.map((role) => html`<option value=${role} ?selected=${role === this.wantedRole}>${roleName(role)}</option>`)}</select></label>
      <button type="submit">${t('admin.people.find')}</button>
    </form>`
  }

  private table({ accounts, total, next }: People): TemplateResult {
    return html`<p class="sr-only" role="status">${t('admin.people.found', { total })}</p>
      <table class="rows people">
        <thead><tr><th>${t('admin.people.name')}</th><th>${t('admin.people.email')}</th><th>${t('admin.people.roles')}</th><th>${t('admin.people.state')}</th><th><span class="sr-only">${t('admin.people.change')}</span></th></tr></thead>
        <tbody>${accounts.map((person) => this.row(person))}</tbody>
      </table>
      <tj-paging .next=${next}></tj-paging>`
  }

  private row(person: Person): TemplateResult {
    const { name, email, affiliation, roles: held } = person
    return html`<tr>
      <th scope="row"><strong dir="auto">${name}</strong>${affiliation === '' ? nothing : html` <small dir="auto">${affiliation}</small>`}</th>
      <td class="address">${email}</td>
      <td>${held.length === 0 ? html`<span class="muted">${t('admin.people.noRole')}</span>` : held.map((role) => roleName(role)).join(', ')}</td>
      <td>${statusLine(person)}</td>
      <td class="number"><button type="button" class="small quiet" aria-label=${t('admin.people.changeNamed', { name })} @click=${() => this.edit(person)}>${t('admin.people.change')}</button></td>
    </tr>`
  }

  private load(): Promise<People> {
    const [role, after] = [this.wantedRole, this.query.get('after')]
    return api('GET /api/accounts', {
      query: { q: this.query.get('q') ?? '', ...(role && { role }), ...(after && { after }) },
    })
  }

  private filter(event: SubmitEvent): void {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const wanted = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '')
    const query = new URLSearchParams(wanted.map(([name, value]) => [name, typeof value === 'string' ? value : '']))
    navigate(query.size === 0 ? '/admin' : `/admin?${query.toString()}`)
  }

  private edit(person: Person): void {
    this.acts.clear()
    this.edited = person
  }

  private invite(): void {
    this.acts.clear()
    this.inviting = true
  }

  private async save(duties: Duties): Promise<void> {
    const { edited } = this
    if (edited === null) return
    await api('PUT /api/accounts/:id/roles', { params: { id: edited.id }, body: duties })
    await Promise.all([this.people.reload(), this.querySelector('role-changes')?.reload()])
    this.acts.say(t('admin.people.saved', { name: edited.name }))
  }

  private async invited(): Promise<void> {
    await Promise.all([this.people.reload(), this.querySelector('role-changes')?.reload()])
    this.acts.say(t('admin.people.invited'))
  }
}

function statusLine({ confirmed, disabled }: Person): TemplateResult {
  if (disabled) return html`<span class="state bad">${t('admin.people.disabled')}</span>`
  if (!confirmed) return html`<span class="state warn">${t('admin.people.unconfirmed')}</span>`
  return html`<span class="state good">${t('admin.people.active')}</span>`
}

export function roleName(role: Role): string {
  return tOf('admin.role', role) ?? role
}

customElements.define('people-page', PeoplePage)
