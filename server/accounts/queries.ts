import type { Sql } from '../db/client.ts'
import type { Role } from '../domain/policy.ts'
import type { Query, ReplyOf } from '../http/contract.ts'
import { mostCounted } from '../domain/counting.ts'
import { cursorOf } from '../http/cursor.ts'
import { rowsPerPage } from '../http/shapes.ts'
import type { accountsContract } from './contract.ts'

type Contract = typeof accountsContract

export async function profileOf(sql: Sql, accountId: string): Promise<ReplyOf<Contract['GET /api/account']>> {
  const [profile] = await sql<ReplyOf<Contract['GET /api/account']>[]>`
    select name, email, affiliation, country, orcid, locale, languages, expertise
    from identity.accounts where id = ${accountId}`
  if (!profile) throw new Error('a session without its account')
  return profile
}

export async function nameOf(sql: Sql, accountId: string): Promise<string> {
  const [account] = await sql<{ name: string }[]>`select name from identity.accounts where id = ${accountId}`
  return account?.name ?? ''
}

interface AccountRow {
  id: string
  name: string
  email: string
  affiliation: string
  roles: ReplyOf<Contract['GET /api/accounts']>['accounts'][number]['roles']
  confirmed: boolean
  disabled: boolean
  createdAt: Date
}

/**
 * Everybody with an account. An account that was made by an invitation to review is left out for a viewer who is walled off from that
 * submission, for example its author: a new row would show who reviews it (docs/threat-model.md L36).
 */
export async function listAccounts(
  sql: Sql,
  viewerId: string,
  { after, q, role }: Query<Contract['GET /api/accounts']>,
): Promise<ReplyOf<Contract['GET /api/accounts']>> {
  const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const walled = sql`walled as materialized (select submission_id from identity.walls where account_id = ${viewerId})`
  const reviewsElsewhere = sql`exists (
    select from identity.involvements p
    where p.account_id = a.id and p.relation in ('reviewer', 'alternate')
      and p.submission_id not in (select submission_id from walled))`
  const held = sql`(r.given_for is null or r.given_for not in (select submission_id from walled) or ${reviewsElsewhere})`
  const wanted = sql`
    (a.created_for is null or a.created_for not in (select submission_id from walled) or ${reviewsElsewhere})
    ${q === '' ? sql`` : sql`and (a.name ilike ${pattern} or a.email ilike ${pattern})`}
    ${role === undefined ? sql`` : sql`and exists (select from identity.account_roles r where r.account_id = a.id and r.role = ${role} and ${held})`}`
  const [rows, [counted]] = await Promise.all([
    sql<AccountRow[]>`
      with ${walled}
      select a.id, a.name, a.email, a.affiliation, a.confirmed_at is not null as confirmed,
             a.disabled_at is not null as disabled, a.created_at as "createdAt",
             array(select r.role from identity.account_roles r where r.account_id = a.id and ${held} order by r.role) as roles
      from identity.accounts a
      where ${wanted} ${after === undefined ? sql`` : sql`and (a.name, a.id) > ((select name from identity.accounts where id = ${after.id}::uuid), ${after.id}::uuid)`}
      order by a.name, a.id
      limit ${rowsPerPage + 1}`,
    sql<[{ total: number }]>`
      with ${walled}
      select count(*)::int as total
      from (select from identity.accounts a where ${wanted} limit ${mostCounted + 1}) counted`,
  ])
  const last = rows.length > rowsPerPage ? rows[rowsPerPage - 1] : undefined
  return {
    total: counted.total,
    // Without the name, which must not stand in an address.
    next: last ? cursorOf({ key: '', id: last.id }) : null,
    accounts: rows
      .slice(0, rowsPerPage)
      .map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })),
  }
}

interface ChangeRow {
  at: Date
  name: string
  by: string | null
  before: Role[] | null
  after: Role[] | null
  disabled: boolean | null
  /** The role of reviewer comes from a submission that the viewer is walled off from. */
  hidden: boolean
}

/**
 * Changes of roles, newest first (index events_roles). An invitation that gave no role is not a change. The role of reviewer is left out
 * under the same condition as in `listAccounts`.
 */
export async function roleChanges(sql: Sql, viewerId: string): Promise<ReplyOf<Contract['GET /api/accounts/changes']>> {
  const rows = await sql<ChangeRow[]>`
    select e.at, a.name, b.name as by, e.payload->'before' as before, e.payload->'after' as after,
           (e.payload->>'disabled')::boolean as disabled,
           exists (select from identity.account_roles r
                   join identity.walls w on w.submission_id = r.given_for and w.account_id = ${viewerId}
                   where r.account_id = a.id and r.role = 'reviewer') as hidden
    from journal.events e
    join identity.accounts a on a.id = (e.payload->>'accountId')::uuid
    left join identity.event_actors y on y.event_id = e.id
    left join identity.accounts b on b.id = y.account_id
    where e.type in ('account.roles_changed', 'account.invited')
      and e.payload->'before' is distinct from e.payload->'after'
    order by e.seq desc limit 100`
  return {
    changes: rows.map(({ at, before, after, disabled, hidden, ...row }) => ({
      ...row,
      at: at.toISOString(),
      before: (before ?? []).filter((role) => !hidden || role !== 'reviewer'),
      after: (after ?? []).filter((role) => !hidden || role !== 'reviewer'),
      disabled: disabled ?? false,
    })),
  }
}

/**
 * The worker's waiting and failed tasks, without those about a submission that the viewer is walled off from: the letter of a decision
 * waits here for ten minutes, and its author would learn of the decision.
 */
export async function queueState(sql: Sql, viewerId: string): Promise<ReplyOf<Contract['GET /api/queue']>> {
  const theirs = sql`not exists (
    select from journal.events e join identity.walls w on w.submission_id = any(e.submission_ids)
    where e.id = t.event_id and w.account_id = ${viewerId})`
  const [waiting] = await sql<{ count: number; oldest: Date | null }[]>`
    select count(*)::int as count, min(t.run_at) as oldest from journal.tasks t
    where t.done_at is null and t.failed_at is null and ${theirs}`
  const failed = await sql<{ id: string; job: string; attempts: number; failed_at: Date; error: string | null }[]>`
    select t.id, t.job, t.attempts, t.failed_at, t.error from journal.tasks t
    where t.failed_at is not null and t.done_at is null and ${theirs} order by t.failed_at desc limit 100`
  return {
    waiting: waiting?.count ?? 0,
    oldestWaitingSince: waiting?.oldest?.toISOString() ?? null,
    failed: failed.map((task) => ({
      id: task.id,
      job: task.job,
      attempts: task.attempts,
      failedAt: task.failed_at.toISOString(),
      error: task.error ?? '',
    })),
  }
}
