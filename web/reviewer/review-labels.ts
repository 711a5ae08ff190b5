import { html, nothing, type TemplateResult } from 'lit'
import { unconfirmedNames } from '../../server/domain/typed-text.ts'
import { t } from '../app/strings.ts'
import { gapsOf, type ReviewDraft, type ReviewPage } from './review-draft.ts'

/** The server checks the same for the saved review. */
export function closedBecause(draft: ReviewDraft, { form, textFindings }: ReviewPage): string {
  if (gapsOf(draft, form.criteria).length > 0) return t('reviewer.review.submitClosed')
  return unconfirmedNames(textFindings).length > 0 ? t('reviewer.review.namesLeft') : ''
}

export function guidance({ form }: ReviewPage): TemplateResult | typeof nothing {
  if (form.guidance === '') return nothing
  return html`<details><summary>${t('reviewer.review.guidance')}</summary><div class="prose text" dir="auto">${form.guidance}</div></details>`
}
