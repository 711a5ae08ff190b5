import { expect, test } from 'vitest'
import { contracts } from '../../server/contracts.ts'
import { mayRole, roleActions, roles, type Actor, type Role, type RoleAction } from '../../server/domain/policy.ts'

const everybody: readonly Role[] = roles

const who: Readonly<Record<RoleAction, readonly Role[]>> = {
  'account.own': everybody,
  'account.any': everybody,
  'submission.begin': everybody,
  'desk.open': ['editor', 'section_editor'],
  'reviewer.search': ['editor', 'section_editor'],
  'invitation.send': ['editor', 'section_editor'],
  'call.read': ['editor', 'section_editor'],
  'call.write': ['editor'],
  'page.write': ['editor'],
  'configuration.write': ['editor', 'administrator'],
  'production.list': ['editor', 'copyeditor'],
  'production.open': ['editor', 'section_editor', 'copyeditor'],
  'issue.read': ['editor', 'copyeditor'],
  'issue.assemble': ['editor'],
  'issue.publish': ['editor'],
  'accounts.manage': ['administrator'],
  'queue.read': ['administrator'],
  'editors.appoint': ['administrator'],
}

test.each(roleActions)('%s', (action) => {
  const allowed = roles.filter((role) => mayRole(action, { kind: 'account', accountId: 'a', roles: [role] }).allowed)
  expect(allowed).toEqual(roles.filter((role) => who[action].includes(role)))
  expect(mayRole(action, { kind: 'visitor' })).toMatchObject({ code: 'sign_in_required' })
  expect(mayRole(action, { kind: 'link', invitationId: 'i' })).toMatchObject({ code: 'not_found' })
})

test('somebody with an account and no role may write to the journal, and nothing more', () => {
  const actor: Actor = { kind: 'account', accountId: 'a', roles: [] }
  expect(roleActions.filter((action) => mayRole(action, actor).allowed)).toEqual([
    'account.own',
    'account.any',
    'submission.begin',
  ])
})

test('every endpoint says who may call it', () => {
  const open = Object.entries(contracts).filter(([, endpoint]) => endpoint.access === 'anyone')
  expect(open.map(([route]) => route).sort()).toEqual([
    'DELETE /api/session',
    'GET /api/calls/open',
    'GET /api/session',
    'POST /api/account/confirm',
    'POST /api/account/register',
    'POST /api/account/register/again',
    'POST /api/invitations/open',
    'POST /api/session',
    'POST /api/session/link',
    'POST /api/session/redeem',
  ])
})
