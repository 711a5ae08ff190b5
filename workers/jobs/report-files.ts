import type { WorkerDeps } from '../deps.ts'
import { reportAgain } from '../manuscripts/pipeline/report-again.ts'
import type { Task } from '../task.ts'

/** Searches a submission's files again when the names to look for have changed. */
export async function reportFiles(deps: WorkerDeps, { event }: Task): Promise<undefined> {
  if ('submissionId' in event) await reportAgain(deps, event.submissionId)
}
