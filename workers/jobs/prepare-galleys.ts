import type { WorkerDeps } from '../deps.ts'
import { prepareGalleys } from '../galleys/prepare.ts'
import { limitPreparing } from '../manuscripts/preparation-limits.ts'
import type { Task } from '../task.ts'

const waitMs = 1_000
// As for manuscripts: a program that failed twice is not tried a third time.
const tries = 2

/** Makes the readers' copies of an article's galleys, and searches them for names that its byline does not show. */
export async function prepareArticle(deps: WorkerDeps, { event, attempts }: Task): Promise<Date | undefined> {
  if (!('articleId' in event)) return undefined
  const done = await limitPreparing(() => prepareGalleys(deps, event.articleId, attempts >= tries))
  return done ? undefined : new Date(deps.clock.now().getTime() + waitMs)
}
