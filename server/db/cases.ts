import { and, asc, desc, eq, inArray, isNull, sql as dsql } from 'drizzle-orm'
import type { Sql, Tx } from './client.ts'
import { attention, type CaseFacts } from '../domain/attention.ts'
import type { SubmissionSubject } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Status } from '../domain/submission.ts'
import { productions, articles } from './schema/publication.ts'
import { decisions, invitations, rounds } from './schema/reviewing.ts'
import { sections } from './schema/settings.ts'
import { submissions } from './schema/submissions.ts'

// What every act on a submission begins and ends with: lock it with its people, and keep its next act true.

export type SubmissionRow = typeof submissions.$inferSelect

export interface Case {
  readonly submission: SubmissionRow
  readonly subject: SubmissionSubject
}

/**
 * Locks a submission until the transaction ends and says who its people are.
 * @throws Refusal `not_found`
 */
export async function lockCase(tx: Tx, id: string): Promise<Case> {
  const [submission] = await tx.select().from(submissions).where(eq(submissions.id, id)).for('update')
  if (!submission) throw new Refusal('not_found')
  const [people] = await tx.execute<People>(dsql`
    select array(select account_id from identity.submitters where submission_id = ${id}
                 union select account_id from identity.contributors where submission_id = ${id} and account_id is not null) as author_ids,
           array(select a.id from identity.contributors c join identity.accounts a on a.email = lower(c.email)
                 where c.submission_id = ${id}) as named_ids,
           array(select account_id from identity.handling where submission_id = ${id}
                 union select account_id from identity.call_editors where call_id = ${submission.callId}) as handling_ids,
           array(select account_id from identity.reviewers where submission_id = ${id}) as reviewer_ids`)
  return { submission, subject: subjectOf(submission.status, submission.submittedAt !== null, people) }
}

/** As `lockCase`, for reading: one statement, no lock. @throws Refusal `not_found` */
export async function subjectFor(sql: Sql, id: string): Promise<SubmissionSubject> {
  const [row] = await sql<(People & { status: Status; ever_submitted: boolean })[]>`
    select s.status, s.submitted_at is not null as ever_submitted,
           array(select account_id from identity.submitters where submission_id = s.id
                 union select account_id from identity.contributors where submission_id = s.id and account_id is not null) as author_ids,
           array(select a.id from identity.contributors c join identity.accounts a on a.email = lower(c.email)
                 where c.submission_id = s.id) as named_ids,
           array(select account_id from identity.handling where submission_id = s.id
                 union select account_id from identity.call_editors where call_id = s.call_id) as handling_ids,
           array(select account_id from identity.reviewers where submission_id = s.id) as reviewer_ids
    from journal.submissions s where s.id = ${id}`
  if (!row) throw new Refusal('not_found')
  return subjectOf(row.status, row.ever_submitted, row)
}

interface People extends Record<string, unknown> {
  author_ids: string[]
  named_ids: string[]
  handling_ids: string[]
  reviewer_ids: string[]
}

function subjectOf(status: Status, everSubmitted: boolean, people: People | undefined): SubmissionSubject {
  return {
    status,
    everSubmitted,
    authorIds: people?.author_ids ?? [],
    namedIds: people?.named_ids ?? [],
    handlingIds: people?.handling_ids ?? [],
    reviewerIds: people?.reviewer_ids ?? [],
  }
}

/** The newest decision that stands, null when there is none. */
export async function newestDecision(tx: Tx, submissionId: string): Promise<typeof decisions.$inferSelect | null> {
  const [decision] = await tx
    .select()
    .from(decisions)
    .where(and(eq(decisions.submissionId, submissionId), isNull(decisions.takenBackAt)))
    .orderBy(desc(decisions.decidedAt))
    .limit(1)
  return decision ?? null
}

/** The last statement of every act on a submission: computes what an editor has to do next, and from when on. */
export async function refreshAttention(tx: Tx, submissionId: string): Promise<void> {
  const next = attention(await caseFacts(tx, submissionId))
  await tx
    .update(submissions)
    .set({ attentionAct: next?.act ?? null, attentionAt: next?.at ?? null })
    .where(eq(submissions.id, submissionId))
}

/** What domain/attention.ts needs to know, of the round that is open or was open last. */
export async function caseFacts(tx: Tx, submissionId: string): Promise<CaseFacts> {
  const [submission] = await tx
    .select({
      status: submissions.status,
      since: submissions.statusSince,
      authorDueAt: submissions.authorDueAt,
      minimumReviews: sections.minimumReviews,
      step: productions.step,
      stepSince: productions.stepSince,
      issueId: articles.issueId,
    })
    .from(submissions)
    .leftJoin(sections, eq(sections.id, submissions.sectionId))
    .leftJoin(productions, eq(productions.submissionId, submissions.id))
    .leftJoin(articles, eq(articles.submissionId, submissions.id))
    .where(eq(submissions.id, submissionId))
  if (!submission) throw new Refusal('not_found')
  const newestRound = tx
    .select({ id: rounds.id })
    .from(rounds)
    .where(eq(rounds.submissionId, submissionId))
    // The open one first: a round that was taken back may stand behind it, empty.
    .orderBy(desc(isNull(rounds.closedAt)), desc(rounds.n))
    .limit(1)
  const asked = await tx
    .select({
      status: invitations.status,
      respondBy: invitations.respondBy,
      dueAt: invitations.dueAt,
      changedAt: invitations.changedAt,
    })
    .from(invitations)
    .where(inArray(invitations.roundId, newestRound))
    .orderBy(asc(invitations.createdAt))
  const { step, stepSince, issueId, minimumReviews, ...rest } = submission
  return {
    ...rest,
    minimumReviews: minimumReviews ?? 1,
    invitations: asked,
    production: step && stepSince ? { step, since: stepSince, inIssue: issueId !== null } : null,
  }
}
