import { html, nothing, type TemplateResult } from 'lit'
import { weightedMean } from '../../../server/domain/scoring.ts'
import { closed } from '../../../server/domain/refusal.ts'
import { day } from '../../app/dates.ts'
import { t } from '../../app/strings.ts'
import '../../elements/tj-notice.ts'
import '../../elements/tj-scores.ts'
import '../../manuscripts/text-findings.ts'
import { decimal, isFar, reviewerName, type EditorSubmission } from '../labels.ts'
import { isBlank } from '../../../server/domain/text.ts'

type Round = EditorSubmission['rounds'][number]
type Invited = EditorSubmission['reviews'][number]
type Written = Invited & { readonly review: NonNullable<Invited['review']> }

/** The scores of every round side by side, the newest first, and below them the texts of the reviews. */
export function reviewsOf(page: EditorSubmission): TemplateResult {
  return html`${page.rounds.toReversed().map((round, position) => {
    const live = page.reviews.filter(
      (row) => row.round === round.n && ['invited', 'accepted', 'submitted'].includes(row.status),
    )
    return html`<section class="section">
      <h2 id="round-${round.n}">${t('editor.reviews.heading')} <span class="muted small">${t('editor.reviews.round', { round: round.n })}</span></h2>
      ${live.length === 0 ? html`<p class="muted">${t('editor.reviews.none')}</p>` : oneRound(round, live, position === 0)}
    </section>`
  })}`
}

function oneRound(round: Round, live: readonly Invited[], newest: boolean): TemplateResult {
  const written = live.filter((row): row is Written => row.review !== null)
  if (written.length === 0) return html`<p class="muted">${t('editor.reviews.noneIn')}</p>`
  return html`<div class="stack">
    ${
      round.disagreement
        ? html`<tj-notice kind="warn"><p>${t('editor.reviews.disagree', { spread: decimal(round.spread ?? 0) })}</p></tj-notice>`
        : nothing
    }
    ${matrix(round, live)}
    <div class="side-by-side">${written.map((row) => readable(row, newest && fitsBeside(written.length)))}</div>
  </div>`
}

/** Side by side if there is room; on a phone each review is opened separately. */
function fitsBeside(reviews: number): boolean {
  return reviews <= 3 && matchMedia('(min-width: 62rem)').matches
}

function matrix(round: Round, live: readonly Invited[]): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="round-${round.n}">
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">${t('editor.reviews.criterion')}</th>
          ${live.map(({ label }) => html`<th scope="col" class="number"><span class="sr-only">${reviewerName(label)}</span><span aria-hidden="true">${label}</span></th>`)}
          <th scope="col"><span class="sr-only">${t('editor.desk.column.scores')}</span></th>
          <th scope="col" class="number">${t('editor.reviews.mean')}</th>
          <th scope="col"><span class="sr-only">${t('editor.reviews.spread', { spread: '' })}</span></th>
        </tr>
      </thead>
      <tbody>${round.criteria.map((criterion) => criterionRow(criterion, live))}</tbody>
      <tfoot>
        <tr>
          <th scope="row">${t('editor.reviews.weighted')}</th>
          ${live.map(({ review }) => html`<td class="number"><strong>${dash(review?.weighted ?? null)}</strong></td>`)}
          <td>${strip(live.map((row) => [row, row.review?.weighted ?? null]))}</td>
          <td class="number"><strong>${dash(round.aggregate)}</strong></td>
          <td>${warning(round.spread)}</td>
        </tr>
        <tr>
          <th scope="row">${t('editor.reviews.recommends')}</th>
          ${live.map(({ review }) => html`<td class="number small">${recommends(review)}</td>`)}
          <td colspan="3"></td>
        </tr>
      </tfoot>
    </table>
  </div>`
}

function criterionRow({ id, title, weight, scale }: Round['criteria'][number], live: readonly Invited[]) {
  const scores = live.map((row) => [row, row.review?.scores[id] ?? null] as const)
  const given = scores.map(([, score]) => score).filter((score) => score !== null)
  const mean = weightedMean(Object.fromEntries(given.map((score, at) => [String(at), score])), equal(given.length))
  const spread = given.length < 2 ? null : Math.max(...given) - Math.min(...given)
  return html`<tr>
    <th scope="row"><bdi>${title}</bdi> <span class="muted small">${t('editor.reviews.weight', { weight })}</span></th>
    ${scores.map(([, score]) => html`<td class="number" title=${score === null ? '' : (scale[score - 1] ?? '')}>${score ?? '–'}</td>`)}
    <td>${strip(scores)}</td>
    <td class="number">${dash(mean)}</td>
    <td>${warning(spread)}</td>
  </tr>`
}

function equal(n: number): { id: string; weight: number }[] {
  return Array.from({ length: n }, (_, at) => ({ id: String(at), weight: 1 }))
}

function strip(scores: readonly (readonly [Invited, number | null])[]): TemplateResult {
  return html`<tj-scores .scores=${scores.map(([{ label }, value]) => ({ label: reviewerName(label), value }))}></tj-scores>`
}

function warning(spread: number | null): TemplateResult | typeof nothing {
  if (!isFar(spread)) return nothing
  return html`<span class="warn small">⚠ ${t('editor.reviews.spread', { spread })}</span>`
}

function dash(value: number | null): string {
  return value === null ? '–' : decimal(value)
}

function recommends(review: Invited['review']): string {
  if (review === null) return t('editor.reviews.notYet')
  return review.recommendation === null ? '–' : t(`editor.recommendation.${review.recommendation}`)
}

function readable({ label, number, review, invitationId }: Written, open: boolean): TemplateResult {
  return html`<details class="one-review" id="review-${invitationId}" ?open=${open}>
    <summary><strong>${t('editor.reviews.read', { label, number: number ?? 0 })}</strong>
      <span class="muted small">${t('editor.reviews.readMore', { recommendation: recommends(review), weighted: dash(review.weighted) })}</span></summary>
    <div class="stack">
      <p class="muted small">${t('editor.reviews.handedIn', { day: day(review.submittedAt) })}</p>
      ${words(t('editor.reviews.toAuthor'), review.toAuthor)}
      <text-findings in="review" .findings=${review.naming} .verdict=${closed('wrong_status')}></text-findings>
      ${words(t('editor.reviews.toEditor'), review.toEditor)}
    </div>
  </details>`
}

function words(heading: string, text: string): TemplateResult {
  return html`<div><h3>${heading}</h3>
    ${isBlank(text) ? html`<p class="muted">${t('editor.reviews.nothing')}</p>` : html`<div class="prose text" dir="auto">${text}</div>`}</div>`
}
