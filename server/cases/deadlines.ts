import type { Db, Tx } from '../db/client.ts'
import { settings } from '../db/schema/settings.ts'

/** The time zone in which the journal's days begin and end: an IANA name. */
export async function journalZone(db: Db): Promise<string> {
  const [row] = await db.select({ timeZone: settings.timeZone }).from(settings)
  if (!row) throw new Error('the journal has no settings')
  return row.timeZone
}

/** The journal's usual deadlines, and the time zone in which its days end. */
export async function usualDeadlines(tx: Tx) {
  const [row] = await tx
    .select({
      timeZone: settings.timeZone,
      graceMinutes: settings.graceMinutes,
      respondDays: settings.respondDays,
      reviewDays: settings.reviewDays,
      revisionDays: settings.revisionDays,
    })
    .from(settings)
  if (!row) throw new Error('the journal has no settings')
  return row
}
