import { and, eq, lt } from 'drizzle-orm'
import { actByItself } from '../../server/cases/act.ts'
import { lockInvitation } from '../../server/cases/invitations.ts'
import { invitations } from '../../server/db/schema/reviewing.ts'
import { nextInvitation } from '../../server/domain/review.ts'
import type { WorkerDeps } from '../deps.ts'

/** An invitation without an answer expires this long after the day by which the answer was due. */
const graceMs = 7 * 86_400_000

/** Expires invitations that nobody answered; the next alternate is invited (reactions.ts). */
export async function expireInvitations(deps: Pick<WorkerDeps, 'db' | 'clock' | 'ids'>): Promise<void> {
  const cutoff = new Date(deps.clock.now().getTime() - graceMs)
  const unanswered = await deps.db
    .select({ id: invitations.id, submissionId: invitations.submissionId })
    .from(invitations)
    .where(and(eq(invitations.status, 'invited'), lt(invitations.respondBy, cutoff)))
    .orderBy(invitations.respondBy, invitations.id)
  for (const { id, submissionId } of unanswered) await expire(deps, submissionId, id, cutoff)
}

async function expire(
  deps: Pick<WorkerDeps, 'db' | 'clock' | 'ids'>,
  submissionId: string,
  invitationId: string,
  cutoff: Date,
): Promise<void> {
  await actByItself(deps, submissionId, async ({ tx, now }) => {
    const { invitation } = await lockInvitation(tx, invitationId)
    // Answered or given more time meanwhile, or expired by another worker.
    if (invitation.status !== 'invited' || invitation.respondBy >= cutoff) return { events: [], reply: undefined }
    await tx
      .update(invitations)
      .set({ status: nextInvitation(invitation.status, 'expire'), changedAt: now })
      .where(eq(invitations.id, invitationId))
    return { events: [{ type: 'invitation.expired', invitationId }], reply: undefined }
  })
}
