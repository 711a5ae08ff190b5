import { eq, sql as dsql } from 'drizzle-orm'
import { newestDecision, type SubmissionRow } from '../db/cases.ts'
import type { Tx } from '../db/client.ts'
import { fieldsNaming, namesForReviewers } from '../db/reviewers-text.ts'
import { manuscriptReleased } from '../db/released.ts'
import type { RoundRow } from '../db/rounds.ts'
import { invitations } from '../db/schema/reviewing.ts'
import { newestHandedIn } from '../db/versions.ts'
import type { DecisionFacts } from '../domain/decision.ts'

/** What domain/decision.ts asks about a submission that is locked. */
export async function decisionFacts(
  tx: Tx,
  submission: SubmissionRow,
  round: RoundRow | null,
  now: Date,
): Promise<DecisionFacts> {
  const version = await newestHandedIn(tx, submission.id)
  const reviews = round === null ? { submitted: 0, outstanding: 0 } : await reviewsIn(tx, round.id)
  return {
    status: submission.status,
    manuscriptReleased: version !== null && (await manuscriptReleased(tx, version.id)),
    naming: fieldsNaming(await namesForReviewers(tx, submission.id)),
    reviewsSubmitted: reviews.submitted,
    reviewsOutstanding: reviews.outstanding,
    newest: await newestDecision(tx, submission.id),
    now,
  }
}

async function reviewsIn(tx: Tx, roundId: string): Promise<{ submitted: number; outstanding: number }> {
  const [row] = await tx
    .select({
      submitted: dsql<number>`count(*) filter (where ${invitations.status} = 'submitted')::int`,
      outstanding: dsql<number>`count(*) filter (where ${invitations.status} = 'accepted')::int`,
    })
    .from(invitations)
    .where(eq(invitations.roundId, roundId))
  return row ?? { submitted: 0, outstanding: 0 }
}
