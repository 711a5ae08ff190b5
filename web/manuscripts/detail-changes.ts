import { html, nothing, type TemplateResult } from 'lit'
import type { DetailChange } from '../../server/domain/details.ts'
import { isolated } from '../../server/domain/text.ts'
import { languageName, listOf, t, tOf } from '../app/strings.ts'

/** Fields whose texts are too long for a sentence. */
const long: readonly string[] = ['abstract', 'contentNote']

/** What an editor changed of a paper, one sentence for each field: the same for its author and for editors. */
export function detailChanges(changes: readonly DetailChange[]): TemplateResult {
  return html`<div class="detail-changes stack-tight small">${changes.map(oneChange)}</div>`
}

/** "the abstract". */
export function detailName(field: string): string {
  return tOf('common.changed.field', field) ?? field
}

function oneChange({ field, language, from, to }: DetailChange): TemplateResult {
  const kind = from.length === 0 ? 'added' : to.length === 0 ? 'removed' : 'changed'
  const name =
    language === null
      ? detailName(field)
      : t('common.changed.in', { field: detailName(field), language: languageName(language) })
  if (!long.includes(field))
    return html`<p>${t('common.changed.short', { kind, field: name, from: quoted(from), to: quoted(to) })}</p>`
  return html`<details><summary>${t('common.changed.long', { kind, field: name })}</summary>
    ${from.length === 0 ? nothing : part(t('common.changed.before'), from, language)}
    ${to.length === 0 ? nothing : part(t('common.changed.now'), to, language)}</details>`
}

function part(label: string, texts: readonly string[], language: string | null): TemplateResult {
  return html`<p class="small muted">${label}</p><p class="written" dir="auto" lang=${language ?? nothing}>${texts.join('\n')}</p>`
}

function quoted(texts: readonly string[]): string {
  return listOf(texts.map((text) => t('common.changed.quoted', { text: isolated(text) })))
}
