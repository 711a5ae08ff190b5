import type { Sql } from '../db/client.ts'
import type { Role } from '../domain/policy.ts'
import type { Query, ReplyOf } from '../http/contract.ts'
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
  total: number
}

export async function listAccounts(
  sql: Sql,
  { page, q, role }: Query<Contract['GET /api/accounts']>,
): Promise<ReplyOf<Contract['GET /api/accounts']>> {
  const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const rows = await sql<AccountRow[]>`
    select a.id, a.name, a.email, a.affiliation, a.confirmed_at is not null as confirmed,
           a.disabled_at is not null as disabled, a.created_at as "createdAt",
           array(select r.role from identity.account_roles r where r.account_id = a.id order by r.role) as roles,
           count(*) over ()::int as total
    from identity.accounts a
    where (${q} = '' or a.name ilike ${pattern} or a.email ilike ${pattern})
      and (${role ?? null}::text is null or exists (select from identity.account_roles r where r.account_id = a.id and r.role = ${role ?? null}))
    order by a.name, a.id
    limit ${rowsPerPage} offset ${(page - 1) * rowsPerPage}`
  return {
    total: rows[0]?.total ?? 0,
    accounts: rows.map(({ total: _total, createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })),
  }
}

interface ChangeRow {
  at: Date
  name: string
  by: string | null
  before: Role[] | null
  after: Role[] | null
  disabled: boolean | null
}

/** Changes of what people may do, newest first (index events_roles). An invitation that gave no role is none. */
export async function roleChanges(sql: Sql): Promise<ReplyOf<Contract['GET /api/accounts/changes']>> {
  const rows = await sql<ChangeRow[]>`
    select e.at, a.name, b.name as by, e.payload->'before' as before, e.payload->'after' as after,
           (e.payload->>'disabled')::boolean as disabled
    from journal.events e
    join identity.accounts a on a.id = (e.payload->>'accountId')::uuid
    left join identity.event_actors y on y.event_id = e.id
    left join identity.accounts b on b.id = y.account_id
    where e.type in ('account.roles_changed', 'account.invited')
      and e.payload->'before' is distinct from e.payload->'after'
    order by e.seq desc limit 100`
  return {
    changes: rows.map(({ at, before, after, disabled, ...row }) => ({
      ...row,
      at: at.toISOString(),
      before: before ?? [],
      after: after ?? [],
      disabled: disabled ?? false,
    })),
  }
}

export async function queueState(sql: Sql): Promise<ReplyOf<Contract['GET /api/queue']>> {
  const [waiting] = await sql<{ count: number; oldest: Date | null }[]>`
    select count(*)::int as count, min(run_at) as oldest from journal.tasks where done_at is null and failed_at is null`
  const failed = await sql<{ id: string; job: string; attempts: number; failed_at: Date; error: string | null }[]>`
    select id, job, attempts, failed_at, error from journal.tasks
    where failed_at is not null and done_at is null order by failed_at desc limit 100`
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
