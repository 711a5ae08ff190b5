import { expect, test } from 'vitest'
import { graceIsOver, statusForAuthor } from '../../server/domain/decision.ts'
import { allowed, closed } from '../../server/domain/refusal.ts'

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
