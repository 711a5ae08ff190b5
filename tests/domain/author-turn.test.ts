import { expect, test } from 'vitest'
import { askedOfAuthor, type AuthorTurnFacts } from '../../server/domain/author-turn.ts'
import type { Status } from '../../server/domain/submission.ts'

const now = new Date('2026-03-02T09:30:00Z')
const decided = (statusBefore: Status, statusAfter: Status, heard: boolean) => ({
  statusBefore,
  statusAfter,
  graceEndsAt: new Date(now.getTime() + (heard ? 0 : 1)),
  takenBackAt: null,
})
const proofs = { step: 'proofs', proofs: { answer: null } } as const
const answered = (approved: boolean) => ({ answer: { approved, at: now } })

const rows: readonly [string, Partial<AuthorTurnFacts>, ReturnType<typeof askedOfAuthor>][] = [
  ['a draft is asked by nobody', { status: 'draft' }, null],
  ['what the editors have', { status: 'submitted' }, null],
  ['what reviewers have', { status: 'in_review' }, null],
  ['returned', { status: 'returned', newest: decided('submitted', 'returned', true) }, 'correct'],
  ['returned, not heard yet', { status: 'returned', newest: decided('submitted', 'returned', false) }, null],
  ['a revision', { status: 'revising', newest: decided('in_review', 'revising', true) }, 'revise'],
  ['a revision, not heard yet', { status: 'revising', newest: decided('in_review', 'revising', false) }, null],
  [
    'a revision that was declined, not heard yet: it still waits for all the author knows',
    { status: 'declined', newest: decided('revising', 'declined', false) },
    'revise',
  ],
  ['a revision that was declined', { status: 'declined', newest: decided('revising', 'declined', true) }, null],
  ['a revision that is back', { status: 'revised' }, null],
  [
    'a second minor revision, not heard yet',
    { status: 'revising', newest: decided('revised', 'revising', false) },
    null,
  ],
  ['accepted', { status: 'accepted', newest: decided('in_review', 'accepted', true) }, null],
  ['in production, before anything is set', { status: 'in_production', production: null }, null],
  ['copyediting', { status: 'in_production', production: { ...proofs, step: 'copyediting' } }, null],
  ['proofs', { status: 'in_production', production: proofs }, 'proofs'],
  ['proofs approved', { status: 'in_production', production: { ...proofs, proofs: answered(true) } }, null],
  ['proofs sent back', { status: 'in_production', production: { ...proofs, proofs: answered(false) } }, null],
  ['ready', { status: 'in_production', production: { ...proofs, step: 'ready' } }, null],
  ['withdrawn while proofs waited', { status: 'withdrawn', production: proofs }, null],
  ['published', { status: 'published', production: { ...proofs, step: 'ready' } }, null],
]

test.each(rows)('%s', (_what, facts, asked) => {
  expect(askedOfAuthor({ status: 'draft', newest: null, production: null, ...facts }, now)).toBe(asked)
})
