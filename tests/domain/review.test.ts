import { describe, expect, test } from 'vitest'
import {
  awaitsReviewer,
  canHappenToInvitation,
  drawLabel,
  invitationEvents,
  invitationStatuses,
  isLate,
  isLive,
  nextInvitation,
  reviewGaps,
  type InvitationEvent,
  type InvitationStatus,
} from '../../server/domain/review.ts'

const moves: readonly [InvitationStatus, InvitationEvent, InvitationStatus][] = [
  ['alternate', 'invite', 'invited'],
  ['alternate', 'cancel', 'cancelled'],
  ['invited', 'accept', 'accepted'],
  ['invited', 'decline', 'declined'],
  ['invited', 'expire', 'expired'],
  ['invited', 'cancel', 'cancelled'],
  ['accepted', 'submit', 'submitted'],
  ['accepted', 'withdraw', 'withdrawn'],
  ['accepted', 'cancel', 'cancelled'],
  ['declined', 'reinstate', 'invited'],
  ['expired', 'reinstate', 'invited'],
  ['cancelled', 'reinstate', 'invited'],
  ['withdrawn', 'reinstate', 'invited'],
]

describe('an invitation', () => {
  test.each(moves)('%s, after %s, is %s', (before, event, after) => {
    expect(nextInvitation(before, event)).toBe(after)
  })

  const impossible = invitationStatuses.flatMap((status) =>
    invitationEvents
      .filter((event) => !moves.some(([before, known]) => before === status && known === event))
      .map((event) => [status, event] as const),
  )
  const ended = ['declined', 'expired', 'cancelled', 'withdrawn']

  test.each(impossible)('%s cannot %s', (status, event) => {
    const code = ended.includes(status) && event !== 'cancel' ? 'invitation_ended' : 'wrong_status'
    expect(canHappenToInvitation(status, event)).toEqual({ allowed: false, code, details: { status, event } })
  })

  const standing: readonly [InvitationStatus, { live: boolean; awaited: boolean }][] = [
    ['alternate', { live: false, awaited: false }],
    ['invited', { live: true, awaited: true }],
    ['accepted', { live: true, awaited: true }],
    ['submitted', { live: true, awaited: false }],
    ['declined', { live: false, awaited: false }],
    ['expired', { live: false, awaited: false }],
    ['cancelled', { live: false, awaited: false }],
    ['withdrawn', { live: false, awaited: false }],
  ]

  test.each(standing)('%s takes a place and is waited for: %o', (status, expected) => {
    expect({ live: isLive(status), awaited: awaitsReviewer(status).allowed }).toEqual(expected)
  })
})

describe('a review is late', () => {
  const dueAt = new Date('2026-03-10T22:59:59.999Z')
  test.each([
    ['accepted', '2026-03-10T12:00:00Z', false],
    ['accepted', '2026-03-10T22:59:59.999Z', false],
    ['accepted', '2026-03-10T23:00:00Z', true],
    ['invited', '2026-03-20T12:00:00Z', false],
    ['submitted', '2026-03-20T12:00:00Z', false],
  ] as const)('%s at %s: %s', (status, now, late) => {
    expect(isLate({ status, dueAt }, new Date(now))).toBe(late)
  })
})

describe('what a review lacks', () => {
  const whole = {
    recommendation: 'accept',
    toAuthor: 'Good.',
    scores: { a: 4, b: 3 },
    requiredCriteria: ['a', 'b'],
  } as const
  test.each([
    ['nothing', {}, []],
    ['a score', { scores: { a: 4 } }, [{ path: 'scores.b', code: 'score' }]],
    ['words to the author', { toAuthor: ' \n' }, [{ path: 'toAuthor', code: 'to_author' }]],
    ['a recommendation', { recommendation: null }, [{ path: 'recommendation', code: 'recommendation' }]],
  ])('%s', (_what, change, expected) => {
    expect(reviewGaps({ ...whole, ...change })).toEqual(expected)
  })
})

describe('a label', () => {
  test('is as likely for whoever is asked first as for whoever is asked third', () => {
    const steps = 24 * 23 * 22
    const counts = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
    for (let drawn = 0; drawn < steps; drawn++) {
      const chances = [(drawn % 24) / 24, (Math.floor(drawn / 24) % 23) / 23, Math.floor(drawn / (24 * 23)) / 22]
      const taken: string[] = []
      chances.forEach((chance, position) => {
        const label = drawLabel(taken, chance + 1e-9)
        taken.push(label)
        const count = counts[position]
        count?.set(label, (count.get(label) ?? 0) + 1)
      })
      expect(new Set(taken).size).toBe(3)
    }
    for (const count of counts) {
      expect(new Set(count.values())).toEqual(new Set([steps / 24]))
    }
  })

  test('exists even when all letters are used', () => {
    const taken = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.split('')
    expect(drawLabel(taken, 0.5)).toBe('Z24')
  })
})
