import { eq } from 'drizzle-orm'
import { decisions } from '../server/db/schema/reviewing.ts'
import { submissions } from '../server/db/schema/submissions.ts'
import type { WorkerDeps } from './deps.ts'
import type { Task } from './tasks.ts'

/**
 * What follows from a decision waits until it can no longer be taken back; everything else may happen at once. The submission
 * is locked for the question and the database's clock answers it, as for whoever takes a decision back: one of the two comes
 * first.
 * @returns when to come back, if it is too early
 */
export async function tooEarly({ db, clock }: WorkerDeps, event: Task['event']): Promise<Date | undefined> {
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
