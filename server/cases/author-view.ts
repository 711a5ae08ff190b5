import { eq } from 'drizzle-orm'
import { lockCase, newestDecision, type Case } from './lock.ts'
import type { Tx } from '../db/client.ts'
import { decisions } from '../db/schema/reviewing.ts'
import type { Deps } from '../deps.ts'
import { isInGrace, statusForAuthor } from '../domain/decision.ts'
import { maySubmission, type Actor, type SubmissionAction } from '../domain/policy.ts'
import { allow, type Verdict } from '../domain/refusal.ts'
import type { Status } from '../domain/submission.ts'

export interface AuthorsCase extends Case {
  /** The status as the author knows it. Differs from the real one while a decision can still be taken back. */
  readonly seen: Status
  readonly decision: typeof decisions.$inferSelect | null
  /** The database's time. */
  readonly now: Date
}

/** Locks a submission and computes the status its author sees. Does not check permissions. */
export async function lockForAuthorView(tx: Tx, { clock }: Pick<Deps, 'clock'>, id: string): Promise<AuthorsCase> {
  const found = await lockCase(tx, id)
  const decision = await newestDecision(tx, id)
  const now = await clock.ofDatabase(tx)
  return { ...found, decision, now, seen: statusForAuthor(found.submission.status, decision, now) }
}

/**
 * Locks a submission for an action of its author. The policy gets the status that the author sees: a verdict based on a decision that the
 * author has not been told of would reveal it (docs/workflow.md, Decision).
 */
export async function lockForAuthor(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  actor: Actor,
  id: string,
  action: SubmissionAction,
): Promise<AuthorsCase> {
  const found = await lockForAuthorView(tx, deps, id)
  allow(maySubmission(action, actor, { ...found.subject, status: found.seen }))
  return found
}

/**
 * An action of the author supersedes a decision that the author has not been told of: it counts as taken back, and its letter is not sent.
 * The action then starts from the status the author saw.
 */
export async function supersedeDecision(tx: Tx, { decision, submission, now }: AuthorsCase): Promise<void> {
  if (decision === null || !isInGrace(submission.status, decision, now)) return
  await tx.update(decisions).set({ takenBackAt: now }).where(eq(decisions.id, decision.id))
}

/** Whether the author may change the files: those of a draft, or of a revision. */
export function mayChangeFiles(actor: Actor, { subject, seen }: Pick<AuthorsCase, 'subject' | 'seen'>): Verdict {
  return maySubmission(seen === 'revising' ? 'submission.revise' : 'submission.edit', actor, {
    ...subject,
    status: seen,
  })
}
