import { html, nothing, type TemplateResult } from 'lit'
import type { ApiProblem } from '../../app/problem.ts'
import { errorAt } from '../../app/problem.ts'
import { type StringKey, t } from '../../app/strings.ts'
import { controlOf, valueOf } from '../../elements/control-of.ts'
import '../../elements/tj-field.ts'
import { labels, type FieldName } from './labels.ts'

/** What the fields of one part of the configuration need: their values, where errors stand, and who is told of a change. */
export interface Part<Values> {
  readonly values: Values
  /** `configuration.journal`: the path of the part in a refused request. */
  readonly path: string
  readonly problem: ApiProblem | null
  readonly change: (part: Partial<Values>) => void
}

type NamesOf<Values, Kind> = {
  [Name in keyof Values & FieldName]: Values[Name] extends Kind ? Name : never
}[keyof Values & FieldName]

interface How {
  readonly hint?: StringKey
  readonly required?: boolean
}

function field(path: string, problem: ApiProblem | null, name: FieldName, how: How, control: TemplateResult) {
  return html`<tj-field label=${t(labels[name])} hint=${how.hint === undefined ? nothing : t(how.hint)} ?required=${how.required ?? false}
    error=${errorAt(problem, `${path}.${name}`)}>${control}</tj-field>`
}

export function lineField<Values extends object>(
  { values, path, problem, change }: Part<Values>,
  name: NamesOf<Values, string>,
  how: How = {},
): TemplateResult {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one member, of the type that `name` was chosen by
  const set = (event: Event) => change({ [name]: valueOf(event) } as Partial<Values>)
  return field(
    path,
    problem,
    name,
    how,
    html`<input name=${name} dir="auto" .value=${String(values[name])} @input=${set} />`,
  )
}

export function textField<Values extends object>(
  { values, path, problem, change }: Part<Values>,
  name: NamesOf<Values, string>,
  how: How = {},
): TemplateResult {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as in `lineField`
  const set = (event: Event) => change({ [name]: valueOf(event) } as Partial<Values>)
  return field(
    path,
    problem,
    name,
    how,
    html`<textarea name=${name} rows="4" dir="auto" .value=${String(values[name])} @input=${set}></textarea>`,
  )
}

export function numberField<Values extends object>(
  { values, path, problem, change }: Part<Values>,
  name: NamesOf<Values, number | null>,
  how: How = {},
): TemplateResult {
  const value = values[name]
  const shown = typeof value === 'number' ? String(value) : ''
  const set = (event: Event) => {
    const typed = valueOf(event).trim()
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as in `lineField`; the server refuses an empty required number
    change({ [name]: typed === '' ? null : Number(typed) } as Partial<Values>)
  }
  return field(
    path,
    problem,
    name,
    how,
    html`<input name=${name} type="number" min="0" .value=${shown} @input=${set} />`,
  )
}

export function choiceField<Values extends object>(
  { values, change }: Part<Values>,
  name: NamesOf<Values, boolean>,
): TemplateResult {
  const set = (event: Event) => {
    const control = controlOf(event)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as in `lineField`
    change({ [name]: control instanceof HTMLInputElement && control.checked } as Partial<Values>)
  }
  return html`<label class="choice"><input type="checkbox" name=${name} .checked=${values[name] === true} @change=${set} /> ${t(labels[name])}</label>`
}
