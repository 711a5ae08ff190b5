import { loadPolicySubject } from '../cases/lock.ts'
import type { Sql } from '../db/client.ts'
import { judgeAll } from '../cases/eligibility.ts'
import { describeAccounts, partiesOf } from '../cases/parties.ts'
import { askedRound, reasonColumns, reasonsIn, type ReasonRow } from '../cases/invitation-reasons.ts'
import type { Deps } from '../deps.ts'
import { mayInvite, overruled } from '../domain/conflict.ts'
import { holderOf, maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import { allow } from '../domain/refusal.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { reviewsContract } from './contract.ts'

type Candidates = ReplyOf<(typeof reviewsContract)['GET /api/reviewers']>
const shown = 50

/** People who could review a submission, those with the fewest open reviews first. */
export async function candidates(deps: Deps, actor: Actor, submissionId: string, q: string): Promise<Candidates> {
  const subject = await loadPolicySubject(deps.sql, submissionId)
  allow(maySubmission('submission.oversee', actor, subject))
  const viewerId = holderOf(actor)
  const byEditor = relationTo(actor, subject) === 'editor'
  const rows = await findPeople(deps.sql, submissionId, viewerId, q.trim())
  const [parties, described] = await Promise.all([
    partiesOf(deps.db, submissionId, { asker: viewerId }),
    describeAccounts(
      deps.db,
      rows.map(({ id }) => id),
    ),
  ])
  return {
    candidates: rows.map(({ medianDays, keywords, reviewedBefore, ...person }) => {
      const judgement = judgeAll(
        described.filter(({ accountId }) => accountId === person.id),
        parties,
      )
      const invite = mayInvite(judgement, overruled(judgement.evidence, byEditor), byEditor)
      return {
        ...person,
        medianDays: medianDays === null ? null : Math.round(medianDays),
        known: reasonsIn({ expertise: person.expertise, keywords, reviewedBefore }),
        invite,
        evidence: [...judgement.evidence],
      }
    }),
  }
}

interface PersonRow extends ReasonRow {
  readonly id: string
  readonly name: string
  readonly affiliation: string
  readonly country: string | null
  readonly expertise: string[]
  readonly languages: string[]
  readonly open: number
  readonly done: number
  readonly medianDays: number | null
}

/**
 * Those with the fewest open reviews first: all who have some, and as many of the others as are shown. Counts the open and past reviews of
 * people without the submissions that the viewer is walled off from: a number that rises by one would tell an editor who reviews the
 * editor's own paper (docs/threat-model.md L36). A new person in the list would do the same: somebody who became a reviewer by an invitation
 * to such a paper is listed only after an invitation to another paper, or after an administrator gave them the role. Indexes:
 * accounts_name, invitations_live.
 */
async function findPeople(sql: Sql, submissionId: string, viewerId: string, q: string): Promise<PersonRow[]> {
  const pattern = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
  const isCandidate = sql`
    a.disabled_at is null
    and exists (
      select from identity.account_roles ar
      where ar.account_id = a.id and ar.role = 'reviewer'
        and (ar.given_for is null or ar.given_for not in (select submission_id from walled)
             or exists (select from identity.involvements r
                        where r.account_id = a.id and r.relation in ('reviewer', 'alternate')
                          and r.submission_id not in (select submission_id from walled))))
    ${
      q === ''
        ? sql``
        : sql`and (a.name ilike ${pattern} or a.affiliation ilike ${pattern} or a.email = lower(${q})
                   or array_to_string(a.expertise, ' ') ilike ${pattern})`
    }`
  return sql<PersonRow[]>`
    with walled as materialized (
      select submission_id from identity.walls where account_id = ${viewerId}
    ), busy as materialized (
      select r.account_id, count(*)::int as open
      from journal.invitations i join identity.reviewers r on r.invitation_id = i.id
      where i.status in ('invited', 'accepted') and i.submission_id not in (select submission_id from walled)
      group by r.account_id
    ), found as materialized (
      (select a.id, a.name, 0 as open from identity.accounts a
       where ${isCandidate} and a.id not in (select account_id from busy) order by a.name, a.id limit ${sql.unsafe(String(shown))})
      union all
      (select a.id, a.name, b.open from busy b join identity.accounts a on a.id = b.account_id
       where ${isCandidate} order by b.open, a.name, a.id limit ${sql.unsafe(String(shown))})
      order by open, name, id limit ${sql.unsafe(String(shown))}
    )
    select a.id, a.name, a.affiliation, a.country, a.expertise, a.languages, f.open, w.done, w.median_days as "medianDays",
           ${reasonColumns(sql, submissionId)}
    from found f join identity.accounts a on a.id = f.id ${askedRound(sql, submissionId)}
    cross join lateral (
      select count(*)::int as done,
             percentile_cont(0.5) within group (order by extract(epoch from v.submitted_at - i.invited_at) / 86400) as median_days
      from identity.reviewers r
      join journal.invitations i on i.id = r.invitation_id and i.status = 'submitted'
      left join journal.reviews v on v.invitation_id = i.id
      where r.account_id = a.id and i.submission_id not in (select submission_id from walled)) w
    order by f.open, a.name, a.id`
}
