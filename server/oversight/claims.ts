import { eq } from 'drizzle-orm'
import { act, type Acting, type Done } from '../cases/act.ts'
import type { ClaimRow } from '../cases/claims.ts'
import { overseersOf } from '../cases/oversight.ts'
import { authorClaims } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import { answered, mayAnswer, mayDismiss, type ClaimState } from '../domain/claim.ts'
import type { Actor, SubmissionSubject } from '../domain/policy.ts'
import { closed, Refusal, type Verdict } from '../domain/refusal.ts'

// Answers to a claim: by its person, and by another editor. The author is never told of them.

/** An act on a claim, which is locked after its submission. @throws Refusal `not_found` */
async function actOnClaim<Reply>(
  deps: Deps,
  actor: Actor,
  id: string,
  may: (actor: Actor, claim: ClaimRow, subject: SubmissionSubject) => Verdict,
  work: (acting: Acting) => Promise<Done<Reply>>,
): Promise<Reply> {
  const [found] = await deps.db
    .select({ submissionId: authorClaims.submissionId })
    .from(authorClaims)
    .where(eq(authorClaims.id, id))
  if (!found) throw new Refusal('not_found')
  const mayAct = async ({ tx, subject }: Acting) => {
    const [claim] = await tx.select().from(authorClaims).where(eq(authorClaims.id, id)).for('update')
    return claim ? may(actor, claim, subject) : closed('not_found')
  }
  return act(deps, actor, found.submissionId, mayAct, work)
}

/** The person says whether they are an author. After a "no" another editor has to agree, if there is one who can. */
export async function answer(deps: Deps, actor: Actor, id: string, isAuthor: boolean): Promise<{ state: ClaimState }> {
  return actOnClaim(deps, actor, id, mayAnswer, async ({ tx, submission, now }) => {
    const others = await overseersOf(tx, submission.id)
    const state = answered(isAuthor, others.length > 0)
    await tx
      .update(authorClaims)
      .set({ state, answeredAt: now, settledAt: state === 'denied' ? null : now })
      .where(eq(authorClaims.id, id))
    return { events: [{ type: 'submission.claim_answered', claimId: id, state }], reply: { state } }
  })
}

/** Another editor agrees that the person is not an author, who can then see the submission again. */
export async function dismiss(deps: Deps, actor: Actor, id: string): Promise<void> {
  await actOnClaim(deps, actor, id, mayDismiss, async ({ tx, now }) => {
    await tx.update(authorClaims).set({ state: 'dismissed', settledAt: now }).where(eq(authorClaims.id, id))
    return { events: [{ type: 'submission.claim_dismissed', claimId: id }], reply: undefined }
  })
}
