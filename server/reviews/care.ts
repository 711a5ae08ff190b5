import { eq } from 'drizzle-orm'
import { lockCase, refreshAttention } from '../cases/lock.ts'
import type { Tx } from '../db/client.ts'
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
  type InvitationRow,
} from '../cases/invitations.ts'
import { record } from '../db/events.ts'
import { openRoundOf } from '../cases/rounds.ts'
import { reviewers, sessions } from '../db/schema/identity.ts'
import { invitations } from '../db/schema/reviewing.ts'
import type { Deps } from '../deps.ts'
import { mayInvite, overruled } from '../domain/conflict.ts'
import { endOfDay } from '../domain/day.ts'
import { holderOf, maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { awaitsReviewer, mayRemind, nextInvitation } from '../domain/review.ts'

// Actions of an editor on an existing invitation.

/** Locks the submission and the invitation. Refuses everybody but its editors, and all statuses but in review. */
async function withInvitation(
  deps: Deps,
  actor: Actor,
  id: string,
  work: (tx: Tx, invitation: InvitationRow, asked: { accountId: string; byEditor: boolean }) => Promise<void>,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const submissionId = await submissionOf(tx, id)
    const { subject } = await lockCase(tx, submissionId)
    allow(maySubmission('submission.invite', actor, subject))
    const { invitation, subject: invited } = await lockInvitation(tx, id)
    await work(tx, invitation, {
      accountId: invited.reviewerId,
      byEditor: relationTo(actor, subject) === 'editor',
    })
    await refreshAttention(tx, submissionId)
  })
}

/** Cancels an invitation: its links and the sessions they opened end at once. */
export async function cancel(deps: Deps, actor: Actor, id: string): Promise<void> {
  await withInvitation(deps, actor, id, async (tx, { status, submissionId }) => {
    const now = deps.clock.now()
    await tx
      .update(invitations)
      .set({ status: nextInvitation(status, 'cancel'), changedAt: now })
      .where(eq(invitations.id, id))
    await revokeLinks(tx, id, now)
    await tx.delete(sessions).where(eq(sessions.invitationId, id))
    await record(tx, deps, actor, { type: 'invitation.cancelled', submissionId, invitationId: id })
  })
}

/** Reminds a reviewer of the answer or the review that is due. The letter contains a new link; links of older letters end. */
export async function remind(deps: Deps, actor: Actor, id: string): Promise<void> {
  await withInvitation(deps, actor, id, async (tx, { status, submissionId, dueAt, remindedAt }) => {
    const now = deps.clock.now()
    allow(mayRemind({ status, remindedAt }, now))
    await tx.update(invitations).set({ remindedAt: now }).where(eq(invitations.id, id))
    const linkId = await freshLink(tx, deps, { id, dueAt })
    await record(tx, deps, actor, { type: 'invitation.reminded', submissionId, invitationId: id, linkId })
  })
}

/**
 * Invites an alternate, or again a person whose invitation ended, within the open round. Conflicts of interest are checked again: since
 * they were chosen, the person may have become an editor, or been named as an author.
 * @param despite evidence of a conflict of interest that the editor was shown
 */
export async function send(deps: Deps, actor: Actor, id: string, despite: readonly string[]): Promise<void> {
  await withInvitation(deps, actor, id, async (tx, invitation, { accountId, byEditor }) => {
    const round = await openRoundOf(tx, invitation.submissionId)
    if (invitation.roundId !== round.id) throw new Refusal('invitation_ended')
    const judgement = await judgePerson(tx, invitation.submissionId, accountId, { asker: holderOf(actor), except: id })
    const seen = overruled(despite, byEditor, await despiteOf(tx, id))
    allow(mayInvite(judgement, seen, byEditor))
    await tx.update(reviewers).set({ despite: seen }).where(eq(reviewers.invitationId, id))
    await sendInvitation(tx, deps, actor, invitation)
  })
}

export async function extend(deps: Deps, actor: Actor, id: string, asked: string): Promise<void> {
  await withInvitation(deps, actor, id, async (tx, { status, submissionId }) => {
    allow(awaitsReviewer(status))
    const { timeZone } = await usualDeadlines(tx)
    const dueAt = endOfDay(new Date(asked), timeZone)
    if (dueAt <= deps.clock.now()) throw new Refusal('deadline_in_past', { fields: ['dueAt'] })
    await tx.update(invitations).set({ dueAt }).where(eq(invitations.id, id))
    await prolongLinks(tx, id, dueAt)
    await record(tx, deps, actor, { type: 'invitation.extended', submissionId, invitationId: id })
  })
}
