import { describe, expect, test } from 'vitest'
import { decisionKinds, type DecisionKind } from '../../server/domain/decision.ts'
import type { Actor } from '../../server/domain/policy.ts'
import { canTakeBack, possibleActs, type SubmissionFacts } from '../../server/domain/possible-acts.ts'
import { allowed, closed } from '../../server/domain/refusal.ts'
import { statuses, type Status } from '../../server/domain/submission.ts'

const now = new Date('2026-03-02T09:00:00Z')
const later = new Date('2026-03-02T09:10:00Z')
const editor = { kind: 'account', accountId: 'editor', roles: ['editor'] } as const
const copyeditor = { kind: 'account', accountId: 'copyeditor', roles: ['copyeditor'] } as const
const ready: SubmissionFacts = {
  subject: {
    status: 'in_review',
    everSubmitted: true,
    authorIds: ['author'],
    namedIds: [],
    handlingIds: [],
    appointedIds: [],
    reviewerIds: [],
  },
  manuscriptReleased: true,
  naming: [],
  reviewsSubmitted: 2,
  reviewedBefore: false,
  newest: null,
  now,
}

type Given = Partial<SubmissionFacts> & { readonly status?: Status }

function given({ status = 'in_review', ...facts }: Given = {}): SubmissionFacts {
  return { ...ready, ...facts, subject: { ...ready.subject, status } }
}

const possibleIn: Readonly<Record<Status, readonly DecisionKind[]>> = {
  draft: [],
  submitted: ['return', 'send_to_review', 'accept', 'decline', 'reject_and_resubmit'],
  returned: [],
  in_review: ['minor_revision', 'major_revision', 'accept', 'decline', 'reject_and_resubmit', 'new_round'],
  revising: ['decline', 'reject_and_resubmit'],
  revised: ['send_to_review', 'minor_revision', 'major_revision', 'accept', 'decline', 'reject_and_resubmit'],
  accepted: [],
  in_production: [],
  published: [],
  declined: ['reopen'],
  withdrawn: [],
}

const decide = (facts: Given, actor: Actor = editor) => possibleActs(actor, given(facts)).decide

const open = (facts: Given) => {
  const verdicts = decide(facts)
  return decisionKinds.filter((kind) => verdicts[kind].allowed)
}

function standing(kind: DecisionKind, statusAfter: Status = 'declined') {
  return { id: 'newest', kind, statusAfter, graceEndsAt: later, takenBackAt: null, invitedToItsRound: false }
}

describe('what can be decided', () => {
  test.each(statuses)('when %s', (status) => {
    expect(new Set(open({ status }))).toEqual(new Set(possibleIn[status]))
  })

  test('no round before a manuscript is released', () => {
    const verdicts = decide({ status: 'submitted', manuscriptReleased: false })
    expect(verdicts.send_to_review).toEqual(closed('manuscript_not_released'))
    expect(verdicts.decline).toEqual(allowed)
  })

  test('no round while an author is named in what was typed and nobody has looked; everything else goes on', () => {
    const naming = ['abstract', 'response'] as const
    expect(open({ naming })).toEqual(['minor_revision', 'major_revision', 'accept', 'decline', 'reject_and_resubmit'])
    const verdicts = decide({ status: 'submitted', naming })
    expect(verdicts.send_to_review).toEqual(closed('names_in_text', { fields: ['abstract', 'response'] }))
  })

  test('neither a revision nor a new round before a review is in', () => {
    expect(open({ reviewsSubmitted: 0 })).toEqual(['accept', 'decline', 'reject_and_resubmit'])
    const verdicts = decide({ reviewsSubmitted: 0 })
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
      'reject_and_resubmit',
    ])
  })

  test('a revision goes to reviewers only once its manuscript is released and nobody is named', () => {
    const back = { status: 'revised', reviewsSubmitted: 0, reviewedBefore: true } as const
    expect(decide({ ...back, manuscriptReleased: false }).send_to_review).toEqual(closed('manuscript_not_released'))
    expect(open({ ...back, naming: ['response'] })).toEqual([
      'minor_revision',
      'major_revision',
      'accept',
      'decline',
      'reject_and_resubmit',
    ])
  })

  test('nothing by whom the policy refuses, for the policy’s reason', () => {
    const verdicts = decide({ status: 'in_production' }, copyeditor)
    expect(Object.values(verdicts)).toEqual(decisionKinds.map(() => closed('not_your_role')))
  })

  test('no second letter before the first was sent or undone', () => {
    const facts = { status: 'declined', newest: standing('decline') } as const
    expect(decide(facts).reopen).toEqual(closed('in_grace', { until: later.toISOString() }))
    expect(decide({ ...facts, now: later }).reopen).toEqual(allowed)
    expect(decide({ ...facts, newest: null }).reopen).toEqual(allowed)
  })

  test('a decision without a letter keeps nobody waiting', () => {
    expect(open({ newest: standing('send_to_review') })).toContain('accept')
  })
})

describe('inviting', () => {
  test('is for a round whose manuscript is released and names nobody', () => {
    const invite = (facts: Given) => possibleActs(editor, given(facts)).invite
    expect(invite({})).toEqual(allowed)
    expect(invite({ manuscriptReleased: false })).toEqual(closed('manuscript_not_released'))
    expect(invite({ naming: ['title'] })).toEqual(closed('names_in_text', { fields: ['title'] }))
    expect(invite({ status: 'revised' })).toMatchObject({ code: 'wrong_status' })
  })
})

describe('starting production', () => {
  test('waits until the acceptance can no longer be taken back', () => {
    const facts = given({ status: 'accepted', newest: standing('accept', 'accepted') })
    expect(possibleActs(editor, facts).startProduction).toEqual(closed('in_grace', { until: later.toISOString() }))
    expect(possibleActs(editor, { ...facts, now: later }).startProduction).toEqual(allowed)
  })
})

describe('taking a decision back', () => {
  const decision = standing('decline')
  const opening = { ...standing('new_round', 'in_review'), invitedToItsRound: true }
  test.each([
    ['within the grace time', decision, {}, allowed],
    ['when it is over', decision, { now: later }, closed('grace_over')],
    ['a second time', { ...decision, takenBackAt: now }, { newest: null }, closed('grace_over')],
    ['after another', { ...decision, id: 'earlier' }, {}, closed('not_newest_decision')],
    ['after the author withdrew', decision, { status: 'withdrawn' }, closed('not_newest_decision')],
    [
      'after an invitation to its round',
      opening,
      { status: 'in_review', newest: opening },
      closed('not_newest_decision'),
    ],
    ['when reviewers had been invited before', decision, { newest: { ...decision, invitedToItsRound: true } }, allowed],
  ] as const)('%s', (_when, taken, facts, expected) => {
    expect(canTakeBack(editor, taken, given({ status: 'declined', newest: decision, ...facts }))).toEqual(expected)
  })

  test('by nobody who could not have made it', () => {
    const facts = given({ status: 'in_production', newest: decision })
    expect(canTakeBack(copyeditor, decision, facts)).toEqual(closed('not_your_role'))
  })
})
