import { html, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import type { Criterion, ReviewDraft } from './review-draft.ts'

/** A review for reading only: after submitting, and the other text of a conflict. */
export function reviewRead(draft: ReviewDraft, criteria: readonly Criterion[]): TemplateResult {
  const text = (label: string, words: string) => html`<div><h3>${label}</h3>
    ${words === '' ? html`<p class="muted">${t('reviewer.review.nothingWritten')}</p>` : html`<div class="prose text" dir="auto">${words}</div>`}</div>`
  return html`<div class="stack">
    <dl class="facts">
      ${criteria.map(({ id, title, scale }) => html`<dt dir="auto">${title}</dt><dd>${scoreInWords(draft.scores[id], scale)}</dd>`)}
      <dt>${t('reviewer.review.recommendation')}</dt>
      <dd>${draft.recommendation === null ? '–' : t(`reviewer.recommendation.${draft.recommendation}`)}</dd>
    </dl>
    ${text(t('reviewer.review.toAuthor'), draft.toAuthor)} ${text(t('reviewer.review.toEditor'), draft.toEditor)}
  </div>`
}

function scoreInWords(score: number | undefined, scale: readonly string[]): string {
  return score === undefined ? '–' : `${score} ${scale[score - 1] ?? ''}`
}
