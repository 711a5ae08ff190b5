import { lockCase } from '../../server/cases/lock.ts'
import { endInvitations } from '../../server/cases/rounds.ts'
import type { WorkerDeps } from '../deps.ts'
import { tooEarly } from '../grace.ts'
import type { Task } from '../task.ts'

/** The decision's letter leaves now: invitations to the round it closed end. One that was taken back closed none. */
export async function endInvitationsAfter(deps: WorkerDeps, { event }: Task): Promise<Date | undefined> {
  if (event.type !== 'submission.decided') return undefined
  const until = await tooEarly(deps, event)
  if (until !== undefined) return until
  await deps.db.transaction(async (tx) => {
    await lockCase(tx, event.submissionId)
    await endInvitations(tx, deps, event.submissionId)
  })
  return undefined
}
