import { subjectFor } from '../db/cases.ts'
import type { Sql } from '../db/client.ts'
import type { Deps } from '../deps.ts'
import { holderOf, maySubmission, type Actor } from '../domain/policy.ts'
import { allow } from '../domain/refusal.ts'
import { mayBeAsked } from '../domain/review.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { reviewsContract } from './contract.ts'

type Candidates = ReplyOf<(typeof reviewsContract)['GET /api/reviewers']>
const shown = 50

/** People who could review a submission, least burdened first. */
export async function candidates(deps: Deps, actor: Actor, submissionId: string, q: string): Promise<Candidates> {
  const subject = await subjectFor(deps.sql, submissionId)
  allow(maySubmission('submission.oversee', actor, subject))
  const viewerId = holderOf(actor)
  const rows = await findPeople(deps.sql, viewerId, submissionId, q.trim())
  return {
    candidates: rows.map(({ wrote, asked, medianDays, ...person }) => ({
      ...person,
      medianDays: medianDays === null ? null : Math.round(medianDays),
      invite: mayBeAsked({
        isAuthor: wrote || subject.authorIds.includes(person.id),
        isEditor: person.id === viewerId || subject.handlingIds.includes(person.id),
        alreadyAsked: asked,
      }),
    })),
  }
}

interface PersonRow {
  readonly id: string
  readonly name: string
  readonly affiliation: string
  readonly country: string | null
  readonly expertise: string[]
  readonly languages: string[]
  readonly open: number
  readonly done: number
  readonly medianDays: number | null
  readonly wrote: boolean
  readonly asked: boolean
}

/**
 * What people owe and did is counted without the submissions that the viewer must not see: a number that rises by one
 * would tell an editor who reviews the editor's own paper (TRUST.md L36), and so would a person who was not there before
 * it was sent to review.
 */
async function findPeople(sql: Sql, viewerId: string, submissionId: string, q: string): Promise<PersonRow[]> {
  const pattern = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql<PersonRow[]>`
    with walled as materialized (
      select submission_id from identity.submitters where account_id = ${viewerId}
      union select submission_id from identity.contributors where account_id = ${viewerId}
      union select c.submission_id from identity.accounts a join identity.contributors c on lower(c.email) = a.email
            where a.id = ${viewerId}
      union select submission_id from identity.reviewers where account_id = ${viewerId}
    ), work as (
      select r.account_id,
             count(*) filter (where i.status in ('invited', 'accepted'))::int as open,
             count(*) filter (where i.status = 'submitted')::int as done,
             percentile_cont(0.5) within group (order by extract(epoch from v.submitted_at - i.invited_at) / 86400)
               filter (where i.status = 'submitted') as median_days
      from identity.reviewers r
      join journal.invitations i on i.id = r.invitation_id
      left join journal.reviews v on v.invitation_id = i.id
      where r.submission_id not in (select submission_id from walled)
      group by r.account_id
    )
    select a.id, a.name, a.affiliation, a.country, a.expertise, a.languages,
           coalesce(w.open, 0) as open, coalesce(w.done, 0) as done, w.median_days as "medianDays",
           exists (select 1 from identity.contributors c
                   where c.submission_id = ${submissionId} and lower(c.email) = a.email) as wrote,
           exists (select 1 from identity.reviewers r
                   join journal.invitations i on i.id = r.invitation_id
                   join journal.rounds ro on ro.id = i.round_id and ro.closed_at is null
                   where r.submission_id = ${submissionId} and r.account_id = a.id) as asked
    from identity.accounts a
    join identity.account_roles ar on ar.account_id = a.id and ar.role = 'reviewer'
    left join work w on w.account_id = a.id
    where a.disabled_at is null
      and (a.confirmed_at is not null
           or not exists (select 1 from identity.reviewers r where r.account_id = a.id)
           or w.account_id is not null)
      and (${q} = '' or a.name ilike ${pattern} or a.affiliation ilike ${pattern} or a.email = lower(${q})
           or array_to_string(a.expertise, ' ') ilike ${pattern})
    order by coalesce(w.open, 0), a.name, a.id
    limit ${shown}`
}
