import type { Journal } from './journal.ts'

/** Moves the clock by days for people who keep using the journal: their sessions stay valid. */
export async function timePasses(journal: Journal, by: { days?: number; hours?: number; minutes?: number }) {
  journal.clock.advance(by)
  const now = journal.clock.now()
  await journal.deps.sql`
    update identity.sessions set last_seen_at = ${now}, expires_at = ${new Date(now.getTime() + 86_400_000)}`
}
