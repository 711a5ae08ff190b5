import type { JournalEvent } from '../server/domain/events.ts'
import type { WorkerDeps } from './deps.ts'

/** Something an event makes the worker do, with the event. */
export interface Task {
  readonly id: string
  readonly job: string
  readonly attempts: number
  readonly event: JournalEvent & { readonly id: string; readonly at: Date }
}

/**
 * Does the work of one task. May run twice, or twice at once, without harm: a worker can die after the work and before it is
 * written down.
 * @returns an instant when it is too early: the task comes back then
 */
export type Job = (deps: WorkerDeps, task: Task) => Promise<Date | undefined>
