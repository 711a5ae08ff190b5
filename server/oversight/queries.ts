import type { Deps } from '../deps.ts'
import { concerns, type ClaimState } from '../domain/claim.ts'
import type { Likeness } from '../domain/person.ts'
import { holderOf, type Actor, type SubmissionSubject } from '../domain/policy.ts'
import { openStatuses, type Status } from '../domain/submission.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { oversightContract } from './contract.ts'

type Contract = typeof oversightContract

interface ClaimRow extends SubmissionSubject {
  readonly id: string
  readonly reference: string
  readonly title: string
  readonly submittedAt: Date
  readonly state: ClaimState
  readonly evidence: Likeness[]
}

/**
 * Unsettled claims that name the actor as an author, with reference and title, so that they can say whether the paper is theirs. Only for
 * submissions that they could see by their role if they were not an author, and without any other details.
 */
export async function claimsOnMe({ sql }: Deps, actor: Actor): Promise<ReplyOf<Contract['GET /api/claims']>> {
  const rows = await sql<ClaimRow[]>`
    select k.id, s.reference, s.title, s.submitted_at as "submittedAt", k.state, k.evidence,
           p.status, p.ever_submitted as "everSubmitted", p.author_ids as "authorIds", p.named_ids as "namedIds",
           p.reviewer_ids as "reviewerIds", p.handling_ids as "handlingIds", p.appointed_ids as "appointedIds"
    from identity.author_claims k
    join journal.submissions s on s.id = k.submission_id and s.submitted_at is not null
    join identity.submission_people p on p.submission_id = s.id
    where k.account_id = ${holderOf(actor)} and k.state in ('open', 'denied')
    order by k.made_at, k.id`
  return {
    claims: rows
      .filter((row) => concerns(actor, row))
      .map(({ id, reference, title, submittedAt, state, evidence }) => ({
        id,
        reference,
        title,
        submittedAt: submittedAt.toISOString(),
        state,
        evidence,
      })),
  }
}

interface UnattendedRow {
  readonly id: string
  readonly reference: string
  readonly sectionTitle: string | null
  readonly callTitle: string | null
  readonly status: Status
  readonly submittedAt: Date
  readonly since: Date | null
  readonly candidates: { id: string; name: string; affiliation: string }[]
}

/**
 * Submissions that no editor may see, computed from the rows themselves and not from the worker's notes. An administrator who is walled off
 * from a submission does not see it here, unless all administrators are (cases/oversight.ts). With `limit 1`, what is asked about each open
 * submission is read by its index; as `exists`, PostgreSQL joins it with all rows of the journal.
 */
export async function unattended({ sql }: Deps, actor: Actor): Promise<ReplyOf<Contract['GET /api/unattended']>> {
  const accountId = holderOf(actor)
  const mine = sql`(s.id not in (select submission_id from identity.walls where account_id = ${accountId})
    or not exists (select from identity.accounts a join identity.account_roles r on r.account_id = a.id and r.role = 'administrator'
                   where a.disabled_at is null
                     and (select true from identity.walls w where w.submission_id = s.id and w.account_id = a.id limit 1) is null))`
  const [submissions, claims] = await Promise.all([
    sql<UnattendedRow[]>`
      select s.id, s.reference, x.title as "sectionTitle", v.title as "callTitle", s.status, s.submitted_at as "submittedAt",
             s.without_editor_since as since,
             coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'affiliation', a.affiliation) order by a.name, a.id)
                from identity.accounts a
                where a.disabled_at is null and a.confirmed_at is not null and a.id <> ${accountId}
                  and a.id in (select account_id from identity.account_roles where role in ('editor', 'section_editor'))
                  and (select true from identity.walls w where w.submission_id = s.id and w.account_id = a.id limit 1) is null),
                '[]') as candidates
      from journal.submissions s
      left join journal.sections x on x.id = s.section_id
      left join journal.calls c on c.id = s.call_id
      left join journal.call_versions v on v.call_id = c.id and v.n = c.version
      where s.submitted_at is not null and s.status = any(${[...openStatuses]}::text[])
        and (select true from identity.overseers o where o.submission_id = s.id limit 1) is null and ${mine}
      order by s.submitted_at, s.id`,
    sql<{ id: string; reference: string; madeAt: Date; state: ClaimState }[]>`
      select k.id, s.reference, k.made_at as "madeAt", k.state
      from identity.author_claims k join journal.submissions s on s.id = k.submission_id
      where k.state in ('open', 'denied') and s.status = any(${[...openStatuses]}::text[]) and ${mine}
      order by k.made_at, k.id`,
  ])
  return {
    submissions: submissions.map(({ submittedAt, since, ...row }) => ({
      ...row,
      submittedAt: submittedAt.toISOString(),
      since: since?.toISOString() ?? null,
    })),
    claims: claims.map(({ madeAt, ...claim }) => ({ ...claim, madeAt: madeAt.toISOString() })),
  }
}
