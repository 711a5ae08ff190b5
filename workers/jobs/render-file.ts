import type { WorkerDeps } from '../deps.ts'
import { renderLater } from '../manuscripts/pipeline/render-later.ts'
import type { Task } from '../tasks.ts'

/** Makes the pages of a file for which there was no program before. */
export async function renderFile(deps: WorkerDeps, { event }: Task): Promise<undefined> {
  if ('fileId' in event) await renderLater(deps, event.fileId)
}
