import { describe, expect, test } from 'vitest'
import {
  decisionKinds,
  decisionTable,
  endsRound,
  graceIsOver,
  opensRound,
  statusForAuthor,
} from '../../server/domain/decision.ts'
import { allowed, closed } from '../../server/domain/refusal.ts'
import { canHappen } from '../../server/domain/transitions.ts'

const now = new Date('2026-03-02T09:00:00Z')
const later = new Date('2026-03-02T09:10:00Z')
const decision = { statusAfter: 'declined', graceEndsAt: later, takenBackAt: null } as const

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

// Rules for every row of the table.
describe.each(decisionKinds)('%s', (kind) => {
  const { from, to, author, comesBackBy, setsDate, writesLetter, outcome } = decisionTable[kind]

  test('leaves a round open exactly when it leads into review', () => {
    expect(opensRound(kind)).toBe(to === 'in_review')
    if (from.includes('in_review')) expect(endsRound(kind)).toBe(true)
  })

  test('asks the author for something by a letter with a date, and what is asked for can come back', () => {
    const isSentBack = author === 'correct' || author === 'revise'
    expect([setsDate, comesBackBy !== undefined]).toEqual(isSentBack ? [true, true] : [undefined, false])
    if (author !== undefined) expect(writesLetter).toBe(true)
    if (comesBackBy !== undefined) expect(canHappen(to, comesBackBy)).toEqual(allowed)
  })

  test('is told to reviewers exactly when the submission is accepted or declined', () => {
    expect(outcome).toBe({ accepted: 'accept', declined: 'decline' }[to as string])
  })
})
