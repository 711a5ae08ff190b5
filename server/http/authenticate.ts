import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import type { Actor } from '../domain/policy.ts'
import { actorOf, sessionCookie, sessionOf } from './actor.ts'
import { requireSameSite } from './security.ts'
import { dropDeadCookie } from './session-cookie.ts'

/**
 * Who is asking, after the question that every route asks first: does it come from our own pages? A cookie whose session
 * is over counts for nothing and is taken back, so that it cannot stand in the way of signing in again.
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
