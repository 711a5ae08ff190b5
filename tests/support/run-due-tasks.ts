import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import { events, tasks } from '../../server/db/schema/outbox.ts'
import type { WorkerDeps } from '../../workers/deps.ts'
import { relayEvents } from '../../workers/relay.ts'
import { runTask } from '../../workers/tasks.ts'

/**
 * Runs in this process everything that is due, and everything that this causes, one after the other: the work of relay,
 * queue and workers. For tests, which read the letters right after.
 * @returns how many tasks were run
 */
export async function runDueTasks(deps: WorkerDeps): Promise<number> {
  let run = 0
  for (;;) {
    await relayEvents(deps)
    const due = await dueTasks(deps)
    if (due.length === 0) return run
    for (const id of due) await runTask(deps, id)
    run += due.length
  }
}

/** In the order of their events, so that a script runs the same way every time. */
async function dueTasks({ db, clock }: WorkerDeps): Promise<readonly string[]> {
  const due = await db
    .select({ id: tasks.id })
    .from(tasks)
    .innerJoin(events, eq(events.id, tasks.eventId))
    .where(and(isNull(tasks.doneAt), isNull(tasks.failedAt), lte(tasks.runAt, clock.now())))
    .orderBy(asc(events.seq), asc(tasks.id))
  return due.map(({ id }) => id)
}
