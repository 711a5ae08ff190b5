import { createLimiter } from '../../server/limiter.ts'

// Letters must not wait behind manuscripts, nor an author who looks on behind previews that are made for older files: of the
// queue's four jobs two at most prepare files that have just come, and one makes previews while no file is being prepared.

const preparing = createLimiter(2)
const backfilling = createLimiter(1)

/** @returns whether it was done; otherwise it has to come again */
export function limitPreparing(work: () => Promise<void>): Promise<boolean> {
  return preparing.tryRun(work)
}

/** As `limitPreparing`, for what nobody waits for. */
export async function limitBackfilling(work: () => Promise<void>): Promise<boolean> {
  return preparing.running === 0 && backfilling.tryRun(work)
}
