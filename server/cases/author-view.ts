import { eq } from 'drizzle-orm'
import type { Acting } from './act.ts'
import { decisions } from '../db/schema/reviewing.ts'
import { isInGrace } from '../domain/decision.ts'
import { maySubmission, type Actor, type SubmissionSubject } from '../domain/policy.ts'
import type { Verdict } from '../domain/refusal.ts'

/**
 * An action of the author supersedes a decision that the author has not been told of: it counts as taken back, and its letter is not sent.
 * The action then starts from the status the author saw.
 */
export async function supersedeDecision({ tx, decision, submission, now }: Acting): Promise<void> {
  if (decision === null || !isInGrace(submission.status, decision, now)) return
  await tx.update(decisions).set({ takenBackAt: now }).where(eq(decisions.id, decision.id))
}

/** Whether the author may change the files: those of a draft, or of a revision. */
export function mayChangeFiles(actor: Actor, subject: SubmissionSubject): Verdict {
  return maySubmission(subject.status === 'revising' ? 'submission.revise' : 'submission.edit', actor, subject)
}
