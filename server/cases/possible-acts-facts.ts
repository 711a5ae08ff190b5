import { sql as dsql } from 'drizzle-orm'
import type { DecisionKind, StandingDecision } from '../domain/decision.ts'
import type { SubmissionFacts } from '../domain/possible-acts.ts'
import { Refusal } from '../domain/refusal.ts'
import { subjectOf, type SubjectRow } from './lock.ts'
import type { Db, Tx } from '../db/client.ts'
import { peopleOfCase, type PeopleOfCase } from './people.ts'
import { hasReleasedManuscript } from './released-manuscript.ts'
import { fieldsNaming, namesInTyped, textForReviewers } from './reviewers-text.ts'
import type { TextFinding } from './text-findings.ts'

interface LoadedFacts {
  readonly facts: SubmissionFacts
  /** Authors and reviewers of the submission: typed text is searched for their names. */
  readonly people: PeopleOfCase
  /** Names found in the text that reviewers get. */
  readonly textFindings: readonly TextFinding[]
}

interface Row extends SubjectRow {
  readonly released: boolean
  readonly submitted: number
  readonly submitted_before: number
  readonly newest: {
    readonly id: string
    readonly kind: DecisionKind
    readonly statusAfter: StandingDecision['statusAfter']
    readonly graceEndsAt: string
    readonly invitedToItsRound: boolean
  } | null
}

/**
 * The facts domain/possible-acts.ts needs about a submission: for its page, and for an action, which has locked it. Three statements, sent
 * at the same time.
 * @throws Refusal `not_found`
 */
export async function loadFacts(db: Db | Tx, id: string, now: Date): Promise<LoadedFacts> {
  const [row, people, text] = await Promise.all([readRow(db, id), peopleOfCase(db, id), textForReviewers(db, id)])
  const textFindings = namesInTyped(text, people)
  const facts: SubmissionFacts = {
    subject: subjectOf(row),
    manuscriptReleased: row.released,
    naming: fieldsNaming(textFindings),
    reviewsSubmitted: row.submitted,
    reviewedBefore: row.submitted_before > 0,
    newest: row.newest && { ...row.newest, graceEndsAt: new Date(row.newest.graceEndsAt), takenBackAt: null },
    now,
  }
  return { facts, people, textFindings }
}

async function readRow(db: Db | Tx, id: string): Promise<Row> {
  const [row] = await db.execute<Row>(dsql`
    select p.status, p.ever_submitted, p.author_ids, p.named_ids, p.reviewer_ids, p.handling_ids, p.appointed_ids,
      ${hasReleasedManuscript(dsql`coalesce(r.version_id, v.id)`)} as released,
      i.submitted, i.submitted_before,
      case when d.id is not null then json_build_object('id', d.id, 'kind', d.kind, 'statusAfter', d.status_after,
        'graceEndsAt', d.grace_ends_at, 'invitedToItsRound', i.to_decided) end as newest
    from identity.submission_people p
    left join journal.rounds r on r.submission_id = p.submission_id and r.closed_at is null
    left join lateral (select v.id from journal.versions v
                       where v.submission_id = p.submission_id and v.handed_in_at is not null order by v.n desc limit 1) v on true
    left join lateral (select d.* from journal.decisions d
                       where d.submission_id = p.submission_id and d.taken_back_at is null
                       order by d.decided_at desc limit 1) d on true
    cross join lateral (select
        (count(*) filter (where n.status = 'submitted' and n.round_id = r.id))::int as submitted,
        (count(*) filter (where n.status = 'submitted' and n.round_id is distinct from r.id))::int as submitted_before,
        coalesce(bool_or(n.round_id = d.round_id), false) as to_decided
      from journal.invitations n where n.submission_id = p.submission_id) i
    where p.submission_id = ${id}`)
  if (!row) throw new Refusal('not_found')
  return row
}
