import { eq } from 'drizzle-orm'
import { actOnInvitation, type ActingOnInvitation } from '../cases/act.ts'
import { reviewers } from '../db/schema/identity.ts'
import { invitations } from '../db/schema/reviewing.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import type { ActEvent } from '../domain/events.ts'
import type { Actor, InvitationAction } from '../domain/policy.ts'
import { nextInvitation, type DeclineReason, type InvitationEvent } from '../domain/review.ts'

// Answers of a reviewer. Every answer needs the click of a button: opening a link is never an answer (docs/threat-model.md R-09).

/**
 * A reviewer's answer. In order: changes the invitation; deletes the unsent text of a refusal. Then, caused by the event: letters to the
 * reviewer and the editors, and the next alternate is invited when a place is free.
 */
async function answer(
  deps: Deps,
  actor: Actor,
  id: string,
  action: InvitationAction,
  work: (acting: ActingOnInvitation) => Promise<ActEvent>,
): Promise<void> {
  await actOnInvitation(deps, actor, id, action, async (acting) => {
    const event = await work(acting)
    await dropUnsent(acting.tx, actor, 'refusal', id)
    return { events: [event], reply: undefined }
  })
}

async function move(
  { tx, invitation, now }: ActingOnInvitation,
  event: InvitationEvent,
  declineReason: DeclineReason | null = null,
): Promise<void> {
  await tx
    .update(invitations)
    .set({ status: nextInvitation(invitation.status, event), changedAt: now, declineReason })
    .where(eq(invitations.id, invitation.id))
}

/**
 * Accepts the invitation. In order: changes the invitation, and from then on the reviewer can read the manuscript; deletes the unsent text of a
 * refusal. Then, caused by the event: letters to the reviewer and the editors.
 */
export async function accept(deps: Deps, actor: Actor, id: string): Promise<void> {
  await answer(deps, actor, id, 'invitation.answer', async (acting) => {
    await move(acting, 'accept')
    return { type: 'invitation.accepted', invitationId: id }
  })
}

/**
 * Declines the invitation. In order: changes the invitation, with the reason; stores the suggestion; deletes the unsent text of the refusal.
 * Then, caused by the event: a letter to the editors; the invitation of the next alternate.
 * @param suggestion whom to invite instead: for editors only, stored with the identities
 */
export async function decline(
  deps: Deps,
  actor: Actor,
  id: string,
  { reason, suggestion }: { readonly reason: DeclineReason; readonly suggestion: string },
): Promise<void> {
  await answer(deps, actor, id, 'invitation.answer', async (acting) => {
    await move(acting, 'decline', reason)
    await acting.tx.update(reviewers).set({ suggestion }).where(eq(reviewers.invitationId, id))
    return { type: 'invitation.declined', invitationId: id }
  })
}

/** Withdraws after accepting, with the same effects as `decline`. The review is kept, in case the reviewer is invited again. */
export async function withdraw(deps: Deps, actor: Actor, id: string, reason: DeclineReason): Promise<void> {
  await answer(deps, actor, id, 'invitation.withdraw', async (acting) => {
    await move(acting, 'withdraw', reason)
    return { type: 'invitation.withdrawn', invitationId: id }
  })
}
