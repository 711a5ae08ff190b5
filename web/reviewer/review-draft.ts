import { reviewGaps } from '../../server/domain/review.ts'
import type { Answer, Ask } from '../app/api.ts'

export type ReviewPage = Answer<'GET /api/reviews/:id'>
export type Criterion = ReviewPage['form']['criteria'][number]
/** The fields of a review in writing. */
export type ReviewDraft = Omit<Ask<'PUT /api/reviews/:id'>['body'], 'version'>

export function draftOf({ scores, toAuthor, toEditor, recommendation }: ReviewPage['review']): ReviewDraft {
  return { scores, toAuthor, toEditor, recommendation }
}

/** What is missing for submitting: the server calls the same function. */
export function gapsOf(draft: ReviewDraft, criteria: readonly Criterion[]): ReturnType<typeof reviewGaps> {
  const requiredCriteria = criteria.filter(({ required }) => required).map(({ id }) => id)
  return reviewGaps({ ...draft, requiredCriteria })
}

/** The draft with these fields replaced by those of another. */
export function withFieldsOf(other: ReviewDraft, draft: ReviewDraft, fields: ReadonlySet<string>): ReviewDraft {
  const taken = Object.entries(other).filter(([field]) => fields.has(field))
  return { ...draft, ...Object.fromEntries(taken) }
}

export function withScore(draft: ReviewDraft, criterionId: string, value: number | null): ReviewDraft {
  const others = Object.entries(draft.scores).filter(([id]) => id !== criterionId)
  return { ...draft, scores: Object.fromEntries(value === null ? others : [...others, [criterionId, value]]) }
}
