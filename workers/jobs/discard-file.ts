import { eq } from 'drizzle-orm'
import { usualDeadlines } from '../../server/cases/deadlines.ts'
import { fileCopies } from '../../server/db/schema/preparation.ts'
import { files } from '../../server/db/schema/submissions.ts'
import { undoEndsAt } from '../../server/domain/undo.ts'
import type { WorkerDeps } from '../deps.ts'
import type { Task } from '../task.ts'

/**
 * Deletes the bytes of a removed file when it can no longer be brought back. Its row is marked first and stays: bringing the file back and
 * this job lock the same row. Bytes that a crash leaves are deleted by the next run.
 * @returns when to run again, if it is too early
 */
export async function discardFile({ db, store, clock }: WorkerDeps, { event }: Task): Promise<Date | undefined> {
  if (event.type !== 'submission.file_removed') return undefined
  const { fileId } = event
  const found = await db.transaction(async (tx) => {
    const [file] = await tx.select().from(files).where(eq(files.id, fileId)).for('update')
    if (!file || file.removedAt === null) return { keys: [] }
    const now = await clock.ofDatabase(tx)
    const endsAt = undoEndsAt(file.removedAt, (await usualDeadlines(tx)).graceMinutes)
    if (file.discardedAt === null && now < endsAt) return { keys: [], endsAt }
    await tx
      .update(files)
      .set({ discardedAt: file.discardedAt ?? now })
      .where(eq(files.id, fileId))
    const copies = await tx.select({ key: fileCopies.storageKey }).from(fileCopies).where(eq(fileCopies.fileId, fileId))
    return { keys: [file.storageKey, ...copies.map(({ key }) => key)] }
  })
  for (const key of found.keys) await store.remove(key)
  return found.endsAt
}
