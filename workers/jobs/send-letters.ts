import { eq } from 'drizzle-orm'
import { decisions } from '../../server/db/schema/reviewing.ts'
import { submissions } from '../../server/db/schema/submissions.ts'
import { compose } from '../../server/mail/compose.ts'
import { noteFailure, send } from '../../server/mail/send.ts'
import type { WorkerDeps } from '../deps.ts'
import { Permanent, isMailboxRefused } from '../faults.ts'
import type { Task } from '../tasks.ts'

/**
 * Sends every letter an event calls for; those that were sent before are left alone. One address that fails does not keep
 * the others from theirs.
 */
export async function sendLetters(deps: WorkerDeps, { event }: Task): Promise<Date | undefined> {
  const until = await tooEarly(deps, event)
  if (until !== undefined) return until
  const faults: unknown[] = []
  for (const post of await compose(deps, event)) {
    try {
      await send(deps, event.id, post)
    } catch (fault) {
      const refused = isMailboxRefused(fault)
      await noteFailure(deps, event.id, post, refused ? 'failed' : 'pending')
      faults.push(refused ? new Permanent('mailbox_refused') : fault)
    }
  }
  // What another try can mend comes first: giving up would end that, too.
  const worst = faults.find((fault) => !(fault instanceof Permanent)) ?? faults[0]
  if (worst !== undefined) throw worst
  return undefined
}

/**
 * A decision's letters wait until it can no longer be taken back; all others may leave at once. The submission is locked
 * for the question and the database's clock answers it, as for whoever takes a decision back: one of the two comes first.
 */
async function tooEarly({ db, clock }: WorkerDeps, event: Task['event']): Promise<Date | undefined> {
  if (event.type !== 'submission.decided') return undefined
  return db.transaction(async (tx) => {
    await tx.select({ id: submissions.id }).from(submissions).where(eq(submissions.id, event.submissionId)).for('share')
    const [decision] = await tx
      .select({ graceEndsAt: decisions.graceEndsAt, takenBackAt: decisions.takenBackAt })
      .from(decisions)
      .where(eq(decisions.id, event.decisionId))
    const waits = decision && decision.takenBackAt === null && decision.graceEndsAt > (await clock.ofDatabase(tx))
    return waits ? decision.graceEndsAt : undefined
  })
}
