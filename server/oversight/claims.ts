import { eq } from 'drizzle-orm'
import { lockCase } from '../cases/lock.ts'
import type { ClaimRow } from '../cases/claims.ts'
import type { Tx } from '../db/client.ts'
import { overseersOf } from '../cases/oversight.ts'
import { record } from '../db/events.ts'
import { authorClaims } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import { answered, mayAnswer, mayDismiss, type ClaimState } from '../domain/claim.ts'
import type { Actor, SubmissionSubject } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'

// Answers to a claim: by its person, and by another editor. The author is never told of them.

/** Locks the submission, then the claim. @throws Refusal `not_found` */
async function lockClaim(tx: Tx, id: string): Promise<{ claim: ClaimRow; subject: SubmissionSubject }> {
  const [found] = await tx
    .select({ submissionId: authorClaims.submissionId })
    .from(authorClaims)
    .where(eq(authorClaims.id, id))
  if (!found) throw new Refusal('not_found')
  const { subject } = await lockCase(tx, found.submissionId)
  const [claim] = await tx.select().from(authorClaims).where(eq(authorClaims.id, id)).for('update')
  if (!claim) throw new Refusal('not_found')
  return { claim, subject }
}

/** The person says whether they are an author. After a "no" another editor has to agree, if there is one who can. */
export async function answer(deps: Deps, actor: Actor, id: string, isAuthor: boolean): Promise<{ state: ClaimState }> {
  return deps.db.transaction(async (tx) => {
    const { claim, subject } = await lockClaim(tx, id)
    allow(mayAnswer(actor, claim, subject))
    const others = await overseersOf(tx, claim.submissionId)
    const state = answered(isAuthor, others.length > 0)
    const now = deps.clock.now()
    await tx
      .update(authorClaims)
      .set({ state, answeredAt: now, settledAt: state === 'denied' ? null : now })
      .where(eq(authorClaims.id, id))
    const { submissionId } = claim
    await record(tx, deps, actor, { type: 'submission.claim_answered', submissionId, claimId: id, state })
    return { state }
  })
}

/** Another editor agrees that the person is not an author, who can then see the submission again. */
export async function dismiss(deps: Deps, actor: Actor, id: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { claim, subject } = await lockClaim(tx, id)
    allow(mayDismiss(actor, claim, subject))
    await tx
      .update(authorClaims)
      .set({ state: 'dismissed', settledAt: deps.clock.now() })
      .where(eq(authorClaims.id, id))
    const { submissionId } = claim
    await record(tx, deps, actor, { type: 'submission.claim_dismissed', submissionId, claimId: id })
  })
}
