import { and, eq, isNull } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { seemingAuthors, type ClaimState } from '../domain/claim.ts'
import type { ActEvent } from '../domain/events.ts'
import type { Tx } from '../db/client.ts'
import { together } from '../db/together.ts'
import type { Acting } from './act.ts'
import { partiesOf } from './parties.ts'
import { authorClaims } from '../db/schema/identity.ts'

export type ClaimRow = typeof authorClaims.$inferSelect

/**
 * Records which editors seem to be named as authors. From then on they are walled off from the submission (identity.walls); nobody is told
 * yet. A dismissed claim is opened again only by evidence that has not been judged.
 */
export async function noteClaims(
  tx: Tx,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  submissionId: string,
  authorIds: readonly string[],
): Promise<void> {
  const [known, parties] = await together(
    () => tx.select().from(authorClaims).where(eq(authorClaims.submissionId, submissionId)),
    () => partiesOf(tx, submissionId),
  )
  for (const { accountId, evidence } of seemingAuthors(parties, authorIds)) {
    const claim = known.find((one) => one.accountId === accountId)
    if (claim?.evidence.includes(evidence)) continue
    if (claim) await addEvidence(tx, claim, evidence)
    else
      await tx
        .insert(authorClaims)
        .values({ id: ids.uuid(), submissionId, accountId, evidence: [evidence], madeAt: clock.now() })
  }
}

async function addEvidence(tx: Tx, claim: ClaimRow, evidence: string): Promise<void> {
  const state: ClaimState = claim.state === 'dismissed' ? 'open' : claim.state
  await tx
    .update(authorClaims)
    .set({
      evidence: [...claim.evidence, evidence],
      state,
      ...(claim.state === 'dismissed' && { toldAt: null, answeredAt: null, settledAt: null }),
    })
    .where(eq(authorClaims.id, claim.id))
}

/** An event for every claim that nobody has been told of: the event causes the letters. */
export async function tellClaims({ tx, submission, now }: Acting): Promise<ActEvent[]> {
  const untold = await tx
    .update(authorClaims)
    .set({ toldAt: now })
    .where(and(eq(authorClaims.submissionId, submission.id), isNull(authorClaims.toldAt)))
    .returning({ id: authorClaims.id })
  return untold.map(({ id }) => ({ type: 'submission.author_claimed', claimId: id }))
}
