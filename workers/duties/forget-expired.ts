import { lt } from 'drizzle-orm'
import { idempotency, links, rateLimits, sessions } from '../../server/db/schema/identity.ts'
import type { WorkerDeps } from '../deps.ts'

const keptMs = 7 * 86_400_000

/** Deletes what opened something once and cannot any more. */
export async function forgetExpired({ db, clock }: Pick<WorkerDeps, 'db' | 'clock'>): Promise<void> {
  const cutoff = new Date(clock.now().getTime() - keptMs)
  await db.delete(sessions).where(lt(sessions.expiresAt, cutoff))
  await db.delete(links).where(lt(links.expiresAt, cutoff))
  await db.delete(rateLimits).where(lt(rateLimits.windowStart, cutoff))
  await db.delete(idempotency).where(lt(idempotency.createdAt, cutoff))
}
