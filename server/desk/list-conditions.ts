import type { PendingQuery, Row } from 'postgres'
import type { Sql } from '../db/client.ts'
import { productionActions } from '../domain/next-action.ts'
import type { Actor } from '../domain/policy.ts'
import { searchQuery } from '../domain/search.ts'
import type { Status } from '../domain/submission.ts'
import type { Query } from '../http/contract.ts'
import type { deskContract, queues } from './contract.ts'

export type Asked = Query<(typeof deskContract)['GET /api/desk']>
export type Editor = Extract<Actor, { kind: 'account' }>
export type Queue = (typeof queues)[number]
export type Condition = PendingQuery<Row[]>

export const statusesIn = {
  screening: ['submitted'],
  in_review: ['in_review'],
  revised: ['revised'],
  with_authors: ['returned', 'revising'],
  production: ['accepted', 'in_production'],
  ended: ['published', 'declined', 'withdrawn'],
} as const satisfies Record<Exclude<Queue, 'needs_me' | 'all'>, readonly Status[]>

/**
 * The submissions that an editor may know of: the beginning of a statement, the table `s` it reads, and a condition on it. The conflict
 * wall is applied before anything is counted: submissions that an editor wrote, is named on as an author or was ever invited to review are
 * left out (docs/threat-model.md L36, R-28). Section editors see what they handle and what came to their calls. Drafts and what was never
 * submitted are visible to their authors only.
 */
export function scopeOf(sql: Sql, { accountId, roles }: Editor) {
  const walled = sql`walled as materialized (select submission_id from identity.walls where account_id = ${accountId})`
  const visible = sql`s.submitted_at is not null and s.status <> 'draft' and s.id not in (select submission_id from walled)`
  if (roles.includes('editor')) return { ctes: walled, table: sql`journal.submissions s`, visible }
  // From what they see to the submissions: the other way, all submissions of the journal are read.
  const theirs = sql`${walled}, theirs as materialized (
    select s.* from journal.submissions s where s.id in (
      select submission_id from identity.involvements
      where account_id = ${accountId} and relation in ('handling', 'call_editor')))`
  return { ctes: theirs, table: sql`theirs s`, visible }
}

/**
 * When this editor is needed, in UTC; after those, in 3000 and later, what needs nothing (db/schema/submissions.ts). For editors it is the
 * bare column, so that its indexes can be used.
 */
export function queueOrder(sql: Sql, { accountId, roles }: Editor): Condition {
  if (roles.includes('editor')) return sql`s.queue_order`
  return sql`(case when s.next_action is null or s.next_action <> all(${[...productionActions]}::text[]) or ${isAppointed(sql, accountId)}
                   then s.queue_order
                   else timestamp '3000-01-01' + (timestamp '3000-01-01' - (s.status_since at time zone 'UTC')) end)`
}

/** An editor appointed by an administrator does all actions of the submission, production included. */
export const isAppointed = (sql: Sql, accountId: string): Condition =>
  sql`exists (select from identity.involvements h
              where h.submission_id = s.id and h.account_id = ${accountId} and h.relation = 'appointed')`

const inUtc = (sql: Sql, instant: Date): Condition => sql`(${instant}::timestamptz at time zone 'UTC')`

export const needs = (sql: Sql, editor: Editor, now: Date): Condition =>
  sql`(${queueOrder(sql, editor)} <= ${inUtc(sql, now)})`

export const needsLater = (sql: Sql, editor: Editor, now: Date, until: Date): Condition =>
  sql`${queueOrder(sql, editor)} > ${inUtc(sql, now)} and ${queueOrder(sql, editor)} <= ${inUtc(sql, until)}`

/** No condition for `all`. Only the fragment that is needed is made: each costs as much as a small query. */
export function inQueue(sql: Sql, editor: Editor, queue: Queue, now: Date): Condition[] {
  if (queue === 'all') return []
  if (queue === 'needs_me') return [needs(sql, editor, now)]
  const [only, ...more] = statusesIn[queue]
  return [more.length === 0 ? sql`s.status = ${only}` : sql`s.status = any(${[only, ...more]}::text[])`]
}

/** All filters but the search. */
export function narrowed(sql: Sql, { accountId }: Editor, asked: Asked): Condition[] {
  const { status, callId, sectionId, handling } = asked
  return [
    ...(status === undefined ? [] : [sql`s.status = ${status}`]),
    ...(callId === undefined ? [] : [sql`s.call_id = ${callId}`]),
    ...(sectionId === undefined ? [] : [sql`s.section_id = ${sectionId}`]),
    ...(handling === 'me'
      ? [
          sql`s.id in (select submission_id from identity.involvements where account_id = ${accountId} and relation = 'handling')`,
        ]
      : []),
    ...(handling === 'nobody'
      ? [sql`not exists (select from identity.involvements h where h.submission_id = s.id and h.relation = 'handling')`]
      : []),
  ]
}

/** Finds words of the title or their beginnings (index submissions_search), or the beginning of the reference. Null: nothing is searched. */
export function searched(sql: Sql, asked: Asked): Condition | null {
  const q = asked.q.trim()
  if (q === '') return null
  const query = searchQuery(q)
  const reference = sql`s.reference like ${q.toUpperCase().replaceAll(/[\\%_]/g, '\\$&') + '%'}`
  return query === null ? reference : sql`(s.search @@ ${query}::tsquery or ${reference})`
}

export function every(sql: Sql, [first, ...rest]: readonly Condition[]): Condition {
  return first === undefined ? sql`true` : rest.reduce((all, condition) => sql`${all} and ${condition}`, first)
}

/** A number inside the statement: behind a parameter, the planner of a prepared statement takes a limit for a tenth of all rows. */
export const literal = (sql: Sql, n: number): Condition => sql.unsafe(String(Math.trunc(n)))
