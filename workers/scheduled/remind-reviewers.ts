import { and, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import { actByItself } from '../../server/cases/act.ts'
import { freshLink, lockInvitation, type InvitationRow } from '../../server/cases/invitations.ts'
import { invitations, rounds } from '../../server/db/schema/reviewing.ts'
import type { WorkerDeps } from '../deps.ts'

const dayMs = 86_400_000
const daysAhead = 3

/**
 * Reminds once before and once after a review is due, and once after an answer was due. A reminder that an editor has sent since then
 * counts, and so does any act of the reviewer.
 */
export async function remindReviewers(deps: Pick<WorkerDeps, 'db' | 'clock' | 'ids'>): Promise<void> {
  const now = deps.clock.now()
  const soon = new Date(now.getTime() + daysAhead * dayMs)
  const waitedFor = await deps.db
    .select()
    .from(invitations)
    .where(
      and(
        inArray(invitations.status, ['invited', 'accepted']),
        // A closed round needs no review, also while its decision can still be taken back.
        inArray(invitations.roundId, deps.db.select({ id: rounds.id }).from(rounds).where(isNull(rounds.closedAt))),
        or(
          and(eq(invitations.status, 'accepted'), lte(invitations.dueAt, soon)),
          and(eq(invitations.status, 'invited'), lte(invitations.respondBy, now)),
        ),
      ),
    )
    .orderBy(invitations.dueAt, invitations.id)
  for (const invitation of waitedFor.filter((one) => isDue(one, now))) await remind(deps, invitation, now)
}

type Waiting = Pick<InvitationRow, 'status' | 'respondBy' | 'dueAt' | 'remindedAt' | 'changedAt'>

/** Whether a reminder's time has passed since the last reminder or act. */
export function isDue(invitation: Waiting, now: Date): boolean {
  const last = Math.max(invitation.changedAt.getTime(), invitation.remindedAt?.getTime() ?? 0)
  return stagesOf(invitation).some((stage) => stage <= now.getTime() && last < stage)
}

/** Due dates are the last instant of a day, so the reminder is sent at the start of the next day. */
function stagesOf({ status, respondBy, dueAt }: Waiting): readonly number[] {
  if (status === 'invited') return [respondBy.getTime() + 1]
  if (status === 'accepted') return [dueAt.getTime() - daysAhead * dayMs, dueAt.getTime() + 1]
  return []
}

async function remind(
  deps: Pick<WorkerDeps, 'db' | 'clock' | 'ids'>,
  { id, submissionId }: InvitationRow,
  now: Date,
): Promise<void> {
  await actByItself(deps, submissionId, async ({ tx }) => {
    const { invitation } = await lockInvitation(tx, id)
    if (!isDue(invitation, now)) return { events: [], reply: undefined }
    await tx.update(invitations).set({ remindedAt: now }).where(eq(invitations.id, id))
    const linkId = await freshLink(tx, deps, invitation)
    return { events: [{ type: 'invitation.reminded', invitationId: id, linkId }], reply: undefined }
  })
}
