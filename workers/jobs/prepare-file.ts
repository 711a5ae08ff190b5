import type { WorkerDeps } from '../deps.ts'
import { prepareFile } from '../manuscripts/pipeline/prepare.ts'
import { limitPreparing } from '../manuscripts/preparation-limits.ts'
import type { Task } from '../task.ts'

const waitMs = 1_000
// A program that failed twice at a file is not tried a third time (docs/file-pipeline.md 6).
const tries = 2

/** Makes the copies of a file that other people may see. */
export async function prepare(deps: WorkerDeps, { event, attempts }: Task): Promise<Date | undefined> {
  if (!('fileId' in event)) return undefined
  const done = await limitPreparing(() => prepareFile(deps, event.fileId, attempts >= tries))
  return done ? undefined : new Date(deps.clock.now().getTime() + waitMs)
}
