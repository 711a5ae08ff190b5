import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { together } from '../db/together.ts'
import { submissions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'

/** No vowels, so that no words result by chance, and no characters that are misheard on the telephone. */
const characters = 'BCDFGHJKLMNPQRSTVWXZ2345679'
const shortest = 4
/** After this many draws that were all taken, this length is nearly used up. */
const drawsALength = 8

/**
 * TJ-26-K7QF: the name of a submission for people. Contains the year, but neither order nor number (docs/threat-model.md L3). There are
 * half a million a year; when most are taken, new ones get one more character.
 */
export async function newReference(tx: Tx, { clock, ids }: Pick<Deps, 'clock' | 'ids'>): Promise<string> {
  const year = String(clock.now().getUTCFullYear()).slice(-2)
  for (let draws = 0; ; draws++) {
    const length = shortest + Math.floor(draws / drawsALength)
    const drawn = Array.from({ length }, () => characters[Math.floor(ids.random() * characters.length)]).join('')
    const reference = `TJ-${year}-${drawn}`
    const [, taken] = await together(
      // Two drafts created at the same time must not draw the same one: the second waits until the first is written.
      () => draws === 0 && tx.execute(sql`select pg_advisory_xact_lock(hashtext('submission reference'))`),
      () => tx.select({ id: submissions.id }).from(submissions).where(eq(submissions.reference, reference)).limit(1),
    )
    if (taken.length === 0) return reference
  }
}
