import { recordOtherEvent } from '../../server/db/events.ts'
import type { WorkerDeps } from '../deps.ts'
import { toolOf } from '../manuscripts/pipeline/stages.ts'

const batch = 50

/** Requests pages for files that have none, once a program is installed that was missing when they were prepared. */
export async function backfillPreviews(
  deps: Pick<WorkerDeps, 'db' | 'sql' | 'clock' | 'ids' | 'toolchain'>,
): Promise<void> {
  if (deps.toolchain.office === null && deps.toolchain.pages === null) return
  const tool = toolOf('render', deps.toolchain)
  const without = await deps.sql<{ fileId: string; submissionId: string }[]>`
    select f.id as "fileId", f.submission_id as "submissionId"
    from journal.preparations p
    join journal.files f on f.id = p.file_id and f.removed_at is null and (f.released_at is null or p.notes @> array['no_preview'])
    join journal.preparation_steps s on s.file_id = f.id and s.stage = 'render' and s.tool <> ${tool}
    where p.state = 'ready' and p.notes && array['no_preview', 'no_pages']
      and not exists (select from journal.events e where e.submission_ids @> array[f.submission_id]
                      and e.type = 'submission.preview_wanted' and e.payload->>'fileId' = f.id::text
                      and e.payload->>'tool' = ${tool})
    order by f.stored_at desc limit ${batch}`
  for (const file of without) {
    await deps.db.transaction((tx) =>
      recordOtherEvent(tx, deps, null, { type: 'submission.preview_wanted', ...file, tool }),
    )
  }
}
