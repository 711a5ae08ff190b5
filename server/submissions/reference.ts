import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { submissions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'

/** No vowels and nothing that is misread on the telephone: no words come of it by chance. */
const characters = 'BCDFGHJKLMNPQRSTVWXZ2345679'
const shortest = 4
/** So many draws that were taken say that this length is nearly used up. */
const drawsALength = 8

/**
 * TJ-26-K7QF: how people name a submission. It tells the year, and neither order nor number (docs/threat-model.md L3). A year has half a
 * million of them; when most are taken they grow by a character, so that they never run out.
 */
export async function newReference(tx: Tx, { clock, ids }: Pick<Deps, 'clock' | 'ids'>): Promise<string> {
  const year = String(clock.now().getUTCFullYear()).slice(-2)
  // Two drafts begun at once must not draw the same: the second looks when the first has been written.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('submission reference'))`)
  for (let draws = 0; ; draws++) {
    const length = shortest + Math.floor(draws / drawsALength)
    const drawn = Array.from({ length }, () => characters[Math.floor(ids.random() * characters.length)]).join('')
    const reference = `TJ-${year}-${drawn}`
    const taken = await tx
      .select({ id: submissions.id })
      .from(submissions)
      .where(eq(submissions.reference, reference))
      .limit(1)
    if (taken.length === 0) return reference
  }
}
