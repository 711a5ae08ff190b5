import { availableParallelism } from 'node:os'
import { createLimiter } from '../../server/limiter.ts'

// Letters must not wait behind manuscripts, nor an author who looks on behind previews that are made for older files: two of the queue's jobs
// at least are left for other work, and one makes previews while no file is being prepared.

/** One for each processor, at a low priority (sandbox/run.ts); at most four, because a step may need 1 GB. */
const filesAtOnce = Math.min(4, availableParallelism())
export const jobsAtOnce = filesAtOnce + 2

const preparing = createLimiter(filesAtOnce)
const backfilling = createLimiter(1)

/** @returns whether it was done; otherwise it has to come again */
export function limitPreparing(work: () => Promise<void>): Promise<boolean> {
  return preparing.tryRun(work)
}

/** As `limitPreparing`, for what nobody waits for. */
export async function limitBackfilling(work: () => Promise<void>): Promise<boolean> {
  return preparing.running === 0 && backfilling.tryRun(work)
}
