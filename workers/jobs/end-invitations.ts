import { eq } from 'drizzle-orm'
import { actByItself } from '../../server/cases/act.ts'
import { cancelInvitations, stillPending } from '../../server/cases/rounds.ts'
import type { Tx } from '../../server/db/client.ts'
import { decisions } from '../../server/db/schema/reviewing.ts'
import type { WorkerDeps } from '../deps.ts'
import { tooEarly } from '../grace.ts'
import type { Task } from '../task.ts'

/**
 * When the decision's letter leaves, the invitations to the round that it closed end. Only these: a later decision may have closed the same
 * round again, or another one, and can still be taken back. A decision that was taken back ends no invitation.
 */
export async function endInvitationsAfter(deps: WorkerDeps, { event }: Task): Promise<Date | undefined> {
  if (event.type !== 'submission.decided') return undefined
  const until = await tooEarly(deps, event)
  if (until !== undefined) return until
  await actByItself(deps, event.submissionId, async ({ tx }) => {
    if (!(await wasTakenBack(tx, event.decisionId))) {
      const ids = event.ended.map(({ invitationId }) => invitationId)
      await cancelInvitations(tx, deps, await stillPending(tx, ids))
    }
    return { events: [], reply: undefined, changed: true }
  })
  return undefined
}

async function wasTakenBack(tx: Tx, decisionId: string): Promise<boolean> {
  const [decision] = await tx
    .select({ takenBackAt: decisions.takenBackAt })
    .from(decisions)
    .where(eq(decisions.id, decisionId))
  return decision === undefined || decision.takenBackAt !== null
}
