import type { Actor } from '../../server/domain/policy.ts'
import { account } from '../app/session.ts'

/** The signed-in person as an actor of the policy. The server checks again, with the account's id. */
export function actor(): Actor {
  const person = account()
  return person === null ? { kind: 'visitor' } : { kind: 'account', accountId: '', roles: person.roles }
}
