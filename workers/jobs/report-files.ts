import type { WorkerDeps } from '../deps.ts'
import { reportAgain } from '../manuscripts/pipeline/report-again.ts'
import type { Task } from '../task.ts'

/** Looks through a submission's files once more when other names are to be looked for than the last time. */
export async function reportFiles(deps: WorkerDeps, { event }: Task): Promise<undefined> {
  if ('submissionId' in event) await reportAgain(deps, event.submissionId)
}
