import { html, nothing, type TemplateResult } from 'lit'
import { t, tOf } from '../app/strings.ts'
import '../elements/tj-date.ts'
import type { Submission } from './labels.ts'

type Decision = Submission['decisions'][number]

/** The letters of decisions, newest first; the newest is open. */
export function letters(decisions: readonly Decision[]): TemplateResult | typeof nothing {
  if (decisions.length === 0) return nothing
  return html`<section class="section">
    <h2>${t('author.letters.title')}</h2>
    ${newestFirst(decisions).map((decision, at) => letter(decision, at === 0))}
  </section>`
}

export function letter({ kind, at, letter: text }: Decision, open: boolean): TemplateResult {
  return html`<details ?open=${open}>
    <summary>${tOf('author.decision', kind) ?? kind} · <tj-date at=${at}></tj-date></summary>
    <div class="letter prose" dir="auto">${text}</div>
  </details>`
}

export function newestFirst(decisions: readonly Decision[]): Decision[] {
  return [...decisions].sort((a, b) => b.at.localeCompare(a.at))
}
