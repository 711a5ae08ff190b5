import { eq } from 'drizzle-orm'
import { act, type ActingOnInvitation } from '../cases/act.ts'
import { usualDeadlines } from '../cases/deadlines.ts'
import { judgePerson } from '../cases/eligibility.ts'
import {
  despiteOf,
  freshLink,
  lockInvitation,
  prolongLinks,
  revokeLinks,
  sendInvitation,
  submissionOf,
} from '../cases/invitations.ts'
import { openRoundOf } from '../cases/rounds.ts'
import { reviewers, sessions } from '../db/schema/identity.ts'
import { invitations } from '../db/schema/reviewing.ts'
import type { Deps } from '../deps.ts'
import { mayInvite, overruled } from '../domain/conflict.ts'
import { endOfDay } from '../domain/day.ts'
import type { ActEvent } from '../domain/events.ts'
import { holderOf, relationTo, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { awaitsReviewer, mayRemind, nextInvitation } from '../domain/review.ts'

// Actions of an editor on an existing invitation.

/** An action of the submission's editors on an invitation, only while the submission is in review. */
async function withInvitation(
  deps: Deps,
  actor: Actor,
  id: string,
  work: (acting: ActingOnInvitation, reviewerId: string) => Promise<ActEvent>,
): Promise<void> {
  await act(deps, actor, await submissionOf(deps.db, id), 'submission.invite', async (acting) => {
    const { invitation, subject } = await lockInvitation(acting.tx, id)
    return { events: [await work({ ...acting, invitation }, subject.reviewerId)], reply: undefined }
  })
}

/** Cancels an invitation: its links and the sessions they opened end at once. */
export async function cancel(deps: Deps, actor: Actor, id: string): Promise<void> {
  await withInvitation(deps, actor, id, async ({ tx, invitation, now }) => {
    await tx
      .update(invitations)
      .set({ status: nextInvitation(invitation.status, 'cancel'), changedAt: now })
      .where(eq(invitations.id, id))
    await revokeLinks(tx, id, now)
    await tx.delete(sessions).where(eq(sessions.invitationId, id))
    return { type: 'invitation.cancelled', invitationId: id }
  })
}

/** Reminds a reviewer of the answer or the review that is due. The letter contains a new link; links of older letters end. */
export async function remind(deps: Deps, actor: Actor, id: string): Promise<void> {
  await withInvitation(deps, actor, id, async ({ tx, invitation, now }) => {
    allow(mayRemind(invitation, now))
    await tx.update(invitations).set({ remindedAt: now }).where(eq(invitations.id, id))
    const linkId = await freshLink(tx, deps, invitation)
    return { type: 'invitation.reminded', invitationId: id, linkId }
  })
}

/**
 * Invites an alternate, or again a person whose invitation ended, within the open round. Conflicts of interest are checked again: since
 * they were chosen, the person may have become an editor, or been named as an author.
 * @param despite evidence of a conflict of interest that the editor was shown
 */
export async function send(deps: Deps, actor: Actor, id: string, despite: readonly string[]): Promise<void> {
  await withInvitation(deps, actor, id, async ({ tx, subject, invitation }, accountId) => {
    const byEditor = relationTo(actor, subject) === 'editor'
    const round = await openRoundOf(tx, invitation.submissionId)
    if (invitation.roundId !== round.id) throw new Refusal('invitation_ended')
    const judgement = await judgePerson(tx, invitation.submissionId, accountId, { asker: holderOf(actor), except: id })
    const seen = overruled(despite, byEditor, await despiteOf(tx, id))
    allow(mayInvite(judgement, seen, byEditor))
    await tx.update(reviewers).set({ despite: seen }).where(eq(reviewers.invitationId, id))
    return sendInvitation(tx, deps, actor, invitation)
  })
}

export async function extend(deps: Deps, actor: Actor, id: string, asked: string): Promise<void> {
  await withInvitation(deps, actor, id, async ({ tx, invitation, now }) => {
    allow(awaitsReviewer(invitation.status))
    const { timeZone } = await usualDeadlines(tx)
    const dueAt = endOfDay(new Date(asked), timeZone)
    if (dueAt <= now) throw new Refusal('deadline_in_past', { fields: ['dueAt'] })
    await tx.update(invitations).set({ dueAt }).where(eq(invitations.id, id))
    await prolongLinks(tx, id, dueAt)
    return { type: 'invitation.extended', invitationId: id }
  })
}
