import { and, asc, eq, inArray, sql as dsql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import type { InvitationStatus } from '../domain/review.ts'
import { lockCase, refreshAttention } from './cases.ts'
import type { Tx } from './client.ts'
import { mayBeSent } from './invitable.ts'
import { sendInvitation } from './invitations.ts'
import { findOpenRound } from './rounds.ts'
import { events } from './schema/outbox.ts'
import { invitations } from './schema/reviewing.ts'

/** Who leaves a place behind. Not `cancelled`: an editor who takes somebody back decides who comes instead. */
const leavesPlace: readonly InvitationStatus[] = ['declined', 'expired', 'withdrawn']

/**
 * Invites the next reviewer in line for one who declined, let the time pass or stepped back. For a job that may run
 * twice: no more move up than left a place.
 * @returns the invitation that was sent; null when nobody was due or nobody is left
 */
export async function promoteReserve(
  deps: Pick<Deps, 'db' | 'clock' | 'ids'>,
  submissionId: string,
): Promise<string | null> {
  return deps.db.transaction(async (tx) => {
    const { submission } = await lockCase(tx, submissionId)
    const round = submission.status === 'in_review' ? await findOpenRound(tx, submissionId) : null
    if (round === null || !(await placeIsFree(tx, submissionId, round.id))) return null
    const [reserve] = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.roundId, round.id), eq(invitations.status, 'reserve')))
      .orderBy(asc(invitations.position), asc(invitations.createdAt))
      .limit(1)
    // Nobody new reads a name: whoever handles the paper sees that reviewers are missing, and why nobody can be asked.
    if (!reserve || !(await mayBeSent(tx, reserve)).allowed) return null
    await sendInvitation(tx, deps, null, reserve)
    await refreshAttention(tx, submissionId)
    return reserve.id
  })
}

async function placeIsFree(tx: Tx, submissionId: string, roundId: string): Promise<boolean> {
  const inRound = await tx
    .select({ id: invitations.id, status: invitations.status })
    .from(invitations)
    .where(eq(invitations.roundId, roundId))
  const left = inRound.filter(({ status }) => leavesPlace.includes(status)).length
  const promoted = await tx
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        dsql`${events.submissionIds} @> array[${submissionId}]::uuid[]`,
        eq(events.type, 'invitation.sent'),
        eq(dsql`${events.payload}->>'promoted'`, 'true'),
        inArray(
          dsql`${events.payload}->>'invitationId'`,
          inRound.map(({ id }) => id),
        ),
      ),
    )
  return promoted.length < left
}
