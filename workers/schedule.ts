import { refreshSearch } from '../server/db/search.ts'
import type { WorkerDeps } from './deps.ts'
import { checkEverybody } from './scheduled/check-people.ts'
import { expireInvitations } from './scheduled/expire-invitations.ts'
import { forgetExpired } from './scheduled/forget-expired.ts'
import { backfillPreviews } from './scheduled/backfill-previews.ts'
import { remindReviewers } from './scheduled/remind-reviewers.ts'
import { resumeGalleys } from './scheduled/resume-galleys.ts'
import { resumePreparations } from './scheduled/resume-preparations.ts'
import { deleteOrphans } from './scheduled/delete-orphans.ts'

export interface ScheduledJob {
  readonly name: string
  readonly everyMinutes: number
  /** Another worker may run the same job at the same time: each locks the rows it changes and checks them again. */
  readonly run: (deps: WorkerDeps) => Promise<void>
}

/** Jobs that run because time has passed, and not because of an event. */
export const scheduledJobs: readonly ScheduledJob[] = [
  { name: 'remind-reviewers', everyMinutes: 1, run: remindReviewers },
  { name: 'expire-invitations', everyMinutes: 1, run: expireInvitations },
  { name: 'check-people', everyMinutes: 10, run: checkEverybody },
  { name: 'refresh-search', everyMinutes: 1, run: ({ sql }) => refreshSearch(sql) },
  { name: 'forget-expired', everyMinutes: 60, run: forgetExpired },
  { name: 'resume-preparations', everyMinutes: 5, run: resumePreparations },
  { name: 'resume-galleys', everyMinutes: 5, run: resumeGalleys },
  { name: 'backfill-previews', everyMinutes: 5, run: backfillPreviews },
  { name: 'delete-orphans', everyMinutes: 24 * 60, run: deleteOrphans },
]

/**
 * Runs the jobs that are due; all of them at the first call.
 * @returns a function to call every minute; a job that fails is reported and does not stop the others
 */
export function scheduleOf(deps: WorkerDeps, onFault: (job: string, fault: unknown) => void): () => Promise<void> {
  const lastRun = new Map<string, number>()
  return async () => {
    for (const { name, everyMinutes, run } of scheduledJobs) {
      const now = deps.clock.now().getTime()
      if (now - (lastRun.get(name) ?? -Infinity) < everyMinutes * 60_000) continue
      lastRun.set(name, now)
      await run(deps).catch((fault: unknown) => onFault(name, fault))
    }
  }
}
