import { html, type TemplateResult } from 'lit'
import type { Role } from '../../server/domain/policy.ts'
import { type Answer, api } from '../app/api.ts'
import { AsyncData } from '../app/async-data.ts'
import { t, tOf } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-date.ts'

type Change = Answer<'GET /api/accounts/changes'>['changes'][number]

/** The last changes of roles: whose, which, and by whom. */
class RoleChanges extends TjElement {
  private readonly changes = new AsyncData(
    this,
    () => api('GET /api/accounts/changes'),
    () => 'changes',
  )

  /** Call after a change on this page. */
  async reload(): Promise<void> {
    await this.changes.reload()
  }

  override render(): TemplateResult {
    return html`<section class="section"><h2>${t('admin.changes.title')}</h2>
      <p class="hint">${t('admin.changes.hint')}</p>
      ${this.changes.render({
        ready: ({ changes }) => table(changes),
        isEmpty: ({ changes }) => changes.length === 0,
        empty: () => html`<p class="muted">${t('admin.changes.none')}</p>`,
      })}</section>`
  }
}

function table(changes: readonly Change[]): TemplateResult {
  return html`<table class="rows changes">
    <thead><tr><th>${t('admin.changes.person')}</th><th>${t('admin.changes.before')}</th><th>${t('admin.changes.after')}</th><th>${t('admin.changes.by')}</th><th>${t('admin.changes.at')}</th></tr></thead>
    <tbody>${changes.map(
      ({ at, name, by, before, after, disabled }) => html`<tr>
        <th scope="row" dir="auto">${name}</th>
        <td data-label=${t('admin.changes.before')}>${listed(before)}</td>
        <td data-label=${t('admin.changes.after')}>${disabled ? t('admin.people.disabled') : listed(after)}</td>
        <td data-label=${t('admin.changes.by')} dir="auto">${by ?? ''}</td>
        <td data-label=${t('admin.changes.at')}><tj-date mode="instant" at=${at}></tj-date></td>
      </tr>`,
    )}</tbody></table>`
}

function listed(held: readonly Role[]): string {
  return held.length === 0 ? t('admin.people.noRole') : held.map((role) => tOf('admin.role', role) ?? role).join(', ')
}

customElements.define('role-changes', RoleChanges)

declare global {
  interface HTMLElementTagNameMap {
    'role-changes': RoleChanges
  }
}
