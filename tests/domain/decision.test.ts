import { describe, expect, test } from 'vitest'
import {
  canTakeBack,
  decisionKinds,
  graceIsOver,
  possibleDecisions,
  statusForAuthor,
  type DecisionFacts,
  type DecisionKind,
} from '../../server/domain/decision.ts'
import { allowed, closed } from '../../server/domain/refusal.ts'
import { statuses, type Status } from '../../server/domain/submission.ts'

const now = new Date('2026-03-02T09:00:00Z')
const later = new Date('2026-03-02T09:10:00Z')
const ready: DecisionFacts = {
  status: 'in_review',
  manuscriptReleased: true,
  reviewsSubmitted: 2,
  reviewsOutstanding: 0,
  reviewedBefore: false,
  newest: null,
  now,
}

const possibleIn: Readonly<Record<Status, readonly DecisionKind[]>> = {
  draft: [],
  submitted: ['return', 'send_to_review', 'accept', 'decline'],
  returned: [],
  in_review: ['minor_revision', 'major_revision', 'accept', 'decline', 'new_round'],
  revising: ['decline'],
  revised: ['send_to_review', 'minor_revision', 'major_revision', 'accept', 'decline'],
  accepted: [],
  in_production: [],
  published: [],
  declined: ['reopen'],
  withdrawn: [],
}

const open = (facts: Partial<DecisionFacts>, may = allowed) => {
  const verdicts = possibleDecisions({ ...ready, ...facts }, may)
  return decisionKinds.filter((kind) => verdicts[kind].allowed)
}

describe('what can be decided', () => {
  test.each(statuses)('when %s', (status) => {
    expect(new Set(open({ status }))).toEqual(new Set(possibleIn[status]))
  })

  test('no round before a manuscript is released', () => {
    const verdicts = possibleDecisions({ ...ready, status: 'submitted', manuscriptReleased: false }, allowed)
    expect(verdicts.send_to_review).toEqual(closed('manuscript_not_released'))
    expect(verdicts.decline).toEqual(allowed)
  })

  test('no round while an author is named in what was typed and nobody has looked; everything else goes on', () => {
    const naming = ['abstract', 'response'] as const
    expect(open({ naming })).toEqual(['minor_revision', 'major_revision', 'accept', 'decline'])
    const verdicts = possibleDecisions({ ...ready, status: 'submitted', naming }, allowed)
    expect(verdicts.send_to_review).toEqual(closed('names_in_text', { fields: ['abstract', 'response'] }))
  })

  test('neither a revision nor a new round before a review is in', () => {
    expect(open({ reviewsSubmitted: 0 })).toEqual(['accept', 'decline'])
    const verdicts = possibleDecisions({ ...ready, reviewsSubmitted: 0 }, allowed)
    expect(verdicts.minor_revision).toEqual(closed('reviews_outstanding', { submitted: 0 }))
  })

  test('another revision of one that is back, with or without a round of its own', () => {
    expect(open({ status: 'revised', reviewsSubmitted: 0, reviewedBefore: true })).toEqual(
      decisionKinds.filter((kind) => possibleIn.revised.includes(kind)),
    )
    expect(open({ reviewsSubmitted: 0, reviewedBefore: true })).toEqual([
      'minor_revision',
      'major_revision',
      'accept',
      'decline',
    ])
  })

  test('a revision goes to reviewers only once its manuscript is released and nobody is named', () => {
    const back = { ...ready, status: 'revised', reviewsSubmitted: 0, reviewedBefore: true } as const
    expect(possibleDecisions({ ...back, manuscriptReleased: false }, allowed).send_to_review).toEqual(
      closed('manuscript_not_released'),
    )
    expect(open({ ...back, naming: ['response'] })).toEqual(['minor_revision', 'major_revision', 'accept', 'decline'])
  })

  test('nothing by whom the policy refuses, for the policy’s reason', () => {
    const verdicts = possibleDecisions(ready, closed('not_your_role'))
    expect(Object.values(verdicts)).toEqual(decisionKinds.map(() => closed('not_your_role')))
  })

  const standing = (kind: DecisionKind, takenBackAt: Date | null = null) => ({
    kind,
    statusAfter: 'declined' as const,
    graceEndsAt: later,
    takenBackAt,
  })

  test('no second letter before the first has left or was taken back', () => {
    const facts = { ...ready, status: 'declined', newest: standing('decline') } as const
    expect(possibleDecisions(facts, allowed).reopen).toEqual(closed('in_grace', { until: later.toISOString() }))
    expect(possibleDecisions({ ...facts, now: later }, allowed).reopen).toEqual(allowed)
    expect(possibleDecisions({ ...facts, newest: standing('decline', now) }, allowed).reopen).toEqual(allowed)
  })

  test('a decision without a letter keeps nobody waiting', () => {
    expect(open({ newest: standing('send_to_review') })).toContain('accept')
  })
})

describe('taking a decision back', () => {
  const decision = { statusAfter: 'declined', graceEndsAt: later, takenBackAt: null } as const
  test.each([
    ['within the grace time', decision, 'declined', true, now, allowed],
    ['when it is over', decision, 'declined', true, later, closed('grace_over')],
    ['a second time', { ...decision, takenBackAt: now }, 'declined', true, now, closed('grace_over')],
    ['after another', decision, 'declined', false, now, closed('not_newest_decision')],
    ['after the author withdrew', decision, 'withdrawn', true, now, closed('not_newest_decision')],
  ] as const)('%s', (_when, facts, status, newest, at, expected) => {
    expect(canTakeBack(facts, status, newest, at)).toEqual(expected)
  })

  test('other steps wait for the end of the grace time', () => {
    expect(graceIsOver(null, now)).toEqual(allowed)
    expect(graceIsOver(decision, now)).toEqual(closed('in_grace', { until: later.toISOString() }))
    expect(graceIsOver(decision, later)).toEqual(allowed)
    expect(graceIsOver({ ...decision, takenBackAt: now }, now)).toEqual(allowed)
  })

  test('until then the author sees the status from before', () => {
    const newest = { ...decision, statusBefore: 'in_review' } as const
    expect(statusForAuthor('declined', newest, now)).toBe('in_review')
    expect(statusForAuthor('declined', newest, later)).toBe('declined')
    expect(statusForAuthor('withdrawn', newest, now)).toBe('withdrawn')
    expect(statusForAuthor('declined', null, now)).toBe('declined')
  })
})
