import { and, eq } from 'drizzle-orm'
import { lockCase, newestDecision, refreshAttention } from '../cases/lock.ts'
import type { Tx } from '../db/client.ts'
import { record } from '../db/events.ts'
import { reopenRound } from '../cases/rounds.ts'
import { decisions, invitations, rounds } from '../db/schema/reviewing.ts'
import { submissions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { canTakeBack, opensRound } from '../domain/decision.ts'
import { maySubmission, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'

type DecisionRow = typeof decisions.$inferSelect

/** Takes a decision back while its letter waits: everything is as it was, and both acts stay on the timeline. */
export async function takeBack(deps: Deps, actor: Actor, decisionId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { submissionId } = await readDecision(tx, decisionId)
    const { submission, subject } = await lockCase(tx, submissionId)
    allow(maySubmission('submission.take_back', actor, subject))
    // Again, now that nobody else can take it back.
    const decision = await readDecision(tx, decisionId)
    const now = await deps.clock.ofDatabase(tx)
    allow(canTakeBack(decision, submission.status, await isUntouched(tx, decision), now))
    await tx.update(decisions).set({ takenBackAt: now }).where(eq(decisions.id, decisionId))
    // The one status that does not come from next(): it is the one the decision found.
    await tx
      .update(submissions)
      .set({
        status: decision.statusBefore,
        statusSince: decision.sinceBefore,
        authorDueAt: decision.dueBefore,
        ...(decision.kind === 'accept' && { acceptedAt: null }),
      })
      .where(eq(submissions.id, submissionId))
    await restoreRounds(tx, decision, now)
    await record(tx, deps, actor, { type: 'submission.decision_taken_back', submissionId, decisionId })
    await refreshAttention(tx, submissionId)
  })
}

async function readDecision(tx: Tx, id: string): Promise<DecisionRow> {
  const [decision] = await tx.select().from(decisions).where(eq(decisions.id, id))
  if (!decision) throw new Refusal('not_found')
  return decision
}

/** Nothing was decided since, and nobody was asked to review in a round that this decision opened. */
async function isUntouched(tx: Tx, decision: DecisionRow): Promise<boolean> {
  const newest = await newestDecision(tx, decision.submissionId)
  if (newest?.id !== decision.id) return false
  if (!opensRound(decision.kind) || decision.roundId === null) return true
  const asked = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(eq(invitations.roundId, decision.roundId))
    .limit(1)
  return asked.length === 0
}

async function restoreRounds(tx: Tx, decision: DecisionRow, now: Date): Promise<void> {
  if (decision.roundId === null) return
  if (!opensRound(decision.kind)) return reopenRound(tx, decision.roundId)
  const [opened] = await tx
    .update(rounds)
    .set({ closedAt: now })
    .where(eq(rounds.id, decision.roundId))
    .returning({ n: rounds.n })
  if (decision.kind !== 'new_round' || !opened) return
  const [before] = await tx
    .select({ id: rounds.id })
    .from(rounds)
    .where(and(eq(rounds.submissionId, decision.submissionId), eq(rounds.n, opened.n - 1)))
  if (before) await reopenRound(tx, before.id)
}
