import { html, nothing, type TemplateResult } from 'lit'
import { isolated } from '../../../server/domain/text.ts'
import { t } from '../../app/strings.ts'
import { day } from '../../app/dates.ts'
import '../../elements/tj-scores.ts'
import { actInWords, placeOfAct, whyInWords } from './next-action.ts'
import { reviewerName, wholeDays, type Row } from '../labels.ts'

/**
 * The editors' list: one line for each submission on a laptop, a small paragraph on a phone. `when`: how long it has waited for an editor,
 * or when it will need one.
 */
export function submissionRows(rows: readonly Row[], label: string): TemplateResult {
  const now = new Date()
  const anyNow = rows.some(({ nextAction }) => nextAction?.now === true)
  return html`<table class="rows desk-rows">
    <caption class="sr-only">${label}</caption>
    <thead>
      <tr>
        <th class="reference" scope="col">${t('editor.desk.column.reference')}</th>
        <th scope="col">${t('editor.desk.column.paper')}</th>
        <th class="status-line" scope="col">${t('editor.desk.column.status')}</th>
        <th class="waiting number" scope="col">${t(anyNow ? 'editor.desk.column.waiting' : 'editor.desk.column.due')}</th>
        <th class="scores" scope="col">${t('editor.desk.column.scores')}</th>
        <th class="act" scope="col">${t('editor.desk.column.next')}</th>
      </tr>
    </thead>
    <tbody>${rows.map((row) => line(row, now))}</tbody>
  </table>`
}

function line(row: Row, now: Date): TemplateResult {
  const { id, reference, title, nextAction } = row
  const standing = standingOf(row, now)
  const words = title === '' ? t('editor.desk.untitled') : title
  return html`<tr>
    <td class="code">${reference}</td>
    <th scope="row"><a class="title" href="/editor/submissions/${id}" title=${words} dir="auto">${words}</a></th>
    <td class="status-line" title=${standing}><span class=${isPressing(row) ? 'warn' : ''}>${whyInWords(row, now)}</span>${rest(row)}</td>
    <td class="number" data-label=${t(nextAction?.now === false ? 'editor.desk.column.due' : 'editor.desk.column.waiting')}>${waiting(row, now)}</td>
    <td class="scores" data-label=${t('editor.desk.column.scores')}>${strip(row)}</td>
    <td>${nextAction?.now !== true ? nothing : html`<a class="next" href=${placeOfAct(id, nextAction.act)}>${actInWords(row, nextAction.act)}</a>`}</td>
  </tr>`
}

function rest({ round, status, callTitle, sectionTitle }: Row): string {
  const inRound = round !== null && (status === 'in_review' || status === 'revising')
  const parts = [inRound ? t('editor.desk.round', { round }) : null, callTitle ?? sectionTitle]
  return parts
    .filter((part) => part !== null)
    .map((part) => ` · ${isolated(part)}`)
    .join('')
}

function standingOf(row: Row, now: Date): string {
  return whyInWords(row, now) + rest(row)
}

function isPressing({ reviewers, nextAction, disagreement }: Row): boolean {
  if (nextAction?.now !== true) return false
  return nextAction.act === 'decide' ? disagreement : reviewers.some(({ late }) => late)
}

function waiting({ nextAction }: Row, now: Date): TemplateResult | typeof nothing {
  if (nextAction === null) return nothing
  const words = nextAction.now
    ? t('editor.desk.days', { n: wholeDays(nextAction.at, now) })
    : t('editor.desk.inDays', { n: wholeDays(now, nextAction.at) })
  return html`<time datetime=${nextAction.at} title=${day(nextAction.at)}>${words}</time>`
}

function strip({ reviewers }: Row): TemplateResult | typeof nothing {
  if (reviewers.length === 0) return nothing
  const scores = reviewers.map(({ label, weighted }) => ({ label: reviewerName(label), value: weighted }))
  return html`<tj-scores tally .scores=${scores}></tj-scores>`
}
