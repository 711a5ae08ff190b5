import { lt } from 'drizzle-orm'
import {
  idempotency,
  knownBrowsers,
  linkRequests,
  links,
  rateLimits,
  registrations,
  sessions,
  throttles,
  unsentTexts,
} from '../../server/db/schema/identity.ts'
import { unsentDays } from '../../server/domain/unsent.ts'
import type { WorkerDeps } from '../deps.ts'

const keptMs = 7 * 86_400_000
/** The lifetime of the browser's cookie. */
const browserMs = 180 * 86_400_000

/**
 * Deletes expired sessions, links, registrations and counters, and texts that their writers did not come back to send.
 */
export async function forgetExpired({ db, clock }: Pick<WorkerDeps, 'db' | 'clock'>): Promise<void> {
  const cutoff = new Date(clock.now().getTime() - keptMs)
  await db.delete(sessions).where(lt(sessions.expiresAt, cutoff))
  await db.delete(links).where(lt(links.expiresAt, cutoff))
  await db.delete(rateLimits).where(lt(rateLimits.windowStart, cutoff))
  await db.delete(idempotency).where(lt(idempotency.createdAt, cutoff))
  await db.delete(throttles).where(lt(throttles.lastAt, cutoff))
  await db.delete(linkRequests).where(lt(linkRequests.createdAt, cutoff))
  // A registration's link is created minutes after it at the latest, and is valid for a week.
  await db.delete(registrations).where(lt(registrations.createdAt, new Date(cutoff.getTime() - keptMs)))
  const unsentBefore = new Date(clock.now().getTime() - unsentDays * 86_400_000)
  await db.delete(unsentTexts).where(lt(unsentTexts.savedAt, unsentBefore))
  await db.delete(knownBrowsers).where(lt(knownBrowsers.lastSeenAt, new Date(clock.now().getTime() - browserMs)))
}
