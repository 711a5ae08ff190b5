import { describe, expect, test } from 'vitest'
import { attention, type CaseFacts } from '../../server/domain/attention.ts'
import type { InvitationStatus } from '../../server/domain/review.ts'

const day = (n: number) => new Date(Date.UTC(2026, 2, n))
const base: CaseFacts = {
  status: 'in_review',
  since: day(1),
  authorDueAt: null,
  minimumReviews: 2,
  invitations: [],
  production: null,
}
const asked = (status: InvitationStatus, changedOn = 2, respondOn = 10, dueOn = 20) => ({
  status,
  changedAt: day(changedOn),
  respondBy: day(respondOn),
  dueAt: day(dueOn),
})

const rows: readonly [string, Partial<CaseFacts>, ReturnType<typeof attention>][] = [
  ['a draft is nobody’s but the author’s', { status: 'draft' }, null],
  ['a new submission is screened at once', { status: 'submitted' }, { act: 'screen', at: day(1) }],
  [
    'a returned one when the author is late',
    { status: 'returned', authorDueAt: day(9) },
    { act: 'chase_return', at: day(9) },
  ],
  [
    'a revision when the author is late',
    { status: 'revising', authorDueAt: day(9) },
    { act: 'chase_revision', at: day(9) },
  ],
  ['in review without anybody asked', {}, { act: 'invite', at: day(1) }],
  ['in review with a reserve only', { invitations: [asked('reserve')] }, { act: 'invite', at: day(1) }],
  ['one of two asked', { invitations: [asked('invited', 3)] }, { act: 'invite_more', at: day(3) }],
  [
    'one declined, one asked',
    { invitations: [asked('declined', 5), asked('accepted', 3)] },
    { act: 'invite_more', at: day(5) },
  ],
  [
    'both asked: the first who has to answer',
    { invitations: [asked('invited', 2, 12), asked('invited', 2, 11)] },
    { act: 'chase_answer', at: day(11) },
  ],
  [
    'one answers later than the other has to review',
    { invitations: [asked('invited', 2, 25), asked('accepted', 2, 5, 20)] },
    { act: 'chase_review', at: day(20) },
  ],
  [
    'enough reviews, and one still to come',
    { invitations: [asked('submitted', 8), asked('submitted', 9), asked('accepted', 2, 5, 20)] },
    { act: 'chase_review', at: day(20) },
  ],
  [
    'all reviews in',
    { invitations: [asked('submitted', 8), asked('submitted', 9), asked('declined', 3)] },
    { act: 'decide', at: day(9) },
  ],
  [
    'one review in of two, nobody else asked',
    { invitations: [asked('submitted', 8)] },
    { act: 'invite_more', at: day(8) },
  ],
  ['accepted', { status: 'accepted' }, { act: 'start_production', at: day(1) }],
  [
    'copyediting',
    { status: 'in_production', production: { step: 'copyediting', since: day(4), inIssue: false } },
    { act: 'produce', at: day(4) },
  ],
  [
    'proofs',
    { status: 'in_production', production: { step: 'proofs', since: day(4), inIssue: true } },
    { act: 'approve_proofs', at: day(4) },
  ],
  [
    'ready without an issue',
    { status: 'in_production', production: { step: 'ready', since: day(4), inIssue: false } },
    { act: 'place_in_issue', at: day(4) },
  ],
  [
    'ready in an issue: the issue is what is worked on',
    { status: 'in_production', production: { step: 'ready', since: day(4), inIssue: true } },
    null,
  ],
  ['published', { status: 'published' }, null],
  ['declined', { status: 'declined' }, null],
  ['withdrawn', { status: 'withdrawn' }, null],
]

describe('what an editor has to do next, and from when on', () => {
  test.each(rows)('%s', (_what, change, expected) => {
    expect(attention({ ...base, ...change })).toEqual(expected)
  })
})
