import type { Sql } from '../db/client.ts'
import { mostCounted } from '../domain/counting.ts'
import {
  every,
  inQueue,
  literal,
  narrowed,
  needs,
  scopeOf,
  searched,
  type Asked,
  type Condition,
  type Editor,
} from './list-conditions.ts'

const open = ['screening', 'in_review', 'revised', 'with_authors', 'production'] as const
const queues = [...open, 'ended'] as const

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
  const ofQueue = (queue: (typeof queues)[number]) => upTo(every(sql, inQueue(sql, editor, queue, now)))
  const search = searched(sql, asked)
  const narrowing = [...narrowed(sql, editor, asked), ...(search ? [search] : [])]
  const [row] = await sql<
    [{ whole: number[]; waiting: number[]; needs_me: number; all: number; wanted: number | null }]
  >`
    with ${ctes}
    select array[${queues.map(ofQueue).reduce((all, one) => sql`${all}, ${one}`)}] as whole,
           array[${open
             .map((queue) => upTo(sql`${every(sql, inQueue(sql, editor, queue, now))} and not ${needed}`))
             .reduce((all, one) => sql`${all}, ${one}`)}] as waiting,
           ${upTo(needed)} as needs_me, ${upTo(sql`true`)} as "all",
           ${narrowing.length === 0 ? sql`null::int` : upTo(every(sql, [...inQueue(sql, editor, asked.queue, now), ...narrowing]))} as wanted`
  const counts = {
    needs_me: row.needs_me,
    all: row.all,
    ...(Object.fromEntries(queues.map((queue, i) => [queue, row.whole[i] ?? 0])) as Record<
      (typeof queues)[number],
      number
    >),
  }
  return {
    total: row.wanted ?? counts[asked.queue],
    counts,
    waiting: Object.fromEntries(open.map((queue, i) => [queue, row.waiting[i] ?? 0])) as Record<
      (typeof open)[number],
      number
    >,
  }
}
