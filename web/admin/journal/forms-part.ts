import { html, nothing, type TemplateResult } from 'lit'
import type { CriterionSetting, ReviewFormSetting } from '../../../server/domain/configuration.ts'
import { errorAt } from '../../app/problem.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import '../../elements/tj-action.ts'
import { choiceField, lineField, numberField, textField } from './fields.ts'
import { labels } from './labels.ts'
import type { Lists } from './sections-part.ts'

const newCriterion = (): CriterionSetting => ({
  title: '',
  hint: '',
  weight: 1,
  scale: [t('admin.settings.criterion.no'), t('admin.settings.criterion.yes')],
  required: true,
})

/** The review forms, each with its criteria. */
export function formsPart(lists: Lists): TemplateResult {
  const { configuration, change } = lists
  const add = () => change({ forms: [...configuration.forms, { name: '', guidance: '', criteria: [newCriterion()] }] })
  return html`<p class="hint">${t('admin.settings.formsLead')}</p>
    ${configuration.forms.map((_form, at) => formOf(lists, at))}
    <p><button type="button" @click=${add}>${t('admin.settings.form.add')}</button></p>`
}

function formOf(lists: Lists, at: number): TemplateResult | typeof nothing {
  const { configuration, saved, problem, change } = lists
  const values = configuration.forms[at]
  if (values === undefined) return nothing
  const path = `configuration.forms.${at}`
  const set = (part: Partial<ReviewFormSetting>) =>
    change({ forms: configuration.forms.with(at, { ...values, ...part }) })
  const part = { values, path, problem, change: set }
  const title = values.name || t('admin.settings.form.new')
  const isSaved = saved.forms.some(({ name }) => name === values.name)
  const isNew = !isSaved || configuration.forms.findIndex(({ name }) => name === values.name) < at
  const isWrong = problem?.fields.some((field) => field.path.startsWith(`${path}.`)) === true
  return html`<details class="setting" ?open=${isWrong || isNew}>
    <summary dir="auto">${title}</summary>
    <div class="stack">
      ${isNew ? lineField(part, 'name', { required: true }) : nothing} ${textField(part, 'guidance')}
      ${values.criteria.map((_criterion, n) => criterion(lists, values, at, n))}
      <p><button type="button" @click=${() => set({ criteria: [...values.criteria, newCriterion()] })}>${t('admin.settings.criterion.add')}</button></p>
      <tj-action kind="danger" label=${t('admin.settings.form.remove', { title })} reason=${whyKept(lists, values)}
        @act=${() => change({ forms: configuration.forms.toSpliced(at, 1) })}></tj-action>
    </div>
  </details>`
}

function whyKept({ configuration: { forms, sections } }: Lists, { name }: ReviewFormSetting): string {
  const used = sections.find(({ form }) => form === name)
  if (used !== undefined) return t('admin.settings.form.used', { title: used.title })
  return forms.length === 1 ? t('admin.settings.form.last') : ''
}

function criterion(
  { configuration, problem, change }: Lists,
  form: ReviewFormSetting,
  at: number,
  n: number,
): TemplateResult | typeof nothing {
  const values = form.criteria[n]
  if (values === undefined) return nothing
  const path = `configuration.forms.${at}.criteria.${n}`
  const setAll = (criteria: readonly CriterionSetting[]) =>
    change({ forms: configuration.forms.with(at, { ...form, criteria }) })
  const set = (part: Partial<CriterionSetting>) => setAll(form.criteria.with(n, { ...values, ...part }))
  const part = { values, path, problem, change: set }
  const setScale = (event: Event) => set({ scale: valueOf(event).split('\n') })
  const dropEmpty = () => set({ scale: values.scale.map((label) => label.trim()).filter((label) => label !== '') })
  return html`<fieldset class="stack"><legend>${t('admin.settings.criterion', { n: n + 1 })}</legend>
    ${lineField(part, 'title', { required: true })} ${lineField(part, 'hint')}
    <div class="fields">${numberField(part, 'weight')}
      <tj-field label=${t(labels.scale)} hint=${t('admin.settings.scaleHint')} error=${errorAt(problem, `${path}.scale`)}>
        <textarea name="scale" rows=${Math.max(3, values.scale.length)} dir="auto" .value=${values.scale.join('\n')} @input=${setScale} @change=${dropEmpty}></textarea></tj-field></div>
    <p class="choices">${choiceField(part, 'required')}</p>
    ${
      form.criteria.length === 1
        ? nothing
        : html`<p><button type="button" class="quiet small" @click=${() => setAll(form.criteria.toSpliced(n, 1))}>${t('admin.settings.criterion.remove', { n: n + 1 })}</button></p>`
    }</fieldset>`
}
