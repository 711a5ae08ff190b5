import { and, asc, inArray, isNull, lt, lte, or, sql as dsql } from 'drizzle-orm'
import { markRelayed } from '../server/db/events.ts'
import { events, tasks } from '../server/db/schema/outbox.ts'
import type { WorkerDeps } from './deps.ts'
import type { TaskQueue } from './queue.ts'
import { jobsFor } from './reactions.ts'

const batch = 500
// Longer than a task takes to pass the queue: a task that is still open then was lost or is stuck, and is offered
// again.
const lostAfterMs = 30_000

/**
 * Turns new events into tasks, oldest first, each batch in one transaction. Several relays may run at once.
 * @returns how many events
 */
export async function relayEvents(deps: Pick<WorkerDeps, 'db' | 'clock'>): Promise<number> {
  let relayed = 0
  for (;;) {
    const count = await relayBatch(deps)
    relayed += count
    if (count < batch) return relayed
  }
}

async function relayBatch({ db, clock }: Pick<WorkerDeps, 'db' | 'clock'>): Promise<number> {
  return db.transaction(async (tx) => {
    const unseen = await tx
      .select({ id: events.id, type: events.type, at: events.at })
      .from(events)
      .where(isNull(events.relayedAt))
      .orderBy(asc(events.seq))
      .limit(batch)
      .for('update', { skipLocked: true })
    const caused = unseen.flatMap(({ id, type, at }) =>
      jobsFor(type).map((job) => ({ id: `${id}.${job}`, eventId: id, job, runAt: at })),
    )
    if (caused.length > 0) await tx.insert(tasks).values(caused).onConflictDoNothing()
    await markRelayed(
      tx,
      unseen.map(({ id }) => id),
      clock.now(),
    )
    return unseen.length
  })
}

/**
 * Adds to the queue every due task that is not known to be in it. A task is marked after the queue has taken it: a crash between the two
 * offers it again, under the same id.
 * @returns how many tasks
 */
export async function offerTasks({ db, clock }: Pick<WorkerDeps, 'db' | 'clock'>, queue: TaskQueue): Promise<number> {
  let offered = 0
  for (;;) {
    const now = clock.now()
    const open = await db
      .select({ id: tasks.id })
      .from(tasks)
      .where(
        and(
          isNull(tasks.doneAt),
          isNull(tasks.failedAt),
          lte(tasks.runAt, now),
          or(isNull(tasks.queuedAt), lt(tasks.queuedAt, new Date(now.getTime() - lostAfterMs))),
        ),
      )
      .orderBy(dsql`${tasks.queuedAt} nulls first`, asc(tasks.runAt))
      .limit(batch)
    const ids = open.map(({ id }) => id)
    if (ids.length === 0) return offered
    await queue.add(ids)
    await db.update(tasks).set({ queuedAt: now }).where(inArray(tasks.id, ids))
    offered += ids.length
  }
}
