import { promoteAlternate } from '../../server/cases/alternates.ts'
import type { WorkerDeps } from '../deps.ts'
import type { Task } from '../task.ts'

/** A reviewer will not review: the next alternate is invited. */
export async function promoteNext(deps: WorkerDeps, { event }: Task): Promise<undefined> {
  if ('submissionId' in event) await promoteAlternate(deps, event.submissionId)
}
