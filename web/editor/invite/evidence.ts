import { html, nothing, type TemplateResult } from 'lit'
import { type Evidence, evidenceCodes } from '../../../server/domain/conflict.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { t, tOf } from '../../app/strings.ts'
import '../../elements/tj-notice.ts'

/** The reasons against inviting a person (conflicts of interest); an editor who has read them may continue. */
export function evidenceNotice(codes: readonly string[], heading: string): TemplateResult | typeof nothing {
  if (codes.length === 0) return nothing
  return html`<tj-notice kind="warn" live heading=${heading}>
    <ul class="evidence">${codes.map((code) => html`<li>${inWords(code)}</li>`)}</ul></tj-notice>`
}

function inWords(code: string): string {
  return tOf('editor.evidence', code) ?? tOf('refusals', code) ?? t('editor.evidence.other')
}

/** The evidence in a refusal, to be shown and overruled; empty for every other refusal. */
export function evidenceIn(problem: ApiProblem | null): Evidence[] {
  const named = problem?.code === 'conflict_possible' ? problem.details['evidence'] : []
  return evidenceCodes.filter((code) => Array.isArray(named) && named.includes(code))
}
