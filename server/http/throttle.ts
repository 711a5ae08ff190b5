import { createHmac } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'

type Needs = Pick<Deps, 'sql' | 'clock' | 'settings'>

/**
 * How often something may be tried before a wait is needed. The wait starts with `firstMs` and doubles up to `longestMs`; it never becomes
 * a lock. Counted in PostgreSQL, so a restart resets nothing (docs/threat-model.md R-08).
 */
export interface Throttle {
  readonly subject: string
  readonly free: number
  readonly firstMs: number
  readonly longestMs: number
  /** Milliseconds after the last attempt until all are forgotten. */
  readonly forgetMs: number
}

/** For guesses of passwords: after `free` failures, a wait of one second, then two, four, up to a minute. */
export function failures(subject: string, free: number): Throttle {
  return { subject, free, firstMs: 1_000, longestMs: 60_000, forgetMs: 15 * 60_000 }
}

/**
 * Counts an attempt, unless it has to wait. One statement, so that a hundred attempts at once are counted one after the other.
 * @returns the wait in milliseconds; 0 when the attempt is allowed
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

/** The present wait in milliseconds; counts nothing. */
export async function waitOf({ sql, clock, settings }: Needs, throttle: Throttle): Promise<number> {
  const [row] = await sql<{ until: Date | null }[]>`
    select blocked_until as until from identity.throttles where key = ${keyOf(settings.secret, throttle)}`
  return Math.max(0, (row?.until?.getTime() ?? 0) - clock.now().getTime())
}

/** Subtracts an attempt that turned out to be legitimate. */
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

// Neither addresses nor e-mail addresses are stored (docs/threat-model.md R-56).
function keyOf(secret: string, { subject }: Throttle): string {
  return createHmac('sha256', secret).update(`throttle ${subject}`).digest('base64url')
}
