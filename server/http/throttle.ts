import { createHmac } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'

type Needs = Pick<Deps, 'sql' | 'clock' | 'settings'>

/**
 * How often something may happen before it has to wait. The wait begins with `firstMs` and doubles up to `longestMs`;
 * it never becomes a lock. Counted in PostgreSQL: a restart forgets nothing (docs/threat-model.md R-08).
 */
export interface Throttle {
  readonly subject: string
  readonly free: number
  readonly firstMs: number
  readonly longestMs: number
  /** Without another, all are forgotten after this time. */
  readonly forgetMs: number
}

/** Whoever guesses passwords waits a second after so many, then two, four, and a minute at most. */
export function failures(subject: string, free: number): Throttle {
  return { subject, free, firstMs: 1_000, longestMs: 60_000, forgetMs: 15 * 60_000 }
}

/**
 * Counts one, unless it has to wait: in one statement, so that a hundred at once are counted one after the other.
 * @returns how long to wait; 0 when it may happen now
 */
export async function take({ sql, clock, settings }: Needs, throttle: Throttle): Promise<number> {
  const now = clock.now()
  const { free, firstMs, longestMs, forgetMs } = throttle
  const key = keyOf(settings.secret, throttle)
  const forgotten = new Date(now.getTime() - forgetMs)
  const [row] = await sql<{ taken: boolean; until: Date | null }[]>`
    with taken as (
      insert into identity.throttles as t (key, hits, last_at) values (${key}, 1, ${now})
      on conflict (key) do update set
        hits = case when t.last_at <= ${forgotten} then 1 else t.hits + 1 end,
        last_at = excluded.last_at,
        blocked_until = case when t.last_at > ${forgotten} and t.hits + 1 >= ${free}
          then ${now}::timestamptz + least(${firstMs} * power(2, least(t.hits + 1 - ${free}, 30)), ${longestMs}) * interval '1 millisecond' end
      where t.blocked_until is null or t.blocked_until <= ${now}
      returning 1)
    select exists (select from taken) as taken, (select blocked_until from identity.throttles where key = ${key}) as until`
  if (row?.taken !== false) return 0
  return Math.max(1, (row.until?.getTime() ?? 0) - now.getTime())
}

/** How long it would have to wait now; nothing is counted. */
export async function waitOf({ sql, clock, settings }: Needs, throttle: Throttle): Promise<number> {
  const [row] = await sql<{ until: Date | null }[]>`
    select blocked_until as until from identity.throttles where key = ${keyOf(settings.secret, throttle)}`
  return Math.max(0, (row?.until?.getTime() ?? 0) - clock.now().getTime())
}

/** Takes back one that turned out not to count. */
export async function giveBack({ sql, settings }: Needs, throttles: readonly Throttle[]): Promise<void> {
  const keys = throttles.map((throttle) => keyOf(settings.secret, throttle))
  await sql`
    update identity.throttles set hits = greatest(hits - 1, 0), blocked_until = null where key = any(${keys})`
}

/** @throws Refusal `too_many_requests`, the same for everybody */
export function requireNoWait(waits: readonly number[]): void {
  const seconds = Math.ceil(Math.max(0, ...waits) / 1000)
  if (seconds > 0) throw new Refusal('too_many_requests', { minutes: Math.ceil(seconds / 60), seconds })
}

// Neither an address nor an e-mail is kept (docs/threat-model.md R-56).
function keyOf(secret: string, { subject }: Throttle): string {
  return createHmac('sha256', secret).update(`throttle ${subject}`).digest('base64url')
}
