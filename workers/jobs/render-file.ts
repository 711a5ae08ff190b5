import type { WorkerDeps } from '../deps.ts'
import { renderLater } from '../manuscripts/pipeline/render-later.ts'
import { limitBackfilling } from '../manuscripts/preparation-limits.ts'
import type { Task } from '../task.ts'

const waitMs = 5_000

/** Renders the pages of a file for which no program was installed before. */
export async function renderFile(deps: WorkerDeps, { event }: Task): Promise<Date | undefined> {
  if (!('fileId' in event)) return undefined
  const done = await limitBackfilling(() => renderLater(deps, event.fileId))
  return done ? undefined : new Date(deps.clock.now().getTime() + waitMs)
}
