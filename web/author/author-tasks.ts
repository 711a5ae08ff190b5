import { html, nothing, type TemplateResult } from 'lit'
import { day, fromNow } from '../app/dates.ts'
import { t, tOf } from '../app/strings.ts'
import { stepHref } from './steps.ts'
import type { Submission } from './labels.ts'

/** What the author has to do, in large type at the top; nothing when it is others' turn. Proofs have an element of their own. */
export function asked(submission: Submission): TemplateResult | typeof nothing {
  const { id, status, authorDueAt } = submission
  if (status !== 'returned' && status !== 'revising') return nothing
  const href = status === 'returned' ? stepHref('manuscript') : `/author/${id}/revise`
  return html`<section class="task">
    <h2>${t(`author.asked.${status}`)}</h2>
    <p>${t(`author.asked.${status}.text`)}</p>
    ${authorDueAt === null ? nothing : html`<p><strong>${dueWords(authorDueAt)}</strong></p>`}
    <p><a class="button primary" href=${href}>${t(`author.asked.${status}.act`)}</a></p>
  </section>`
}

/** "By 3 December 2026 (in 12 days)", or how late it is. */
export function dueWords(at: string): string {
  const due = new Date(at)
  const facts = { day: day(due), distance: fromNow(due) }
  return due < new Date() ? t('author.asked.late', facts) : t('author.asked.due', facts)
}

/** With the author's answer to the proofs. */
function stepOf({ step, proofs }: NonNullable<Submission['production']>): string {
  if (proofs === 'errors_reported') return 'correcting'
  return step === 'proofs' && proofs === 'approved' ? 'approved' : step
}

/** What happens now, and when the author can expect news. */
export function nowWords(submission: Submission): TemplateResult {
  const { status, production, medianDaysToDecision: days, article } = submission
  const step =
    status === 'in_production' && production !== null ? tOf('author.now.in_production', stepOf(production)) : null
  const waits = status === 'submitted' || status === 'in_review' || status === 'revised'
  return html`<p>${step ?? tOf('author.now', status)}</p>
    ${waits ? html`<p>${days === null ? t('author.now.weWrite') : t('author.now.median', { days })}</p>` : nothing}
    ${article === null || status !== 'published' ? nothing : html`<p><a class="button primary" href="/articles/${article.number}">${t('author.now.read')}</a></p>`}`
}
