import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/policy.ts'
import { actorOf, sessionCookie, sessionOf } from './actor.ts'
import { requireSameSite } from './security.ts'
import { dropDeadCookie } from './session-cookie.ts'

/**
 * Checks that a request comes from the journal's own pages, then returns its actor. A cookie whose session has ended is ignored and
 * deleted, so that it does not prevent signing in again.
 * @throws Refusal `cross_site`
 */
export async function authenticate(
  deps: Pick<Deps, 'sql' | 'clock' | 'settings'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Actor> {
  const session = await sessionOf(deps, request)
  if (session === null && request.cookies[sessionCookie] !== undefined) dropDeadCookie(reply)
  requireSameSite(deps, request, session)
  return actorOf(deps, request)
}
