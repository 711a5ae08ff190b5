import { and, asc, desc, eq, isNull, sql as dsql } from 'drizzle-orm'
import type { Sql, Tx } from '../db/client.ts'
import { attention, type CaseFacts } from '../domain/attention.ts'
import type { SubmissionSubject } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Status } from '../domain/submission.ts'
import { newestProofs } from './proofs.ts'
import { manuscriptReleased } from './release.ts'
import { productions, articles } from '../db/schema/publication.ts'
import { decisions, invitations, rounds } from '../db/schema/reviewing.ts'
import { sections } from '../db/schema/settings.ts'
import { submissions } from '../db/schema/submissions.ts'

// How every action on a submission begins and ends: it locks the submission with its people, and at the end computes the next action again.

export type SubmissionRow = typeof submissions.$inferSelect

export interface Case {
  readonly submission: SubmissionRow
  readonly subject: SubmissionSubject
}

/**
 * Locks a submission until the transaction ends and loads its people.
 * @throws Refusal `not_found`
 */
export async function lockCase(tx: Tx, id: string): Promise<Case> {
  const [submission] = await tx.select().from(submissions).where(eq(submissions.id, id)).for('update')
  if (!submission) throw new Refusal('not_found')
  const [people] = await tx.execute<SubjectRow>(
    dsql`
      select status, ever_submitted, author_ids, named_ids, reviewer_ids, handling_ids, appointed_ids
      from identity.submission_people where submission_id = ${id}`,
  )
  if (!people) throw new Refusal('not_found')
  return { submission, subject: subjectOf(people) }
}

/** As `lockCase`, for reading: one statement, no lock. @throws Refusal `not_found` */
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

/** The last statement of every action on a submission: computes what an editor has to do next, and from when on. */
export async function refreshAttention(tx: Tx, submissionId: string): Promise<void> {
  const next = attention(await caseFacts(tx, submissionId))
  await tx
    .update(submissions)
    .set({ attentionAct: next?.act ?? null, attentionAt: next?.at ?? null })
    .where(eq(submissions.id, submissionId))
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

/** The facts that domain/attention.ts needs, about the open round or else the round opened last. */
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
  const [newestRound] = await tx
    .select({ id: rounds.id, versionId: rounds.versionId })
    .from(rounds)
    .where(eq(rounds.submissionId, submissionId))
    // The open round first: after a decision was taken back, an empty round with a higher number may exist.
    .orderBy(desc(isNull(rounds.closedAt)), desc(rounds.n))
    .limit(1)
  const asked = newestRound
    ? await tx
        .select({
          status: invitations.status,
          respondBy: invitations.respondBy,
          dueAt: invitations.dueAt,
          changedAt: invitations.changedAt,
        })
        .from(invitations)
        .where(eq(invitations.roundId, newestRound.id))
        .orderBy(asc(invitations.createdAt))
    : []
  const { step, stepSince, issueId, minimumReviews, ...rest } = submission
  return {
    ...rest,
    minimumReviews: minimumReviews ?? 1,
    manuscriptReleased: newestRound !== undefined && (await manuscriptReleased(tx, newestRound.versionId)),
    invitations: asked,
    production:
      step && stepSince
        ? { step, since: stepSince, inIssue: issueId !== null, proofs: await newestProofs(tx, submissionId) }
        : null,
  }
}
