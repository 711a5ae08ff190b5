import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { submissions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'

/** No vowels and nothing that is misread on the telephone: no words come of it by chance. */
const signs = 'BCDFGHJKLMNPQRSTVWXZ2345679'
const length = 4

/** TJ-26-K7QF: how people name a submission. It tells the year, and neither order nor number (TRUST.md L3). */
export async function newReference(tx: Tx, { clock, ids }: Pick<Deps, 'clock' | 'ids'>): Promise<string> {
  const year = String(clock.now().getUTCFullYear()).slice(-2)
  for (;;) {
    const drawn = Array.from({ length }, () => signs[Math.floor(ids.random() * signs.length)]).join('')
    const reference = `TJ-${year}-${drawn}`
    const taken = await tx
      .select({ id: submissions.id })
      .from(submissions)
      .where(eq(submissions.reference, reference))
      .limit(1)
    if (taken.length === 0) return reference
  }
}
