import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core'
import { at, journal } from './columns.ts'

/** Events: audit trail, timeline and outbox in one table. Only `relayed_at` of a row ever changes. */
export const events = journal.table(
  'events',
  {
    id: uuid('id').primaryKey(),
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    type: text('type').notNull(),
    submissionIds: uuid('submission_ids').array().notNull().default(sql`'{}'`),
    /** Ids and codes only. */
    payload: jsonb('payload').notNull(),
    at: at('at').notNull(),
    relayedAt: at('relayed_at'),
  },
  (t) => [
    index('events_seq').on(t.seq),
    index('events_unrelayed').on(t.seq).where(sql`${t.relayedAt} is null`),
    index('events_roles').on(t.seq).where(sql`${t.type} in ('account.roles_changed', 'account.invited')`),
    index('events_submissions').using('gin', t.submissionIds),
  ],
)

/** A job caused by an event, to be done once. The queue holds only the id: when the queue loses it, the relay adds the task again. */
export const tasks = journal.table(
  'tasks',
  {
    /** `<event id>.<job>`: also the id of the job in the queue, so that it cannot be queued twice. */
    id: text('id').primaryKey(),
    eventId: uuid('event_id')
      .notNull()
      .references(() => events.id),
    job: text('job').notNull(),
    runAt: at('run_at').notNull(),
    doneAt: at('done_at'),
    queuedAt: at('queued_at'),
    attempts: integer('attempts').notNull().default(0),
    /** Set after the last attempt failed; an administrator sees the task and can run it again. */
    failedAt: at('failed_at'),
    error: text('error'),
  },
  (t) => [index('tasks_open').on(t.runAt).where(sql`${t.doneAt} is null and ${t.failedAt} is null`)],
)
