import { and, eq, isNull, lte, sql as dsql } from 'drizzle-orm'
import { tasks } from '../server/db/schema/outbox.ts'
import type { JournalEvent } from '../server/domain/events.ts'
import { codeOf, isOutage, isPermanent } from './faults.ts'
import type { WorkerDeps } from './deps.ts'
import { jobs } from './jobs.ts'
import type { Job, Task } from './task.ts'

export const maxAttempts = 8
const firstPauseMs = 15_000
const longestPauseMs = 6 * 3_600_000
// A mail server or store that is not available uses up no tries of a task: the task waits for seven days (docs/threat-model.md K9).
const longestOutageMs = 7 * 24 * 3_600_000
const longestOutagePauseMs = 15 * 60_000

/**
 * Does a task if it is due and not done. A failure is stored and the task runs again later; after `maxAttempts` the task is given up and
 * shown to administrators. The failure of one task never affects another.
 * @throws only when the database does not answer: then the queue's entry is lost and the relay offers the task again
 */
export async function runTask(deps: WorkerDeps, taskId: string): Promise<void> {
  const task = await claimTask(deps, taskId)
  if (task === null) return
  const job = (jobs as Readonly<Record<string, Job>>)[task.job]
  // The try is counted before it begins, so a task that kills its worker is given up too.
  if (job === undefined || task.attempts > maxAttempts) return giveUp(deps, task, job ? 'Interrupted' : 'UnknownJob')
  try {
    const later = await job(deps, task)
    await (later ? reschedule(deps, task, later, { attempts: task.attempts - 1 }) : finish(deps, task))
  } catch (fault) {
    await recordFailure(deps, task, fault)
  }
}

async function claimTask({ db, sql, clock }: WorkerDeps, taskId: string): Promise<Task | null> {
  const [task] = await db
    .update(tasks)
    .set({ attempts: dsql`${tasks.attempts} + 1` })
    .where(and(eq(tasks.id, taskId), isNull(tasks.doneAt), isNull(tasks.failedAt), lte(tasks.runAt, clock.now())))
    .returning({ id: tasks.id, job: tasks.job, attempts: tasks.attempts, eventId: tasks.eventId })
  if (!task) return null
  // db/events.ts is the only writer of these rows, and takes a JournalEvent.
  const [row] = await sql<{ event: JournalEvent & { id: string }; at: Date }[]>`
    select payload || jsonb_build_object('id', id, 'type', type) as event, at
    from journal.events where id = ${task.eventId}`
  return row ? { ...task, event: { ...row.event, at: row.at } } : null
}

async function finish({ db, clock }: WorkerDeps, { id }: Task): Promise<void> {
  await db.update(tasks).set({ doneAt: clock.now(), error: null }).where(eq(tasks.id, id))
}

async function recordFailure(deps: WorkerDeps, task: Task, fault: unknown): Promise<void> {
  const error = codeOf(fault)
  const now = deps.clock.now().getTime()
  const age = now - task.event.at.getTime()
  if (isOutage(fault) && age < longestOutageMs) {
    const pause = Math.min(Math.max(age / 4, firstPauseMs), longestOutagePauseMs)
    return reschedule(deps, task, new Date(now + pause), { attempts: task.attempts - 1, error })
  }
  if (isPermanent(fault) || isOutage(fault) || task.attempts >= maxAttempts) return giveUp(deps, task, error)
  const pause = Math.min(firstPauseMs * 4 ** (task.attempts - 1), longestPauseMs)
  return reschedule(deps, task, new Date(now + pause), { error })
}

async function reschedule(
  { db }: WorkerDeps,
  { id }: Task,
  runAt: Date,
  rest: { attempts?: number; error?: string },
): Promise<void> {
  await db
    .update(tasks)
    .set({ runAt, queuedAt: null, ...rest })
    .where(eq(tasks.id, id))
}

async function giveUp({ db, clock }: WorkerDeps, { id }: Task, error: string): Promise<void> {
  await db.update(tasks).set({ failedAt: clock.now(), error }).where(eq(tasks.id, id))
}
