import { describe, expect, test } from 'vitest'
import { nextActionOf, type NextActionFacts } from '../../server/domain/next-action.ts'
import type { InvitationStatus } from '../../server/domain/review.ts'

const day = (n: number) => new Date(Date.UTC(2026, 2, n))
const base: NextActionFacts = {
  status: 'in_review',
  since: day(1),
  authorDueAt: null,
  minimumReviews: 2,
  manuscriptReleased: true,
  invitations: [],
  production: null,
}
const asked = (status: InvitationStatus, changedOn = 2, respondOn = 10, dueOn = 20) => ({
  status,
  changedAt: day(changedOn),
  respondBy: day(respondOn),
  dueAt: day(dueOn),
})

const errors = { answer: { approved: false, at: day(6) } }

const rows: readonly [string, Partial<NextActionFacts>, ReturnType<typeof nextActionOf>][] = [
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
  [
    'in review, and reviewers would find nothing to read: releasing it comes first',
    { manuscriptReleased: false },
    { act: 'release', at: day(1) },
  ],
  [
    'a minor revision that is back is looked at, however many reviewers were asked before',
    { status: 'revised', invitations: [asked('submitted'), asked('cancelled')], manuscriptReleased: false },
    { act: 'look_at_revision', at: day(1) },
  ],
  ['in review with an alternate only', { invitations: [asked('alternate')] }, { act: 'invite', at: day(1) }],
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
    { status: 'in_production', production: { step: 'copyediting', since: day(4), inIssue: false, proofs: null } },
    { act: 'produce', at: day(4) },
  ],
  [
    'proofs are the author’s for a week',
    { status: 'in_production', production: { step: 'proofs', since: day(4), inIssue: true, proofs: { answer: null } } },
    { act: 'chase_proofs', at: day(11) },
  ],
  [
    'errors reported in the proofs',
    { status: 'in_production', production: { step: 'proofs', since: day(4), inIssue: true, proofs: errors } },
    { act: 'correct_proofs', at: day(6) },
  ],
  [
    'errors reported, and the text is edited again',
    { status: 'in_production', production: { step: 'copyediting', since: day(7), inIssue: true, proofs: errors } },
    { act: 'correct_proofs', at: day(6) },
  ],
  [
    'proofs approved',
    {
      status: 'in_production',
      production: { step: 'proofs', since: day(4), inIssue: false, proofs: { answer: { approved: true, at: day(6) } } },
    },
    { act: 'finish_proofs', at: day(6) },
  ],
  [
    'edited again after the proofs were approved',
    {
      status: 'in_production',
      production: {
        step: 'copyediting',
        since: day(7),
        inIssue: false,
        proofs: { answer: { approved: true, at: day(6) } },
      },
    },
    { act: 'produce', at: day(7) },
  ],
  [
    'ready without an issue',
    { status: 'in_production', production: { step: 'ready', since: day(4), inIssue: false, proofs: null } },
    { act: 'place_in_issue', at: day(4) },
  ],
  [
    'ready in an issue: the issue is what is worked on',
    { status: 'in_production', production: { step: 'ready', since: day(4), inIssue: true, proofs: errors } },
    null,
  ],
  ['published', { status: 'published' }, null],
  ['declined', { status: 'declined' }, null],
  ['withdrawn', { status: 'withdrawn' }, null],
]

describe('what an editor has to do next, and from when on', () => {
  test.each(rows)('%s', (_what, change, expected) => {
    expect(nextActionOf({ ...base, ...change })).toEqual(expected)
  })
})
