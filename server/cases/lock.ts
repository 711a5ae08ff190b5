import { and, desc, eq, isNull, sql as dsql } from 'drizzle-orm'
import type { Sql, Tx } from '../db/client.ts'
import { together } from '../db/together.ts'
import type { SubmissionSubject } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Status } from '../domain/submission.ts'
import { decisions } from '../db/schema/reviewing.ts'
import { sections } from '../db/schema/settings.ts'
import { submissions } from '../db/schema/submissions.ts'

export type SubmissionRow = typeof submissions.$inferSelect

export interface LockedSubmission {
  readonly submission: SubmissionRow
  readonly subject: SubmissionSubject
}

/**
 * Locks a submission until the transaction ends and loads its people.
 * @throws Refusal `not_found`
 */
export async function lockSubmission(tx: Tx, id: string): Promise<LockedSubmission> {
  // Sent together; executed in this order, so that the people are read after the lock was acquired.
  const [[submission], [people]] = await together(
    () => tx.select().from(submissions).where(eq(submissions.id, id)).for('update'),
    () =>
      tx.execute<SubjectRow>(
        dsql`
      select status, ever_submitted, author_ids, named_ids, reviewer_ids, handling_ids, appointed_ids
      from identity.submission_people where submission_id = ${id}`,
      ),
  )
  if (!submission || !people) throw new Refusal('not_found')
  return { submission, subject: subjectOf(people) }
}

/** As `lockSubmission`, for reading: one statement, no lock. @throws Refusal `not_found` */
export async function loadPolicySubject(sql: Sql, id: string): Promise<SubmissionSubject> {
  const [people] = await sql<SubjectRow[]>`
    select status, ever_submitted, author_ids, named_ids, reviewer_ids, handling_ids, appointed_ids
    from identity.submission_people where submission_id = ${id}`
  if (!people) throw new Refusal('not_found')
  return subjectOf(people)
}

export interface SubjectRow extends Record<string, unknown> {
  status: Status
  ever_submitted: boolean
  author_ids: string[]
  named_ids: string[]
  handling_ids: string[]
  appointed_ids: string[]
  reviewer_ids: string[]
}

export function subjectOf(people: SubjectRow): SubmissionSubject {
  return {
    status: people.status,
    everSubmitted: people.ever_submitted,
    authorIds: people.author_ids,
    namedIds: people.named_ids,
    handlingIds: people.handling_ids,
    appointedIds: people.appointed_ids,
    reviewerIds: people.reviewer_ids,
  }
}

/** The newest decision that was not taken back; null when there is none. */
export async function newestDecision(tx: Tx, submissionId: string): Promise<typeof decisions.$inferSelect | null> {
  const [decision] = await tx
    .select()
    .from(decisions)
    .where(and(eq(decisions.submissionId, submissionId), isNull(decisions.takenBackAt)))
    .orderBy(desc(decisions.decidedAt))
    .limit(1)
  return decision ?? null
}

/** How many reviews a submission to this section needs. */
export async function minimumReviews(tx: Tx, sectionId: string | null): Promise<number> {
  if (sectionId === null) return 1
  const [section] = await tx
    .select({ minimum: sections.minimumReviews })
    .from(sections)
    .where(eq(sections.id, sectionId))
  return section?.minimum ?? 1
}
