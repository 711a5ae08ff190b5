import type { JournalEvent } from '../server/domain/events.ts'
import type { WorkerDeps } from './deps.ts'

/** The work that an event causes, with the event. */
export interface Task {
  readonly id: string
  readonly job: string
  readonly attempts: number
  readonly event: JournalEvent & { readonly id: string; readonly at: Date }
}

/**
 * Does the work of one task. It may run twice, or twice at once, without harm: a worker can die after the work and before the work is
 * marked done.
 * @returns when to run again, if it is too early
 */
export type Job = (deps: WorkerDeps, task: Task) => Promise<Date | undefined>
