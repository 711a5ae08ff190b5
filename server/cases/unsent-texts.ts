import { and, eq } from 'drizzle-orm'
import { holderOf, type Actor } from '../domain/policy.ts'
import type { UnsentAct } from '../domain/unsent.ts'
import type { Tx } from '../db/client.ts'
import { reviewers, unsentTexts } from '../db/schema/identity.ts'

/** Deletes the unsent text of an action, in the transaction that carries it out. */
export async function dropUnsent(tx: Tx, actor: Actor, act: UnsentAct, subject: string): Promise<void> {
  const accountId = await personOf(tx, actor)
  if (accountId === null) return
  await tx
    .delete(unsentTexts)
    .where(and(eq(unsentTexts.accountId, accountId), eq(unsentTexts.act, act), eq(unsentTexts.subject, subject)))
}

/** The account of the actor; for a session opened by an invitation's link, the account that was invited. */
async function personOf(tx: Tx, actor: Actor): Promise<string | null> {
  if (actor.kind !== 'link') return holderOf(actor)
  const [reviewer] = await tx
    .select({ accountId: reviewers.accountId })
    .from(reviewers)
    .where(eq(reviewers.invitationId, actor.invitationId))
  return reviewer?.accountId ?? null
}
