import { describe, expect, test } from 'vitest'
import {
  callState,
  canHappenToCall,
  deadlineAhead,
  takesSubmissions,
  type CallFacts,
} from '../../server/domain/call.ts'

const at = (time: string) => new Date(`2026-12-14T${time}Z`)
const call: CallFacts = { status: 'published', opensAt: at('08:00:00'), closesAt: at('22:59:59') }

describe('a published call', () => {
  test.each([
    ['before it opens', '07:59:59', 'upcoming', 'call_not_open'],
    ['from the instant it opens', '08:00:00', 'open', null],
    ['up to and with the deadline itself', '22:59:59', 'open', null],
    ['after the deadline', '23:00:00', 'closed', 'call_closed'],
  ] as const)('%s', (_when, time, state, refusal) => {
    expect(callState(call, at(time))).toBe(state)
    const verdict = takesSubmissions(call, at(time))
    expect(verdict.allowed ? null : verdict.code).toBe(refusal)
  })

  test('without dates it is open until somebody closes it', () => {
    const open = { status: 'published', opensAt: null, closesAt: null } as const
    expect(callState(open, at('12:00:00'))).toBe('open')
    expect(callState({ ...open, status: 'closed' }, at('12:00:00'))).toBe('closed')
    expect(callState({ ...open, status: 'draft' }, at('12:00:00'))).toBe('draft')
  })
})

test.each([
  ['publish', ['draft', 'closed']],
  ['extend', ['published', 'closed']],
  ['close', ['published']],
] as const)('%s', (event, statuses) => {
  expect(
    (['draft', 'published', 'closed'] as const).filter((status) => canHappenToCall(status, event).allowed),
  ).toEqual(statuses)
})

test('a deadline must still be ahead', () => {
  expect(deadlineAhead(at('10:00:00'), at('10:00:00'))).toMatchObject({ code: 'deadline_in_past' })
  expect(deadlineAhead(at('10:00:01'), at('10:00:00'))).toEqual({ allowed: true })
  expect(deadlineAhead(null, at('10:00:00'))).toEqual({ allowed: true })
})
