import { describe, expect, test } from 'vitest'
import { invitationActions, mayInvitation, type Actor, type InvitationAction } from '../../server/domain/policy.ts'
import { invitationStatuses, type InvitationStatus } from '../../server/domain/review.ts'

const actors = {
  visitor: { kind: 'visitor' },
  'the link of this invitation': { kind: 'link', invitationId: 'this' },
  'the link of another invitation': { kind: 'link', invitationId: 'another' },
  'the invited account': { kind: 'account', accountId: 'invited', roles: ['reviewer'] },
  'another reviewer': { kind: 'account', accountId: 'another', roles: ['reviewer'] },
  'an editor': { kind: 'account', accountId: 'editor', roles: ['editor'] },
  'an administrator': { kind: 'account', accountId: 'administrator', roles: ['administrator'] },
} as const satisfies Record<string, Actor>

const own = ['the link of this invitation', 'the invited account']
const sent = invitationStatuses.filter((status) => status !== 'alternate')

const when: Readonly<Record<InvitationAction, readonly InvitationStatus[]>> = {
  'invitation.read': sent,
  'invitation.answer': ['invited', 'accepted', 'submitted'],
  'review.read': ['accepted', 'submitted'],
  'review.write': ['accepted'],
  // Only if the round ended while they were writing.
  'review.send_late': [],
  'invitation.withdraw': ['accepted'],
}

describe.each(invitationActions)('%s', (action) => {
  test.each(Object.entries(actors))('by %s', (name, actor) => {
    const verdicts = invitationStatuses.map((status) => [
      status,
      mayInvitation(action, actor, {
        id: 'this',
        status,
        sent: status !== 'alternate',
        reviewerId: 'invited',
        roundEnded: false,
      }).allowed,
    ])
    const expected = invitationStatuses.map((status) => [status, own.includes(name) && when[action].includes(status)])
    expect(Object.fromEntries(verdicts)).toEqual(Object.fromEntries(expected))
  })
})

test.each(['alternate', 'cancelled'] as const)(
  'an alternate was not written to, and finds nothing while %s',
  (status) => {
    for (const action of invitationActions)
      expect(
        mayInvitation(action, actors['the invited account'], {
          id: 'this',
          status,
          sent: false,
          reviewerId: 'invited',
          roundEnded: false,
        }),
      ).toMatchObject({ allowed: false, code: 'not_found' })
  },
)

test('whoever was at work when the round ended can send what they wrote, and opens nothing else of it', () => {
  const ended = { id: 'this', status: 'cancelled', sent: true, reviewerId: 'invited', roundEnded: true } as const
  for (const [name, actor] of Object.entries(actors)) {
    const open = invitationActions.filter((action) => mayInvitation(action, actor, ended).allowed)
    expect(open).toEqual(own.includes(name) ? ['invitation.read', 'review.send_late'] : [])
  }
})
