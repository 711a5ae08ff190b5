import { and, desc, eq, inArray, isNotNull, isNull, sql as dsql, type SQL } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { EndedInvitation } from '../domain/events.ts'
import { Refusal } from '../domain/refusal.ts'
import { canHappenToInvitation, nextInvitation } from '../domain/review.ts'
import type { Tx } from '../db/client.ts'
import { sessions } from '../db/schema/identity.ts'
import { invitations, rounds } from '../db/schema/reviewing.ts'
import { reviewForms, sections } from '../db/schema/settings.ts'
import { newestHandedIn } from './versions.ts'

export type RoundRow = typeof rounds.$inferSelect

export async function findOpenRound(tx: Tx, submissionId: string): Promise<RoundRow | null> {
  const [round] = await tx
    .select()
    .from(rounds)
    .where(and(eq(rounds.submissionId, submissionId), isNull(rounds.closedAt)))
  return round ?? null
}

/** @throws Refusal `wrong_status` when no round is open */
export async function openRoundOf(tx: Tx, submissionId: string): Promise<RoundRow> {
  const round = await findOpenRound(tx, submissionId)
  if (!round) throw new Refusal('wrong_status', { event: 'submission.invite' })
  return round
}

/**
 * Opens the next round on the newest submitted version, with the form of the submission's section (without a section, the newest form). A
 * round without any invitation is used again: it was opened by a decision that was taken back, and the first round that reviewers see must
 * not be "round 2".
 */
export async function openRound(
  tx: Tx,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  submission: { readonly id: string; readonly sectionId: string | null },
): Promise<RoundRow> {
  const version = await newestHandedIn(tx, submission.id)
  if (version === null) throw new Refusal('manuscript_not_released')
  const versionId = version.id
  const formId = await formFor(tx, submission.sectionId)
  const openedAt = clock.now()
  const [newest] = await tx
    .select({ id: rounds.id, n: rounds.n, asked: dsql<boolean>`exists (${askedIn(tx)})` })
    .from(rounds)
    .where(eq(rounds.submissionId, submission.id))
    .orderBy(desc(rounds.n))
    .limit(1)
  const [round] =
    newest && !newest.asked
      ? await tx
          .update(rounds)
          .set({ versionId, formId, openedAt, closedAt: null })
          .where(eq(rounds.id, newest.id))
          .returning()
      : await tx
          .insert(rounds)
          .values({ id: ids.uuid(), submissionId: submission.id, n: (newest?.n ?? 0) + 1, versionId, formId, openedAt })
          .returning()
  if (!round) throw new Error('a round was neither opened nor opened again')
  return round
}

function askedIn(tx: Tx) {
  return tx.select({ id: invitations.id }).from(invitations).where(eq(invitations.roundId, rounds.id))
}

async function formFor(tx: Tx, sectionId: string | null): Promise<string> {
  if (sectionId !== null) {
    const [section] = await tx.select({ formId: sections.formId }).from(sections).where(eq(sections.id, sectionId))
    if (section?.formId) return section.formId
  }
  const [newest] = await tx
    .select({ id: reviewForms.id })
    .from(reviewForms)
    .where(eq(reviewForms.replaced, false))
    .orderBy(desc(reviewForms.version), reviewForms.name)
    .limit(1)
  if (!newest) throw new Error('the journal has no review form')
  return newest.id
}

/**
 * Closes the open round, if there is one. Its invitations stay as they are until `cancelInvitations`: a decision can be taken back until
 * its letter is sent, and a reviewer who is writing in the meantime must still have the form.
 * @returns the invitations that will end with the round, each with its status
 */
export async function closeRound(
  tx: Tx,
  { clock }: Pick<Deps, 'clock'>,
  submissionId: string,
): Promise<EndedInvitation[]> {
  const round = await findOpenRound(tx, submissionId)
  if (!round) return []
  await tx.update(rounds).set({ closedAt: clock.now() }).where(eq(rounds.id, round.id))
  return cancellable(tx, eq(invitations.roundId, round.id))
}

/** The invitations to closed rounds of this submission that can still be cancelled, each with its status. */
export async function pendingInClosedRounds(tx: Tx, submissionId: string): Promise<EndedInvitation[]> {
  const closed = tx
    .select({ id: rounds.id })
    .from(rounds)
    .where(and(eq(rounds.submissionId, submissionId), isNotNull(rounds.closedAt)))
  return cancellable(tx, inArray(invitations.roundId, closed))
}

/** Those of these invitations that can still be cancelled, each with its present status. */
export async function stillPending(tx: Tx, ids: readonly string[]): Promise<EndedInvitation[]> {
  return cancellable(tx, inArray(invitations.id, [...ids]))
}

/**
 * Cancels invitations that are not needed any more. Their sessions end, except those of reviewers who had accepted: they can still read
 * what they wrote and send it.
 */
export async function cancelInvitations(
  tx: Tx,
  { clock }: Pick<Deps, 'clock'>,
  pending: readonly EndedInvitation[],
): Promise<void> {
  const now = clock.now()
  for (const { invitationId, from } of pending) {
    const atWork = from === 'accepted'
    await tx
      .update(invitations)
      .set({ status: nextInvitation(from, 'cancel'), changedAt: now, ...(atWork && { roundEndedAt: now }) })
      .where(eq(invitations.id, invitationId))
    if (!atWork) await tx.delete(sessions).where(eq(sessions.invitationId, invitationId))
  }
}

async function cancellable(tx: Tx, which: SQL): Promise<EndedInvitation[]> {
  const asked = await tx
    .select({ invitationId: invitations.id, from: invitations.status })
    .from(invitations)
    .where(which)
    .orderBy(invitations.id)
  return asked.filter(({ from }) => canHappenToInvitation(from, 'cancel').allowed)
}

/** Undoes `closeRound` for a decision that was taken back; its invitations have not been changed. */
export async function reopenRound(tx: Tx, roundId: string): Promise<void> {
  await tx.update(rounds).set({ closedAt: null }).where(eq(rounds.id, roundId))
}
