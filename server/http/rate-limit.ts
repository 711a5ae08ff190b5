import { createHmac } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { holderOf, type Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Limit } from './contract.ts'
import { sourcesOf } from './source.ts'

/**
 * Counts an attempt on a route, by the account that is signed in, else by the source of the request. The counters are in PostgreSQL and
 * survive a restart.
 * @throws Refusal `too_many_requests`, the same for everybody
 */
export async function countHit(
  deps: Pick<Deps, 'sql' | 'clock' | 'settings'>,
  route: string,
  limit: Limit,
  actor: Actor,
  request: FastifyRequest,
): Promise<void> {
  if (actor.kind !== 'visitor') return countAttempt(deps, `${route} ${holderOf(actor)}`, limit)
  for (const { subject, households } of sourcesOf(request))
    await countAttempt(deps, `${route} ${subject}`, { ...limit, hits: limit.hits * households })
}

/** As `countHit`, for any subject, such as the account somebody tries to sign in to. */
export async function countAttempt(
  { sql, clock, settings }: Pick<Deps, 'sql' | 'clock' | 'settings'>,
  subject: string,
  limit: Limit,
): Promise<void> {
  const now = clock.now().getTime()
  const length = limit.minutes * 60_000
  const windowStart = new Date(now - (now % length))
  // Addresses and e-mail addresses are not stored, only an HMAC that changes every day (docs/threat-model.md R-56).
  const key = createHmac('sha256', settings.secret)
    .update(`rate ${windowStart.toISOString().slice(0, 10)} ${subject}`)
    .digest('base64url')
  const [row] = await sql<{ hits: number }[]>`
    insert into identity.rate_limits (key, window_start, hits) values (${key}, ${windowStart}, 1)
    on conflict (key, window_start) do update set hits = identity.rate_limits.hits + 1
    returning hits`
  if (row && row.hits > limit.hits) throw new Refusal('too_many_requests', { minutes: limit.minutes })
}
