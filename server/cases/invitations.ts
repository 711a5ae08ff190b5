import { and, eq, isNull, sql as dsql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { endOfDay, endOfDayAfter } from '../domain/day.ts'
import type { ActEvent } from '../domain/events.ts'
import type { Actor, InvitationSubject } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { nextInvitation } from '../domain/review.ts'
import type { Db, Sql, Tx } from '../db/client.ts'
import { usualDeadlines } from './deadlines.ts'
import { mayBeSent } from './invitable.ts'
import { links, reviewers } from '../db/schema/identity.ts'
import { invitations } from '../db/schema/reviewing.ts'

export type InvitationRow = typeof invitations.$inferSelect

const day = 86_400_000
/** How many days after the review's due date the link of an invitation stays valid. */
const linkDays = 60

/** The id of an invitation's submission, which must be locked before the invitation. @throws `not_found` */
export async function submissionOf(db: Db | Tx, invitationId: string): Promise<string> {
  const [row] = await db
    .select({ submissionId: invitations.submissionId })
    .from(invitations)
    .where(eq(invitations.id, invitationId))
  if (!row) throw new Refusal('not_found')
  return row.submissionId
}

/** Locks an invitation and loads its reviewer. Lock its submission first. @throws `not_found` */
export async function lockInvitation(
  tx: Tx,
  id: string,
): Promise<{ readonly invitation: InvitationRow; readonly subject: InvitationSubject }> {
  const [invitation] = await tx.select().from(invitations).where(eq(invitations.id, id)).for('update')
  const [reviewer] = await tx
    .select({ accountId: reviewers.accountId })
    .from(reviewers)
    .where(eq(reviewers.invitationId, id))
  if (!invitation || !reviewer) throw new Refusal('not_found')
  const sent = invitation.invitedAt !== null
  const roundEnded = invitation.roundEndedAt !== null
  return { invitation, subject: { id, status: invitation.status, sent, reviewerId: reviewer.accountId, roundEnded } }
}

/** The evidence of a conflict of interest that an editor had seen when they chose this reviewer. */
export async function despiteOf(tx: Tx, invitationId: string): Promise<readonly string[]> {
  const [row] = await tx
    .select({ despite: reviewers.despite })
    .from(reviewers)
    .where(eq(reviewers.invitationId, invitationId))
  return row?.despite ?? []
}

/** Whose invitation it is and its status, without a lock; null when there is none. */
export async function invitationSubject(sql: Sql, id: string): Promise<InvitationSubject | null> {
  const [subject] = await sql<InvitationSubject[]>`
    select i.id, i.status, i.invited_at is not null as sent, r.account_id as "reviewerId",
           i.round_ended_at is not null as "roundEnded"
    from journal.invitations i join identity.reviewers r on r.invitation_id = i.id where i.id = ${id}`
  return subject ?? null
}

/** Makes a new link to an invitation and revokes those in earlier letters. @returns the link's id */
export async function freshLink(
  tx: Tx,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  invitation: { readonly id: string; readonly dueAt: Date },
): Promise<string> {
  const now = clock.now()
  await revokeLinks(tx, invitation.id, now)
  const id = ids.uuid()
  // For a review that is overdue, the days count from now.
  const from = Math.max(invitation.dueAt.getTime(), now.getTime())
  await tx.insert(links).values({
    id,
    purpose: 'invitation',
    invitationId: invitation.id,
    createdAt: now,
    expiresAt: new Date(from + linkDays * day),
  })
  return id
}

export async function revokeLinks(tx: Tx, invitationId: string, now: Date): Promise<void> {
  await tx
    .update(links)
    .set({ revokedAt: now })
    .where(and(eq(links.invitationId, invitationId), isNull(links.revokedAt)))
}

/** Extends the links of a review whose due date was moved. */
export async function prolongLinks(tx: Tx, invitationId: string, dueAt: Date): Promise<void> {
  const until = new Date(dueAt.getTime() + linkDays * day).toISOString()
  await tx
    .update(links)
    .set({ expiresAt: dsql`greatest(${links.expiresAt}, ${until}::timestamptz)` })
    .where(and(eq(links.invitationId, invitationId), isNull(links.revokedAt)))
}

/**
 * Invites an alternate, or invites somebody again whose invitation ended. They get as many days as they would have had when they were
 * chosen.
 * @param actor null when the alternate is invited by the worker
 * @returns the event to record
 * @throws Refusal `names_in_text`, `names_in_invitation`: an author is named in what this person would read
 */
export async function sendInvitation(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  actor: Actor | null,
  invitation: InvitationRow,
): Promise<ActEvent> {
  allow(await mayBeSent(tx, invitation))
  const now = deps.clock.now()
  const status = nextInvitation(invitation.status, invitation.status === 'alternate' ? 'invite' : 'reinstate')
  const { timeZone } = await usualDeadlines(tx)
  // Whole days, from the end of the day: with hours, every new sending would add a day.
  const chosenOn = endOfDay(invitation.invitedAt ?? invitation.createdAt, timeZone).getTime()
  const moved = (instant: Date) => endOfDayAfter(now, Math.round((instant.getTime() - chosenOn) / day), timeZone)
  const [respondBy, dueAt] = [moved(invitation.respondBy), moved(invitation.dueAt)]
  await tx
    .update(invitations)
    .set({
      status,
      invitedAt: now,
      changedAt: now,
      respondBy,
      dueAt,
      remindedAt: null,
      declineReason: null,
      roundEndedAt: null,
    })
    .where(eq(invitations.id, invitation.id))
  // For an alternate invited by the worker, `askedBy` stays the editor who chose them.
  if (actor?.kind === 'account')
    await tx.update(reviewers).set({ askedBy: actor.accountId }).where(eq(reviewers.invitationId, invitation.id))
  const linkId = await freshLink(tx, deps, { id: invitation.id, dueAt })
  return { type: 'invitation.sent', invitationId: invitation.id, linkId, promoted: actor === null }
}
