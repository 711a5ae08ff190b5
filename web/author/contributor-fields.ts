import { html, nothing, type TemplateResult } from 'lit'
import { countries } from '../app/countries.ts'
import { t, tOf } from '../app/strings.ts'
import { controlOf, valueOf } from '../elements/control-of.ts'
import '../elements/tj-field.ts'
import type { Contributor } from './labels.ts'

export type FieldErrors = (path: string) => string

interface ContributorFieldset {
  readonly contributor: Contributor
  readonly at: number
  readonly heading: string
  readonly errorAt: FieldErrors
  readonly change: (part: Partial<Contributor>) => void
  readonly makeCorresponding: () => void
  readonly takeOut: () => void
}

const bylines = ['name', 'pen_name', 'withheld'] as const
/** Contributor roles of CRediT (ANSI/NISO Z39.104-2022). */
const creditRoles = [
  'conceptualization',
  'data-curation',
  'formal-analysis',
  'funding-acquisition',
  'investigation',
  'methodology',
  'project-administration',
  'resources',
  'software',
  'supervision',
  'validation',
  'visualization',
  'writing-original-draft',
  'writing-review-editing',
] as const

/** The fields of one author. Events of the controls do not leave the list, which notifies the page. */
export function contributorFields(fieldset: ContributorFieldset): TemplateResult {
  const { contributor, at, heading, errorAt, change, makeCorresponding, takeOut } = fieldset
  const { name, email, affiliation, corresponding, byline, penName } = contributor
  const path = (field: string) => `contributors.${at}.${field}`
  return html`<fieldset class="contributor stack" @change=${(event: Event) => event.stopPropagation()}>
    <legend><span dir="auto">${heading}</span></legend>
    <tj-field label=${t('author.people.name')} hint=${t('author.people.nameHint')} required error=${errorAt(path('name'))}>
      <input name=${path('name')} autocomplete="off" dir="auto" .value=${name} @input=${(event: Event) => change({ name: valueOf(event) })} />
    </tj-field>
    <label class="choice">
      <input type="radio" name="corresponding" .checked=${corresponding} @change=${makeCorresponding} />
      <span>${t('author.people.corresponding')} <small>${t('author.people.correspondingHint')}</small></span>
    </label>
    <tj-field
      label=${t('common.account.email')}
      hint=${corresponding ? t('author.people.emailHint') : t('author.people.emailOptionalHint')}
      ?required=${corresponding}
      ?optional=${!corresponding}
      error=${errorAt(path('email'))}
    >
      <input type="text" name=${path('email')} autocomplete="off" inputmode="email" autocapitalize="none" spellcheck="false"
        .value=${email ?? ''} @input=${(event: Event) => change({ email: valueOf(event) || null })} />
    </tj-field>
    <tj-field label=${t('author.people.affiliation')} optional error=${errorAt(path('affiliation'))}>
      <input name=${path('affiliation')} autocomplete="off" dir="auto" .value=${affiliation} @input=${(event: Event) => change({ affiliation: valueOf(event) })} />
    </tj-field>
    <tj-field label=${t('author.people.byline')} hint=${t('author.people.bylineHint')}>
      <select name=${path('byline')} @change=${(event: Event) => change({ byline: bylines.find((one) => one === valueOf(event)) ?? 'name' })}>
        ${bylines.map((one) => html`<option value=${one} ?selected=${one === byline}>${tOf('author.people.byline', one)}</option>`)}
      </select>
    </tj-field>
    ${
      byline === 'pen_name'
        ? html`<tj-field label=${t('author.people.penName')} required error=${errorAt(path('penName'))}>
            <input name=${path('penName')} autocomplete="off" dir="auto" .value=${penName ?? ''} @input=${(event: Event) => change({ penName: valueOf(event) || null })} />
          </tj-field>`
        : nothing
    }
    <details>
      <summary>${t('author.people.more')}</summary>
      <div class="stack">${more(fieldset)}</div>
    </details>
    <p><button type="button" class="danger small" aria-label=${t('author.people.remove', { name: heading })} @click=${takeOut}>${t('common.upload.remove')}</button></p>
  </fieldset>`
}

function more({ contributor, at, errorAt, change }: ContributorFieldset): TemplateResult {
  const path = (field: string) => `contributors.${at}.${field}`
  return html`<tj-field label=${t('author.people.sortName')} hint=${t('author.people.sortNameHint')} optional error=${errorAt(path('sortName'))}>
      <input name=${path('sortName')} autocomplete="off" dir="auto" .value=${contributor.sortName} @input=${(event: Event) => change({ sortName: valueOf(event) })} />
    </tj-field>
    <tj-field label=${t('common.account.country')} optional error=${errorAt(path('country'))}>
      <select name=${path('country')} @change=${(event: Event) => change({ country: valueOf(event) || null })}>
        <option value="" ?selected=${contributor.country === null}>${t('common.account.noCountry')}</option>
        ${countries().map(({ code, name }) => html`<option value=${code} ?selected=${code === contributor.country}>${name}</option>`)}
      </select>
    </tj-field>
    <tj-field label=${t('common.account.orcid')} hint=${t('common.account.orcidHint')} optional error=${errorAt(path('orcid'))}>
      <input name=${path('orcid')} autocomplete="off" spellcheck="false" .value=${contributor.orcid ?? ''} @input=${(event: Event) => change({ orcid: valueOf(event) || null })} />
    </tj-field>
    <fieldset>
      <legend>${t('author.people.roles')} <span class="muted">${t('common.field.optional')}</span></legend>
      <div class="columns">
        ${creditRoles.map(
          (role) => html`<label class="choice"><input type="checkbox" .checked=${contributor.creditRoles.includes(role)}
            @change=${(event: Event) => change({ creditRoles: toggled(contributor.creditRoles, role, isChecked(event)) })} />
            <span>${tOf('author.credit', role)}</span></label>`,
        )}
      </div>
    </fieldset>`
}

function isChecked(event: Event): boolean {
  const control = controlOf(event)
  return control instanceof HTMLInputElement && control.checked
}

function toggled(roles: readonly string[], role: string, on: boolean): string[] {
  const others = roles.filter((held) => held !== role)
  return on ? [...others, role] : others
}
