import type { Sql } from '../db/client.ts'
import { mostCounted } from '../domain/counting.ts'
import type { Status } from '../domain/submission.ts'
import {
  every,
  inQueue,
  literal,
  narrowed,
  needs,
  scopeOf,
  searched,
  statusesIn,
  type Asked,
  type Condition,
  type Editor,
} from './list-conditions.ts'

const open = ['screening', 'in_review', 'revised', 'with_authors', 'production'] as const
const queues = [...open, 'ended'] as const
const statuses = queues.flatMap((queue): readonly Status[] => statusesIn[queue])

interface Counts {
  /** In the queue that was asked for, after all filters. */
  readonly total: number
  readonly counts: Readonly<Record<(typeof queues)[number] | 'needs_me' | 'all', number>>
  /** Open submissions that need nothing from this editor now; together with `needs_me` these are all open ones. */
  readonly waiting: Readonly<Record<(typeof open)[number], number>>
}

/**
 * How many submissions are in each queue, and how many were asked for, in one statement. It stops counting behind `mostCounted`, so that
 * it reads the same among a thousand submissions and among a million.
 */
export async function countQueues(sql: Sql, editor: Editor, asked: Asked, now: Date): Promise<Counts> {
  const { ctes, table, visible } = scopeOf(sql, editor)
  const upTo = (condition: Condition) =>
    sql`(select count(*)::int from (select from ${table} where ${visible} and ${condition} limit ${literal(sql, mostCounted + 1)}) counted)`
  const needed = needs(sql, editor, now)
  const search = searched(sql, asked)
  const narrowing = [...narrowed(sql, editor, asked), ...(search ? [search] : [])]
  // One short plan for all statuses: a statement with a part for each takes PostgreSQL longer to plan than to run.
  const rows = await sql<{ status: Status; needed: number; waiting: number; wanted: number | null }[]>`
    with ${ctes}
    select x.status, ${upTo(sql`s.status = x.status and ${needed}`)} as needed,
           ${upTo(sql`s.status = x.status and not ${needed}`)} as waiting,
           ${narrowing.length === 0 ? sql`null::int` : upTo(every(sql, [...inQueue(sql, editor, asked.queue, now), ...narrowing]))} as wanted
    from unnest(${[...statuses]}::text[]) as x (status)`
  const sum = (of: 'needed' | 'waiting', among: readonly Status[]) =>
    rows.filter(({ status }) => among.includes(status)).reduce((total, row) => total + row[of], 0)
  const bounded = (count: number) => Math.min(count, mostCounted + 1)
  const of = (among: readonly Status[]) => bounded(sum('needed', among) + sum('waiting', among))
  const counts = {
    ...byName(queues, (queue) => of(statusesIn[queue])),
    needs_me: bounded(sum('needed', statuses)),
    all: of(statuses),
  }
  return {
    total: rows[0]?.wanted ?? counts[asked.queue],
    counts,
    waiting: byName(open, (queue) => bounded(sum('waiting', statusesIn[queue]))),
  }
}

function byName<Name extends string>(names: readonly Name[], valueOf: (name: Name) => number): Record<Name, number> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each of the names
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, number>
}
