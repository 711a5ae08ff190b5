import { eq } from 'drizzle-orm'
import { productions, proofAnswers } from '../server/db/schema/publication.ts'
import { decisions } from '../server/db/schema/reviewing.ts'
import { submissions } from '../server/db/schema/submissions.ts'
import type { Tx } from '../server/db/client.ts'
import { mayTakeApprovalBack } from '../server/domain/undo.ts'
import type { WorkerDeps } from './deps.ts'
import type { Task } from './task.ts'

/**
 * What follows from a decision, or from the approval of proofs, waits until the decision can no longer be taken back; everything else may
 * happen at once. The submission is locked and the database's clock decides, as for the act that takes it back: one of the two comes first.
 * @returns when to run again, if it is too early
 */
export async function tooEarly({ db, clock }: WorkerDeps, event: Task['event']): Promise<Date | undefined> {
  if (event.type !== 'submission.decided' && event.type !== 'production.proofs_approved') return undefined
  return db.transaction(async (tx) => {
    await tx.select({ id: submissions.id }).from(submissions).where(eq(submissions.id, event.submissionId)).for('share')
    const now = await clock.ofDatabase(tx)
    return event.type === 'submission.decided'
      ? untilDecided(tx, event.decisionId, now)
      : untilApproved(tx, event.answerId, now)
  })
}

async function untilDecided(tx: Tx, decisionId: string, now: Date): Promise<Date | undefined> {
  const [decision] = await tx
    .select({ graceEndsAt: decisions.graceEndsAt, takenBackAt: decisions.takenBackAt })
    .from(decisions)
    .where(eq(decisions.id, decisionId))
  const waits = decision && decision.takenBackAt === null && decision.graceEndsAt > now
  return waits ? decision.graceEndsAt : undefined
}

async function untilApproved(tx: Tx, answerId: string | undefined, now: Date): Promise<Date | undefined> {
  if (answerId === undefined) return undefined
  const [answer] = await tx
    .select({
      approved: proofAnswers.approved,
      graceEndsAt: proofAnswers.graceEndsAt,
      takenBackAt: proofAnswers.takenBackAt,
      step: productions.step,
    })
    .from(proofAnswers)
    .innerJoin(productions, eq(productions.submissionId, proofAnswers.submissionId))
    .where(eq(proofAnswers.id, answerId))
  if (!answer || answer.takenBackAt !== null || answer.graceEndsAt === null) return undefined
  return mayTakeApprovalBack({ step: answer.step, answer }, now).allowed ? answer.graceEndsAt : undefined
}
