import type { Journal } from './journal.ts'

/** Lets days pass for people who keep coming back: the clock moves on, and who was signed in still is. */
export async function timePasses(journal: Journal, by: { days?: number; hours?: number; minutes?: number }) {
  journal.clock.advance(by)
  const now = journal.clock.now()
  await journal.deps.sql`
    update identity.sessions set last_seen_at = ${now}, expires_at = ${new Date(now.getTime() + 86_400_000)}`
}
