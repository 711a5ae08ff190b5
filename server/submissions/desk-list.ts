import type { Sql } from '../db/client.ts'
import type { Deps } from '../deps.ts'
import type { EditorAct } from '../domain/attention.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { isLate, type InvitationStatus } from '../domain/review.ts'
import { aggregate, disagree } from '../domain/scoring.ts'
import type { Status } from '../domain/submission.ts'
import type { Query, ReplyOf } from '../http/contract.ts'
import { rowsPerPage } from '../http/shapes.ts'
import type { deskContract, queues } from './desk-contract.ts'

type Contract = typeof deskContract
type Asked = Query<Contract['GET /api/desk']>
type Desk = ReplyOf<Contract['GET /api/desk']>
type Queue = (typeof queues)[number]
type Editor = Extract<Actor, { kind: 'account' }>

/** The editor's list in two statements, however many submissions there are: what is in each queue, and one page of one. */
export async function deskList(deps: Deps, actor: Actor, asked: Asked): Promise<Desk> {
  const editor = requireEditor(actor)
  const now = deps.clock.now()
  const [tally, rows] = await Promise.all([
    countQueues(deps.sql, editor, asked, now),
    readPage(deps.sql, editor, asked, now),
  ])
  const { total, ...counts } = tally
  return { total, counts, rows: rows.map((row) => shapeRow(row, now)) }
}

/** What the list can be narrowed to: calls and sections of submissions this editor sees, so that nothing else shows through. */
export async function deskFilters({ sql }: Deps, actor: Actor): Promise<ReplyOf<Contract['GET /api/desk/filters']>> {
  const [row] = await sql<[ReplyOf<Contract['GET /api/desk/filters']>]>`
    with visible as materialized (
      select s.call_id, s.section_id from journal.submissions s where ${visibleTo(sql, requireEditor(actor))}
    )
    select
      coalesce((select json_agg(json_build_object('id', c.id, 'title', v.title) order by c.created_at desc, c.id)
                from journal.calls c join journal.call_versions v on v.call_id = c.id and v.n = c.version
                where c.id in (select call_id from visible)), '[]') as calls,
      coalesce((select json_agg(json_build_object('id', x.id, 'title', x.title) order by x.position, x.id)
                from journal.sections x where x.id in (select section_id from visible)), '[]') as sections,
      coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name) order by a.name, a.id)
                from identity.accounts a where a.disabled_at is null and exists (
                  select 1 from identity.account_roles r
                  where r.account_id = a.id and r.role in ('editor', 'section_editor'))), '[]') as editors`
  return row
}

export function requireEditor(actor: Actor): Editor {
  if (actor.kind !== 'account') throw new Refusal('not_found')
  return actor
}

/**
 * Which submissions are on an editor's desk at all. The conflict wall stands before anything is counted: what an editor
 * wrote or was ever asked to review is not there (TRUST.md L36, R-28); section editors have what they handle and their
 * calls'; what was never submitted is its author's alone.
 */
function visibleTo(sql: Sql, { accountId, roles }: Editor) {
  const theirs = roles.includes('editor')
    ? sql`true`
    : sql`(s.id in (select submission_id from identity.handling where account_id = ${accountId})
           or s.call_id in (select call_id from identity.call_editors where account_id = ${accountId}))`
  return sql`s.submitted_at is not null and s.status <> 'draft' and ${theirs} and s.id not in (
    select submission_id from identity.submitters where account_id = ${accountId}
    union all select submission_id from identity.contributors where account_id = ${accountId}
    union all select submission_id from identity.reviewers where account_id = ${accountId})`
}

function inQueue(sql: Sql, queue: Queue, now: Date) {
  const conditions = {
    needs_me: sql`s.attention_at <= ${now}`,
    all: sql`true`,
    screening: sql`s.status = 'submitted'`,
    in_review: sql`s.status = 'in_review'`,
    with_authors: sql`s.status in ('returned', 'revising')`,
    production: sql`s.status in ('accepted', 'in_production')`,
    ended: sql`s.status in ('published', 'declined', 'withdrawn')`,
  } as const satisfies Record<Queue, unknown>
  return conditions[queue]
}

function narrowed(sql: Sql, { accountId }: Editor, { q, status, callId, sectionId, handling }: Asked) {
  const handlers = sql`(select h.account_id from identity.handling h where h.submission_id = s.id)`
  return sql`${q.trim() === '' ? sql`true` : matches(sql, q.trim())}
    and ${status === undefined ? sql`true` : sql`s.status = ${status}`}
    and ${callId === undefined ? sql`true` : sql`s.call_id = ${callId}`}
    and ${sectionId === undefined ? sql`true` : sql`s.section_id = ${sectionId}`}
    and ${handling === 'me' ? sql`${accountId} in ${handlers}` : handling === 'nobody' ? sql`not exists ${handlers}` : sql`true`}`
}

/** Beginnings of words of the title (index submissions_title), or the beginning of the reference. */
function matches(sql: Sql, q: string) {
  const words = q.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  const reference = sql`starts_with(s.reference, ${q.toUpperCase()})`
  if (words.length === 0) return reference
  const query = words.map((word) => `${word}:*`).join(' & ')
  return sql`(to_tsvector('simple', s.title) @@ to_tsquery('simple', ${query}) or ${reference})`
}

type Tally = Record<Queue, number> & { readonly total: number }

async function countQueues(sql: Sql, editor: Editor, asked: Asked, now: Date): Promise<Tally> {
  const count = (queue: Queue) => sql`count(*) filter (where ${inQueue(sql, queue, now)})::int`
  const [tally] = await sql<[Tally]>`
    select ${count('needs_me')} as needs_me, ${count('all')} as "all", ${count('screening')} as screening,
           ${count('in_review')} as in_review, ${count('with_authors')} as with_authors,
           ${count('production')} as production, ${count('ended')} as ended,
           count(*) filter (where ${inQueue(sql, asked.queue, now)} and ${narrowed(sql, editor, asked)})::int as total
    from journal.submissions s where ${visibleTo(sql, editor)}`
  return tally
}

interface DeskRow {
  readonly id: string
  readonly reference: string
  readonly title: string
  readonly status: Status
  readonly statusSince: Date
  readonly submittedAt: Date | null
  readonly sectionTitle: string | null
  readonly callTitle: string | null
  readonly attentionAct: EditorAct | null
  readonly attentionAt: Date | null
  readonly round: number | null
  readonly reviewers: readonly {
    readonly label: string
    readonly status: InvitationStatus
    readonly weighted: number | null
    readonly dueAt: string
  }[]
  readonly handling: readonly string[]
}

function ordered(sql: Sql, sort: Asked['sort']) {
  const orders = {
    attention: sql`s.attention_at asc nulls last, s.status_since desc, s.id`,
    newest: sql`s.submitted_at desc, s.id`,
    oldest: sql`s.submitted_at asc, s.id`,
    title: sql`lower(s.title), s.id`,
  } as const satisfies Record<Asked['sort'], unknown>
  return orders[sort]
}

/** Fifty rows first, then what belongs to each of the fifty. */
async function readPage(sql: Sql, editor: Editor, asked: Asked, now: Date): Promise<DeskRow[]> {
  return sql<DeskRow[]>`
    with page as materialized (
      select s.id, s.reference, s.title, s.status, s.status_since, s.submitted_at, s.section_id, s.call_id,
             s.attention_act, s.attention_at, row_number() over (order by ${ordered(sql, asked.sort)}) as place
      from journal.submissions s
      where ${visibleTo(sql, editor)} and ${inQueue(sql, asked.queue, now)} and ${narrowed(sql, editor, asked)}
      order by ${ordered(sql, asked.sort)}
      limit ${rowsPerPage} offset ${(asked.page - 1) * rowsPerPage}
    )
    select p.id, p.reference, p.title, p.status, p.status_since as "statusSince", p.submitted_at as "submittedAt",
           x.title as "sectionTitle", v.title as "callTitle", p.attention_act as "attentionAct",
           p.attention_at as "attentionAt", r.n as round,
           coalesce((select json_agg(json_build_object('label', i.label, 'status', i.status, 'dueAt', i.due_at,
                                                       'weighted', case when i.status = 'submitted' then w.weighted end)
                                     order by i.label)
                     from journal.invitations i left join journal.reviews w on w.invitation_id = i.id
                     where i.round_id = r.id and i.status in ('invited', 'accepted', 'submitted')), '[]') as reviewers,
           array(select a.name from identity.handling h join identity.accounts a on a.id = h.account_id
                 where h.submission_id = p.id order by a.name) as handling
    from page p
    left join journal.sections x on x.id = p.section_id
    left join journal.calls c on c.id = p.call_id
    left join journal.call_versions v on v.call_id = c.id and v.n = c.version
    left join lateral (
      select o.id, o.n from journal.rounds o
      where o.submission_id = p.id
        and (o.closed_at is null or exists (select 1 from journal.invitations i where i.round_id = o.id))
      order by o.closed_at is null desc, o.n desc limit 1) r on true
    order by p.place`
}

function shapeRow({ attentionAct, attentionAt, ...row }: DeskRow, now: Date): Desk['rows'][number] {
  const means = row.reviewers.map(({ weighted }) => weighted)
  return {
    ...row,
    statusSince: row.statusSince.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    attention: attentionAct &&
      attentionAt && { act: attentionAct, at: attentionAt.toISOString(), now: attentionAt <= now },
    reviewers: row.reviewers.map(({ label, status, weighted, dueAt }) => ({
      label,
      status,
      weighted,
      late: isLate({ status, dueAt: new Date(dueAt) }, now),
    })),
    aggregate: aggregate(means),
    disagreement: disagree(means),
    handling: [...row.handling],
  }
}
