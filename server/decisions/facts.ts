import { eq, sql as dsql } from 'drizzle-orm'
import { newestDecision, type SubmissionRow } from '../cases/lock.ts'
import type { Tx } from '../db/client.ts'
import { fieldsNaming, namesForReviewers } from '../cases/reviewers-text.ts'
import { manuscriptReleased } from '../cases/release.ts'
import type { RoundRow } from '../cases/rounds.ts'
import { invitations } from '../db/schema/reviewing.ts'
import { newestHandedIn } from '../cases/versions.ts'
import type { DecisionFacts } from '../domain/decision.ts'

/** What domain/decision.ts asks about a submission that is locked. */
export async function decisionFacts(
  tx: Tx,
  submission: SubmissionRow,
  round: RoundRow | null,
  now: Date,
): Promise<DecisionFacts> {
  const version = await newestHandedIn(tx, submission.id)
  const reviews = await reviewsOf(tx, submission.id, round?.id ?? null)
  return {
    status: submission.status,
    manuscriptReleased: version !== null && (await manuscriptReleased(tx, version.id)),
    naming: fieldsNaming(await namesForReviewers(tx, submission.id)),
    reviewsSubmitted: reviews.submitted,
    reviewsOutstanding: reviews.outstanding,
    reviewedBefore: reviews.before > 0,
    newest: await newestDecision(tx, submission.id),
    now,
  }
}

async function reviewsOf(
  tx: Tx,
  submissionId: string,
  roundId: string | null,
): Promise<{ submitted: number; outstanding: number; before: number }> {
  const here = dsql`${invitations.roundId} is not distinct from ${roundId}::uuid`
  const [row] = await tx
    .select({
      submitted: dsql<number>`count(*) filter (where ${invitations.status} = 'submitted' and ${here})::int`,
      outstanding: dsql<number>`count(*) filter (where ${invitations.status} = 'accepted' and ${here})::int`,
      before: dsql<number>`count(*) filter (where ${invitations.status} = 'submitted' and not ${here})::int`,
    })
    .from(invitations)
    .where(eq(invitations.submissionId, submissionId))
  return row ?? { submitted: 0, outstanding: 0, before: 0 }
}
