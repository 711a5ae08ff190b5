import type { Sql } from '../db/client.ts'
import type { Deps } from '../deps.ts'
import { isAskedOf, productionActions, type EditorAction } from '../domain/next-action.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { isLate, type InvitationStatus } from '../domain/review.ts'
import { aggregate, disagree } from '../domain/scoring.ts'
import type { Status } from '../domain/submission.ts'
import type { Query, ReplyOf } from '../http/contract.ts'
import { searchQuery } from '../domain/search.ts'
import { rowsPerPage } from '../http/shapes.ts'
import type { deskContract, queues } from './contract.ts'

type Contract = typeof deskContract
type Asked = Query<Contract['GET /api/desk']>
type Desk = ReplyOf<Contract['GET /api/desk']>
type Queue = (typeof queues)[number]
type Editor = Extract<Actor, { kind: 'account' }>

/** The editor's list in two statements for any number of submissions: the count of each queue, and one page of one queue. */
export async function deskList(deps: Deps, actor: Actor, asked: Asked): Promise<Desk> {
  const editor = requireEditor(actor)
  const now = deps.clock.now()
  const [tallies, rows] = await Promise.all([
    tallyStatuses(deps.sql, editor, asked, now),
    readPage(deps.sql, editor, asked, now),
  ])
  return {
    total: tallies.reduce((total, { wanted }) => total + wanted, 0),
    counts: countQueues(tallies),
    waiting: countWaiting(tallies),
    rows: rows.map((row) => shapeRow(row, editor, now)),
  }
}

/** The filters of the list: calls and sections of submissions that this editor sees, and no others. */
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

function requireEditor(actor: Actor): Editor {
  if (actor.kind !== 'account') throw new Refusal('not_found')
  return actor
}

/**
 * The submissions on an editor's desk. The conflict wall is applied before anything is counted: submissions that an editor wrote, is named
 * on as an author or was ever invited to review are left out (docs/threat-model.md L36, R-28). Section editors see what they handle and
 * what came to their calls. Drafts and what was never submitted are visible to their authors only.
 */
function visibleTo(sql: Sql, { accountId, roles }: Editor) {
  const theirs = roles.includes('editor')
    ? sql`true`
    : sql`s.id in (select submission_id from identity.involvements
                   where account_id = ${accountId} and relation in ('handling', 'call_editor'))`
  return sql`s.submitted_at is not null and s.status <> 'draft' and ${theirs} and s.id not in (
    select submission_id from identity.walls where account_id = ${accountId})`
}

const statusesIn = {
  screening: ['submitted'],
  in_review: ['in_review'],
  revised: ['revised'],
  with_authors: ['returned', 'revising'],
  production: ['accepted', 'in_production'],
  ended: ['published', 'declined', 'withdrawn'],
} as const satisfies Record<Exclude<Queue, 'needs_me' | 'all'>, readonly Status[]>

type Condition = ReturnType<typeof visibleTo>

/** When this editor is needed: for editors the bare column, so that its index can be used. */
function neededAt(sql: Sql, { accountId, roles }: Editor): Condition {
  if (roles.includes('editor')) return sql`s.next_action_at`
  return sql`(case when s.next_action <> all(${[...productionActions]}::text[]) or ${isAppointed(sql, accountId)}
                   then s.next_action_at end)`
}

/** An editor appointed by an administrator does all actions of the submission, production included. */
const isAppointed = (sql: Sql, accountId: string): Condition =>
  sql`exists (select from identity.involvements h
              where h.submission_id = s.id and h.account_id = ${accountId} and h.relation = 'appointed')`

const needs = (sql: Sql, editor: Editor, now: Date): Condition => sql`${neededAt(sql, editor)} <= ${now}`

/** No condition for `all`. Only the fragment that is needed is made: each costs as much as a small query. */
function inQueue(sql: Sql, editor: Editor, queue: Queue, now: Date): Condition[] {
  if (queue === 'all') return []
  if (queue === 'needs_me') return [needs(sql, editor, now)]
  return [sql`s.status = any(${[...statusesIn[queue]]}::text[])`]
}

function narrowed(sql: Sql, { accountId }: Editor, { q, status, callId, sectionId, handling }: Asked): Condition[] {
  const handlers = () =>
    sql`(select h.account_id from identity.involvements h where h.submission_id = s.id and h.relation = 'handling')`
  return [
    ...(q.trim() === '' ? [] : [matches(sql, q.trim())]),
    ...(status === undefined ? [] : [sql`s.status = ${status}`]),
    ...(callId === undefined ? [] : [sql`s.call_id = ${callId}`]),
    ...(sectionId === undefined ? [] : [sql`s.section_id = ${sectionId}`]),
    ...(handling === 'me' ? [sql`${accountId} in ${handlers()}`] : []),
    ...(handling === 'nobody' ? [sql`not exists ${handlers()}`] : []),
  ]
}

function every(sql: Sql, conditions: readonly Condition[]): Condition {
  const [first, ...rest] = conditions
  return first === undefined ? sql`true` : rest.reduce((all, condition) => sql`${all} and ${condition}`, first)
}

/** Matches words of the title or their beginnings (index submissions_search), or the beginning of the reference. */
function matches(sql: Sql, q: string) {
  const query = searchQuery(q)
  const reference = sql`starts_with(s.reference, ${q.toUpperCase()})`
  return query === null ? reference : sql`(s.search @@ ${query}::tsquery or ${reference})`
}

interface Tally {
  readonly status: Status
  readonly all: number
  readonly needsMe: number
  /** In the queue that was asked for, after all filters. */
  readonly wanted: number
}

async function tallyStatuses(sql: Sql, editor: Editor, asked: Asked, now: Date): Promise<Tally[]> {
  const wanted = every(sql, [...inQueue(sql, editor, asked.queue, now), ...narrowed(sql, editor, asked)])
  return sql<Tally[]>`
    select s.status, count(*)::int as "all", count(*) filter (where ${needs(sql, editor, now)})::int as "needsMe",
           count(*) filter (where ${wanted})::int as wanted
    from journal.submissions s where ${visibleTo(sql, editor)} group by s.status`
}

type Count = (tally: Tally) => number

function sum(tallies: readonly Tally[], count: Count): number {
  return tallies.reduce((total, tally) => total + count(tally), 0)
}

function countIn(tallies: readonly Tally[], queue: keyof typeof statusesIn, count: Count): number {
  const statuses: readonly Status[] = statusesIn[queue]
  return sum(
    tallies.filter(({ status }) => statuses.includes(status)),
    count,
  )
}

function countQueues(tallies: readonly Tally[]): Desk['counts'] {
  const whole = (queue: keyof typeof statusesIn) => countIn(tallies, queue, ({ all }) => all)
  return {
    needs_me: sum(tallies, ({ needsMe }) => needsMe),
    all: sum(tallies, ({ all }) => all),
    screening: whole('screening'),
    in_review: whole('in_review'),
    revised: whole('revised'),
    with_authors: whole('with_authors'),
    production: whole('production'),
    ended: whole('ended'),
  }
}

/** Open submissions that need nothing from this editor now; together with `needs_me` these are all open ones. */
function countWaiting(tallies: readonly Tally[]): Desk['waiting'] {
  const others = (queue: keyof typeof statusesIn) => countIn(tallies, queue, ({ all, needsMe }) => all - needsMe)
  return {
    screening: others('screening'),
    in_review: others('in_review'),
    revised: others('revised'),
    with_authors: others('with_authors'),
    production: others('production'),
  }
}

/** Label, status, due date, weighted mean once submitted. */
type Reviewer = readonly [string, InvitationStatus, string, number | null]

interface DeskRow {
  readonly id: string
  readonly reference: string
  readonly title: string
  readonly status: Status
  readonly statusSince: Date
  readonly submittedAt: Date | null
  readonly sectionTitle: string | null
  readonly callTitle: string | null
  readonly nextAction: EditorAction | null
  readonly nextActionAt: Date | null
  readonly round: number | null
  readonly appointed: boolean
  readonly reviewers: readonly Reviewer[] | null
  readonly handling: readonly string[]
}

/** Used twice: to choose the fifty rows, and to sort the joined result, for which PostgreSQL guarantees no order. */
function ordered(sql: Sql, editor: Editor, sort: Asked['sort']): Condition {
  switch (sort) {
    case 'newest':
      return sql`s.submitted_at desc, s.id`
    case 'oldest':
      return sql`s.submitted_at asc, s.id`
    case 'title':
      return sql`lower(s.title), s.id`
    default:
      return sql`${neededAt(sql, editor)} asc nulls last, s.status_since desc, s.id`
  }
}

/** Chooses fifty rows first, then joins what belongs to each. shapeRow sorts the reviewers by label. */
async function readPage(sql: Sql, editor: Editor, asked: Asked, now: Date): Promise<DeskRow[]> {
  const wanted = every(sql, [
    visibleTo(sql, editor),
    ...inQueue(sql, editor, asked.queue, now),
    ...narrowed(sql, editor, asked),
  ])
  return sql<DeskRow[]>`
    with page as materialized (
      select s.id, s.reference, s.title, s.status, s.status_since, s.submitted_at, s.section_id, s.call_id,
             s.next_action, s.next_action_at
      from journal.submissions s where ${wanted}
      order by ${ordered(sql, editor, asked.sort)}
      limit ${rowsPerPage} offset ${(asked.page - 1) * rowsPerPage}
    )
    select s.id, s.reference, s.title, s.status, s.status_since as "statusSince", s.submitted_at as "submittedAt",
           x.title as "sectionTitle", v.title as "callTitle", s.next_action as "nextAction",
           s.next_action_at as "nextActionAt", r.n as round, i.reviewers, ${isAppointed(sql, editor.accountId)} as appointed,
           array(select a.name from identity.involvements h join identity.accounts a on a.id = h.account_id
                 where h.submission_id = s.id and h.relation = 'handling' order by a.name) as handling
    from page s
    left join journal.sections x on x.id = s.section_id
    left join journal.calls c on c.id = s.call_id
    left join journal.call_versions v on v.call_id = c.id and v.n = c.version
    left join lateral (
      select o.id, o.n from journal.rounds o
      where o.submission_id = s.id
        and (o.closed_at is null or exists (select 1 from journal.invitations i where i.round_id = o.id))
      order by o.closed_at is null desc, o.n desc limit 1) r on true
    left join lateral (
      select json_agg(json_build_array(i.label, i.status, i.due_at, w.weighted)) as reviewers
      from journal.invitations i
      left join journal.reviews w on w.invitation_id = i.id and i.status = 'submitted'
      where i.round_id = r.id and i.status in ('invited', 'accepted', 'submitted')) i on true
    order by ${ordered(sql, editor, asked.sort)}`
}

function shapeRow(
  { nextAction, nextActionAt, appointed, ...row }: DeskRow,
  { roles }: Editor,
  now: Date,
): Desk['rows'][number] {
  const reviewers = (row.reviewers ?? []).map(([label, status, dueAt, weighted]) => ({
    label,
    status,
    weighted,
    late: isLate({ status, dueAt: new Date(dueAt) }, now),
  }))
  const means = reviewers.map(({ weighted }) => weighted)
  return {
    ...row,
    statusSince: row.statusSince.toISOString(),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    nextAction:
      nextAction && nextActionAt && isAskedOf(nextAction, appointed ? ['editor'] : roles)
        ? { act: nextAction, at: nextActionAt.toISOString(), now: nextActionAt <= now }
        : null,
    // By label, never by who was invited or answered first (docs/threat-model.md L19).
    reviewers: reviewers.sort((a, b) => (a.label < b.label ? -1 : 1)),
    aggregate: aggregate(means),
    disagreement: disagree(means),
    handling: [...row.handling],
  }
}
