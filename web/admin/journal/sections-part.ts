import { html, nothing, type TemplateResult } from 'lit'
import type { Configuration, SectionSetting } from '../../../server/domain/configuration.ts'
import { errorAt, type ApiProblem } from '../../app/problem.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-reorder.ts'
import type { Reordered } from '../../elements/tj-reorder.ts'
import { choiceField, lineField, numberField, textField, type Part } from './fields.ts'
import { labels } from './labels.ts'

export interface Lists {
  readonly configuration: Configuration
  /** What is saved: a section's short name can be chosen until then. */
  readonly saved: Configuration
  readonly used: readonly string[]
  readonly problem: ApiProblem | null
  readonly change: (part: Partial<Configuration>) => void
}

const blank: SectionSetting = {
  slug: '',
  title: '',
  policy: '',
  openToAuthors: false,
  reviewed: true,
  keyPointsRequired: false,
  wordLimit: null,
  abstractLimit: null,
  minimumReviews: 2,
  form: null,
}

/** The sections in their order, each with its settings. */
export function sectionsPart(lists: Lists): TemplateResult {
  const { configuration, change } = lists
  const { sections } = configuration
  const reorder = ({ detail }: CustomEvent<Reordered>) =>
    change({ sections: detail.ids.flatMap((id) => sections[Number(id)] ?? []) })
  return html`<p class="hint">${t('admin.settings.sectionsLead')}</p>
    <tj-reorder label=${t('admin.settings.tab.sections')} .items=${sections.map(({ title }, at) => ({ id: String(at), label: title || t('admin.settings.section.new') }))}
      .content=${({ id }: { id: string }) => section(lists, Number(id))} @reorder=${reorder}></tj-reorder>
    <p><button type="button" @click=${() => change({ sections: [...sections, blank] })}>${t('admin.settings.section.add')}</button></p>`
}

function section(lists: Lists, at: number): TemplateResult | typeof nothing {
  const { configuration, saved, used, problem, change } = lists
  const values = configuration.sections[at]
  if (values === undefined) return nothing
  const path = `configuration.sections.${at}`
  const set = (part: Partial<SectionSetting>) =>
    change({ sections: configuration.sections.with(at, { ...values, ...part }) })
  const part: Part<SectionSetting> = { values, path, problem, change: set }
  const title = values.title || t('admin.settings.section.new')
  const isSaved = saved.sections.some(({ slug }) => slug === values.slug)
  const isNew = !isSaved || configuration.sections.findIndex(({ slug }) => slug === values.slug) < at
  const isWrong = problem?.fields.some((field) => field.path.startsWith(`${path}.`)) === true
  return html`<details class="setting" ?open=${isWrong || isNew}>
      <summary><span dir="auto">${title}</span> ${values.openToAuthors ? nothing : html`<small class="muted">${t('admin.settings.section.closed')}</small>`}</summary>
      <div class="stack">
        ${lineField(part, 'title', { required: true })}
        ${isNew ? lineField(part, 'slug', { required: true, hint: 'admin.settings.field.slugHint' }) : nothing}
        ${textField(part, 'policy')}
        <p class="choices">${choiceField(part, 'openToAuthors')} ${choiceField(part, 'reviewed')} ${choiceField(part, 'keyPointsRequired')}</p>
        <div class="fields">${numberField(part, 'wordLimit', { hint: 'admin.settings.field.limitHint' })}
          ${numberField(part, 'abstractLimit', { hint: 'admin.settings.field.limitHint' })} ${numberField(part, 'minimumReviews')}</div>
        <tj-field label=${t(labels.form)} error=${errorAt(problem, `${path}.form`)}>
          <select name="form" @change=${(event: Event) => set({ form: valueOf(event) || null })}>
            <option value="" ?selected=${values.form === null}>${t('admin.settings.section.noForm')}</option>
            ${configuration.forms.map(({ name }) => html`<option value=${name} ?selected=${name === values.form}>${name}</option>`)}
          </select></tj-field>
        <tj-action kind="danger" label=${t('admin.settings.section.remove', { title })} reason=${used.includes(values.slug) ? t('admin.settings.section.used') : ''}
          @act=${() => change({ sections: configuration.sections.toSpliced(at, 1) })}></tj-action>
      </div>
    </details>`
}
