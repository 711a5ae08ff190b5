import type { Actor } from '../../server/domain/policy.ts'
import { account } from '../app/session.ts'

/** Who looks at the page, as the policy asks for it. The server asks again, with the account's id. */
export function actor(): Actor {
  const person = account()
  return person === null ? { kind: 'visitor' } : { kind: 'account', accountId: '', roles: person.roles }
}
