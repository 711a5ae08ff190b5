import { eq } from 'drizzle-orm'
import { lockCase, refreshAttention } from '../cases/lock.ts'
import type { Tx } from '../db/client.ts'
import { lockInvitation, submissionOf, type InvitationRow } from '../cases/invitations.ts'
import { record } from '../db/events.ts'
import { reviewers } from '../db/schema/identity.ts'
import { invitations } from '../db/schema/reviewing.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { mayInvitation, type Actor, type InvitationAction } from '../domain/policy.ts'
import { allow } from '../domain/refusal.ts'
import { nextInvitation, type DeclineReason, type InvitationEvent } from '../domain/review.ts'

// Answers of a reviewer. Every answer needs the click of a button: opening a link is never an answer (docs/threat-model.md R-09).

/** Locks the submission and the invitation. Refuses everybody but its reviewer. */
async function asReviewer(
  deps: Deps,
  actor: Actor,
  id: string,
  action: InvitationAction,
  work: (tx: Tx, invitation: InvitationRow) => Promise<void>,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const submissionId = await submissionOf(tx, id)
    await lockCase(tx, submissionId)
    const { invitation, subject } = await lockInvitation(tx, id)
    allow(mayInvitation(action, actor, subject))
    await work(tx, invitation)
    await dropUnsent(tx, actor, 'refusal', id)
    await refreshAttention(tx, submissionId)
  })
}

async function move(
  tx: Tx,
  { clock }: Deps,
  { id, status }: InvitationRow,
  event: InvitationEvent,
  declineReason: DeclineReason | null = null,
): Promise<void> {
  await tx
    .update(invitations)
    .set({ status: nextInvitation(status, event), changedAt: clock.now(), declineReason })
    .where(eq(invitations.id, id))
}

export async function accept(deps: Deps, actor: Actor, id: string): Promise<void> {
  await asReviewer(deps, actor, id, 'invitation.answer', async (tx, invitation) => {
    await move(tx, deps, invitation, 'accept')
    const { submissionId } = invitation
    await record(tx, deps, actor, { type: 'invitation.accepted', submissionId, invitationId: id })
  })
}

/** @param suggestion whom to invite instead: for editors only, stored with the identities */
export async function decline(
  deps: Deps,
  actor: Actor,
  id: string,
  { reason, suggestion }: { readonly reason: DeclineReason; readonly suggestion: string },
): Promise<void> {
  await asReviewer(deps, actor, id, 'invitation.answer', async (tx, invitation) => {
    await move(tx, deps, invitation, 'decline', reason)
    await tx.update(reviewers).set({ suggestion }).where(eq(reviewers.invitationId, id))
    const { submissionId } = invitation
    await record(tx, deps, actor, { type: 'invitation.declined', submissionId, invitationId: id })
  })
}

/** Withdraws after accepting. What was written is kept, in case the reviewer is invited again. */
export async function withdraw(deps: Deps, actor: Actor, id: string, reason: DeclineReason): Promise<void> {
  await asReviewer(deps, actor, id, 'invitation.withdraw', async (tx, invitation) => {
    await move(tx, deps, invitation, 'withdraw', reason)
    const { submissionId } = invitation
    await record(tx, deps, actor, { type: 'invitation.withdrawn', submissionId, invitationId: id })
  })
}
