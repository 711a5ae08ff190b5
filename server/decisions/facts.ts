import { and, desc, eq, inArray, isNotNull, isNull, sql as dsql } from 'drizzle-orm'
import { newestDecision, type SubmissionRow } from '../db/cases.ts'
import type { Tx } from '../db/client.ts'
import type { RoundRow } from '../db/rounds.ts'
import { files, invitations, versions } from '../db/schema/journal.ts'
import type { DecisionFacts } from '../domain/decision.ts'

/** What domain/decision.ts asks about a submission that is locked. */
export async function decisionFacts(
  tx: Tx,
  submission: SubmissionRow,
  round: RoundRow | null,
  now: Date,
): Promise<DecisionFacts> {
  const reviews = round === null ? { submitted: 0, outstanding: 0 } : await reviewsIn(tx, round.id)
  return {
    status: submission.status,
    manuscriptReleased: await manuscriptReleased(tx, submission.id),
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

/** Whether reviewers would find something to read in the newest version that was handed in. */
async function manuscriptReleased(tx: Tx, submissionId: string): Promise<boolean> {
  const newest = tx
    .select({ id: versions.id })
    .from(versions)
    .where(and(eq(versions.submissionId, submissionId), isNotNull(versions.handedInAt)))
    .orderBy(desc(versions.n))
    .limit(1)
  const released = await tx
    .select({ id: files.id })
    .from(files)
    .where(
      and(
        inArray(files.versionId, newest),
        inArray(files.purpose, ['manuscript', 'anonymous_copy']),
        isNotNull(files.releasedAt),
        isNull(files.removedAt),
      ),
    )
    .limit(1)
  return released.length > 0
}
