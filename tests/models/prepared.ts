import { and, eq } from 'drizzle-orm'
import { connect, type Database } from '../../server/db/client.ts'
import { fingerprintOfPeople, identitiesOf } from '../../server/cases/people.ts'
import { fileCopies, preparations, preparationSteps } from '../../server/db/schema/preparation.ts'
import { files } from '../../server/db/schema/submissions.ts'
import { stages } from '../../server/domain/preparation.ts'
import type { Journal } from '../support/journal.ts'

/** Uses the worker's role, because the server's role may not write the results of a preparation. */
export function connectAsWorker({ env }: Journal): Database {
  return connect(env, 'tj_worker', { max: 1 })
}

/** The result of preparing a file that names nobody. */
export async function markPrepared({ deps }: Journal, { db }: Database, submissionId: string): Promise<void> {
  const now = deps.clock.now()
  await db.transaction(async (tx) => {
    const reportedFor = fingerprintOfPeople(deps.settings.secret, await identitiesOf(tx, submissionId))
    const waiting = await tx
      .select({ id: files.id })
      .from(files)
      .innerJoin(preparations, eq(preparations.fileId, files.id))
      .where(and(eq(files.submissionId, submissionId), eq(preparations.state, 'preparing')))
    for (const { id: fileId } of waiting) {
      await tx
        .update(preparations)
        .set({ state: 'ready', stage: 'report', reportedFor, endedAt: now })
        .where(eq(preparations.fileId, fileId))
      const steps = stages.map((stage) => ({ fileId, stage, tool: 'none', skipped: true, ms: 0, doneAt: now }))
      await tx.insert(preparationSteps).values(steps)
      await tx.insert(fileCopies).values({
        id: deps.ids.uuid(),
        fileId,
        kind: 'clean',
        mediaType: 'application/pdf',
        extension: 'pdf',
        bytes: 1,
        sha256: '0'.repeat(64),
        storageKey: deps.ids.token(24),
        madeAt: now,
      })
    }
  })
}

/** The files of the newest submitted version. */
export async function filesHandedIn({ deps }: Journal, submissionId: string): Promise<string[]> {
  const rows = await deps.sql<{ id: string }[]>`
    select f.id from journal.files f
    where f.version_id = (select v.id from journal.versions v
                          where v.submission_id = ${submissionId} and v.handed_in_at is not null
                          order by v.n desc limit 1)`
  return rows.map(({ id }) => id)
}
