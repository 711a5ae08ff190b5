import { t } from '../../app/strings.ts'
import { decimal, roundNow, type EditorSubmission } from '../labels.ts'

/** The number and state of the reviews in the round that is decided on. */
export function statusLine(page: EditorSubmission): string {
  if (page.status === 'revised') return t('editor.decide.statusRevised')
  const round = roundNow(page)
  const n = reviewsIn(page)
  // Without an open round the last one's mean is not what is decided on.
  const mean = n === 0 ? null : (round?.aggregate ?? null)
  return t('editor.decide.status', {
    n,
    mean: mean === null ? 'none' : decimal(mean),
    disagree: String(n > 0 && (round?.disagreement ?? false)),
  })
}

/** The number of reviews quoted in the letter: those of the open round. */
export function reviewsIn(page: EditorSubmission): number {
  const round = page.rounds.find(({ closedAt }) => closedAt === null)
  return page.reviews.filter(({ round: n, review }) => n === round?.n && review !== null).length
}

export function atWork(page: EditorSubmission): number {
  const round = roundNow(page)
  return page.reviews.filter(({ round: n, status }) => n === round?.n && ['invited', 'accepted'].includes(status))
    .length
}
