import { and, eq } from 'drizzle-orm'
import { act } from '../cases/act.ts'
import type { Db, Tx } from '../db/client.ts'
import { loadFacts } from '../cases/possible-acts-facts.ts'
import { reopenRound } from '../cases/rounds.ts'
import { decisions, rounds } from '../db/schema/reviewing.ts'
import { submissions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { decisionTable, opensRound } from '../domain/decision.ts'
import type { Actor } from '../domain/policy.ts'
import { canTakeBack } from '../domain/possible-acts.ts'
import { allow, Refusal } from '../domain/refusal.ts'

type DecisionRow = typeof decisions.$inferSelect

/** Takes a decision back while its letter waits: restores what was before it; both events stay in the timeline. */
export async function takeBack(deps: Deps, actor: Actor, decisionId: string): Promise<void> {
  const { submissionId } = await readDecision(deps.db, decisionId)
  await act(deps, actor, submissionId, 'submission.take_back', async ({ tx, now }) => {
    // Read again under the lock, so that nobody else can take it back.
    const decision = await readDecision(tx, decisionId)
    const { facts } = await loadFacts(tx, submissionId, now)
    allow(canTakeBack(actor, decision, facts))
    await tx.update(decisions).set({ takenBackAt: now }).where(eq(decisions.id, decisionId))
    // The only status that does not come from next(): the status before the decision.
    await tx
      .update(submissions)
      .set({
        status: decision.statusBefore,
        statusSince: decision.sinceBefore,
        authorDueAt: decision.dueBefore,
        ...(decision.statusAfter === 'accepted' && { acceptedAt: null }),
      })
      .where(eq(submissions.id, submissionId))
    await restoreRounds(tx, decision, now)
    return { events: [{ type: 'submission.decision_taken_back', decisionId }], reply: undefined }
  })
}

async function readDecision(db: Db | Tx, id: string): Promise<DecisionRow> {
  const [decision] = await db.select().from(decisions).where(eq(decisions.id, id))
  if (!decision) throw new Refusal('not_found')
  return decision
}

async function restoreRounds(tx: Tx, decision: DecisionRow, now: Date): Promise<void> {
  if (decision.roundId === null) return
  if (!opensRound(decision.kind)) return reopenRound(tx, decision.roundId)
  const [opened] = await tx
    .update(rounds)
    .set({ closedAt: now })
    .where(eq(rounds.id, decision.roundId))
    .returning({ n: rounds.n })
  if (decisionTable[decision.kind].round !== 'ends_and_opens' || !opened) return
  const [before] = await tx
    .select({ id: rounds.id })
    .from(rounds)
    .where(and(eq(rounds.submissionId, decision.submissionId), eq(rounds.n, opened.n - 1)))
  if (before) await reopenRound(tx, before.id)
}
