import { and, eq } from 'drizzle-orm'
import { recordOtherEvent } from '../../server/db/events.ts'
import { preparations } from '../../server/db/schema/preparation.ts'
import type { WorkerDeps } from '../deps.ts'

interface Stuck {
  readonly fileId: string
  readonly submissionId: string
  /** A task for this file was given up. */
  readonly givenUp: boolean
}

/**
 * Finds files that no task is preparing: those uploaded before preparation existed are started, and one whose task was given up (the file
 * crashed its worker again and again) is held for an editor.
 */
export async function resumePreparations(deps: Pick<WorkerDeps, 'db' | 'sql' | 'clock' | 'ids'>): Promise<void> {
  const stuck = await deps.sql<Stuck[]>`
    select f.id as "fileId", f.submission_id as "submissionId", coalesce(bool_or(t.failed_at is not null), false) as "givenUp"
    from journal.preparations p
    join journal.files f on f.id = p.file_id and f.removed_at is null
    left join journal.events e on e.submission_ids @> array[f.submission_id]
      and e.type in ('submission.file_stored', 'submission.file_brought_back', 'submission.file_prepared_again', 'submission.name_covered', 'submission.name_uncovered')
      and e.payload->>'fileId' = f.id::text and e.at >= p.begun_at
    left join journal.tasks t on t.event_id = e.id and t.job = 'prepare-file'
    where p.state = 'preparing'
    group by f.id
    having count(*) filter (where e.id is not null and (e.relayed_at is null or t.done_at is null and t.failed_at is null)) = 0`
  for (const file of stuck) await (file.givenUp ? hold(deps, file) : begin(deps, file))
}

async function begin({ db, clock, ids }: Pick<WorkerDeps, 'db' | 'clock' | 'ids'>, { fileId, submissionId }: Stuck) {
  await db.transaction(async (tx) => {
    const begun = await tx
      .update(preparations)
      .set({ begunAt: clock.now() })
      .where(and(eq(preparations.fileId, fileId), eq(preparations.state, 'preparing')))
      .returning({ fileId: preparations.fileId })
    if (begun.length > 0)
      await recordOtherEvent(tx, { clock, ids }, null, { type: 'submission.file_prepared_again', submissionId, fileId })
  })
}

async function hold({ db, clock, ids }: Pick<WorkerDeps, 'db' | 'clock' | 'ids'>, { fileId, submissionId }: Stuck) {
  await db.transaction(async (tx) => {
    const held = await tx
      .update(preparations)
      .set({ state: 'held', reason: 'tool_failed', endedAt: clock.now() })
      .where(and(eq(preparations.fileId, fileId), eq(preparations.state, 'preparing')))
      .returning({ fileId: preparations.fileId })
    if (held.length > 0)
      await recordOtherEvent(tx, { clock, ids }, null, {
        type: 'submission.file_prepared',
        submissionId,
        fileId,
        state: 'held',
      })
  })
}
