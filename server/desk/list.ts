import type { Sql } from '../db/client.ts'
import type { ReviewSummary } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { mostCounted } from '../domain/counting.ts'
import { isAskedOf, type EditorAction } from '../domain/next-action.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { isLate } from '../domain/review.ts'
import { aggregate, disagree } from '../domain/scoring.ts'
import type { Status } from '../domain/submission.ts'
import type { ReplyOf } from '../http/contract.ts'
import { cursorOf, timeIn, type Place } from '../http/cursor.ts'
import { soonDays, type deskContract } from './contract.ts'
import {
  every,
  inQueue,
  isAppointed,
  literal,
  narrowed,
  needsLater,
  queueOrder,
  scopeOf,
  searched,
  type Asked,
  type Condition,
  type Editor,
} from './list-conditions.ts'
import { countQueues } from './list-counts.ts'

type Contract = typeof deskContract
type Desk = ReplyOf<Contract['GET /api/desk']>

const dayMs = 86_400_000

/**
 * The editor's list in two statements for any number of submissions: the count of each queue, and one page of one queue. What they read
 * does not grow with the number of submissions (tests/growth.long.test.ts).
 */
export async function deskList(deps: Deps, actor: Actor, asked: Asked): Promise<Desk> {
  const editor = requireEditor(actor)
  const now = deps.clock.now()
  const queue = inQueue(deps.sql, editor, asked.queue, now)
  const counting = countQueues(deps.sql, editor, asked, now)
  const sorting = searched(deps.sql, asked) !== null && (await counting).total <= mostCounted
  const [counts, rows] = await Promise.all([counting, readPage(deps.sql, editor, asked, queue, sorting)])
  const [last, more] = [rows[asked.rows - 1], rows.length > asked.rows]
  return {
    ...counts,
    rows: rows.slice(0, asked.rows).map((row) => shapeRow(row, editor, now)),
    next: more && last ? cursorOf({ key: last.place, id: last.id }) : null,
  }
}

/** The submissions that will need this editor within a week and do not yet, first what is due first. */
export async function deskSoon(deps: Deps, actor: Actor): Promise<ReplyOf<Contract['GET /api/desk/soon']>> {
  const editor = requireEditor(actor)
  const now = deps.clock.now()
  const soon = needsLater(deps.sql, editor, now, new Date(now.getTime() + soonDays * dayMs))
  // `readPage` reads one more than it is asked for: fifty.
  const rows = await readPage(deps.sql, editor, { ...everything, rows: 49 }, [soon], false)
  return { rows: rows.map((row) => shapeRow(row, editor, now)) }
}

const everything: Asked = { queue: 'all', q: '', handling: 'anybody', sort: 'nextAction', rows: 50 }

/** The filters of the list: calls and sections of submissions that this editor sees, and no others. */
export async function deskFilters({ sql }: Deps, actor: Actor): Promise<ReplyOf<Contract['GET /api/desk/filters']>> {
  const { ctes, table, visible } = scopeOf(sql, requireEditor(actor))
  const [row] = await sql<[ReplyOf<Contract['GET /api/desk/filters']>]>`
    with ${ctes}
    select
      coalesce((select json_agg(json_build_object('id', c.id, 'title', v.title) order by c.created_at desc, c.id)
                from journal.calls c join journal.call_versions v on v.call_id = c.id and v.n = c.version
                where (select true from ${table} where s.call_id = c.id and ${visible} limit 1)), '[]') as calls,
      coalesce((select json_agg(json_build_object('id', x.id, 'title', x.title) order by x.position, x.id)
                from journal.sections x
                where (select true from ${table} where s.section_id = x.id and ${visible} limit 1)), '[]') as sections,
      coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name) order by a.name, a.id)
                from identity.accounts a where a.disabled_at is null and a.id in (
                  select r.account_id from identity.account_roles r where r.role in ('editor', 'section_editor'))), '[]') as editors`
  return row
}

function requireEditor(actor: Actor): Editor {
  if (actor.kind !== 'account') throw new Refusal('not_found')
  return actor
}

interface DeskRow {
  readonly id: string
  /** The key of this row in the order of the list, as text. */
  readonly place: string
  readonly reference: string
  readonly title: string
  readonly status: Status
  readonly statusSince: Date
  readonly submittedAt: Date | null
  readonly sectionTitle: string | null
  readonly callTitle: string | null
  readonly nextAction: EditorAction | null
  readonly nextActionAt: Date | null
  /** Not asked for editors, who do all actions anyway. */
  readonly appointed: boolean
  readonly reviews: ReviewSummary | null
  readonly handling: readonly string[] | null
}

interface Order {
  readonly key: Condition
  /** The key as text, for the cursor. */
  readonly text: Condition
  readonly descending: boolean
  /** The key of the cursor's row. */
  readonly after: (place: Place) => Condition
}

function orderOf(sql: Sql, editor: Editor, sort: Asked['sort']): Order {
  switch (sort) {
    case 'title': {
      const key = sql`lower(s.title)`
      const keyOf = (place: Place) => sql`(select lower(title) from journal.submissions where id = ${place.id}::uuid)`
      // A title must not stand in an address, where histories keep it: the row is asked for it.
      return { key, text: sql`''`, descending: false, after: keyOf }
    }
    case 'nextAction': {
      const key = queueOrder(sql, editor)
      return { key, text: sql`${key}::text`, descending: false, after: (place) => sql`${timeIn(place)}::timestamp` }
    }
    default:
      return {
        key: sql`s.submitted_at`,
        text: sql`(s.submitted_at at time zone 'UTC')::text`,
        descending: sort === 'newest',
        after: (place) => sql`(${timeIn(place)}::timestamp at time zone 'UTC')`,
      }
  }
}

/**
 * Chooses the rows first, then joins what belongs to each. One more than is asked for shows that there are others.
 * @param sorting for a search that finds few: finds, then sorts. Otherwise the list is read in its order until the page is full.
 */
async function readPage(
  sql: Sql,
  editor: Editor,
  asked: Asked,
  queue: readonly Condition[],
  sorting: boolean,
): Promise<DeskRow[]> {
  const { ctes, table, visible } = scopeOf(sql, editor)
  const order = orderOf(sql, editor, asked.sort)
  const { key } = order
  const [direction, behind] = order.descending ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`]
  const { after } = asked
  const search = searched(sql, asked)
  const wanted = every(sql, [
    visible,
    ...queue,
    ...narrowed(sql, editor, asked),
    ...(search ? [search] : []),
    ...(after === undefined ? [] : [sql`(${key}, s.id) ${behind} (${order.after(after)}, ${after.id}::uuid)`]),
  ])
  return sql<DeskRow[]>`
    with ${ctes},
    ${sorting ? sql`found as materialized (select s.id from ${table} where ${wanted}),` : sql``}
    page as materialized (
      select s.id, ${key} as key, ${order.text} as place, s.reference, s.title, s.status, s.status_since, s.submitted_at,
             s.section_id, s.call_id, s.next_action, s.next_action_at, s.review_summary
      from ${table} where ${sorting ? sql`s.id = any(array(select id from found))` : wanted}
      order by ${key} ${direction}, s.id ${direction} limit ${literal(sql, asked.rows + 1)}
    )
    select s.id, s.place, s.reference, s.title, s.status, s.status_since as "statusSince", s.submitted_at as "submittedAt",
           (select x.title from journal.sections x where x.id = s.section_id) as "sectionTitle",
           (select v.title from journal.calls c join journal.call_versions v on v.call_id = c.id and v.n = c.version
            where c.id = s.call_id) as "callTitle",
           s.next_action as "nextAction", s.next_action_at as "nextActionAt", s.review_summary as reviews,
           ${editor.roles.includes('editor') ? sql`false` : isAppointed(sql, editor.accountId)} as appointed,
           (select json_agg(a.name order by a.name) from identity.involvements h join identity.accounts a on a.id = h.account_id
            where h.submission_id = s.id and h.relation = 'handling') as handling
    from page s
    order by s.key ${direction}, s.id ${direction}`
}

function shapeRow(
  { nextAction, nextActionAt, appointed, reviews, handling, ...row }: DeskRow,
  { roles }: Editor,
  now: Date,
): Desk['rows'][number] {
  // By label, never by who was invited or answered first (docs/threat-model.md L19).
  const reviewers = (reviews?.reviewers ?? []).map(([label, status, dueAt, weighted]) => ({
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
    round: reviews?.round ?? null,
    reviewers,
    aggregate: aggregate(means),
    disagreement: disagree(means),
    handling: [...(handling ?? [])],
  }
}
