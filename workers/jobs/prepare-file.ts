import type { WorkerDeps } from '../deps.ts'
import { prepareFile } from '../manuscripts/pipeline/prepare.ts'
import type { Task } from '../tasks.ts'

// Letters must not wait behind manuscripts: of the worker's hands, two are for these.
const mostAtOnce = 2
const waitMs = 1_000
// Machines that failed twice at a file are not asked a third time (FILES.md A6).
const tries = 2

let underWay = 0

/** Makes the copies of a file that others may see. */
export async function prepare(deps: WorkerDeps, { event, attempts }: Task): Promise<Date | undefined> {
  if (!('fileId' in event)) return undefined
  if (underWay >= mostAtOnce) return new Date(deps.clock.now().getTime() + waitMs)
  underWay++
  try {
    await prepareFile(deps, event.fileId, attempts >= tries)
    return undefined
  } finally {
    underWay--
  }
}
