import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../server/db/client.ts'
import { identitiesOf, fingerprintOfPeople, type PersonBehind } from '../../../server/cases/people.ts'
import { recordOtherEvent } from '../../../server/db/events.ts'
import { preparations, preparationSteps } from '../../../server/db/schema/preparation.ts'
import type { HoldReason } from '../../../server/domain/preparation.ts'
import { coveredNow, openFileContext, type FileContext, type PipelineDeps } from './file-context.ts'
import { saveFindings, saveReading } from './save-findings.ts'
import { derivativesOf, scanCopies, stagesFromScan, reportOn } from './stages.ts'

/** Searches those files of a submission again that were searched for other people than its authors now. */
export async function reportAgain(deps: PipelineDeps, submissionId: string): Promise<void> {
  const people = await identitiesOf(deps.db, submissionId)
  const sum = fingerprintOfPeople(deps.settings.secret, people)
  const outdated = await deps.sql<{ id: string }[]>`
    select f.id from journal.files f
    join journal.preparations p on p.file_id = f.id and p.state = 'ready'
    where f.submission_id = ${submissionId} and f.removed_at is null and p.reported_for is distinct from ${sum}`
  for (const { id } of outdated) {
    const file = await openFileContext(deps, id, 'ready')
    if (file !== null) await lookAgain(deps, file, people)
  }
}

/** A new author's name may also be where no name may be: then the copies are withdrawn. */
async function lookAgain(deps: PipelineDeps, file: FileContext, people: readonly PersonBehind[]): Promise<void> {
  const nameScan = await scanCopies(file, deps.toolchain, await derivativesOf(file))
  const { findings, held } = await reportOn(file, deps.toolchain, nameScan)
  await deps.db.transaction(async (tx) => {
    if (!(await isStillFor(tx, deps, file, people))) return
    await saveReading(tx, file.row.id, nameScan)
    await saveFindings(tx, deps, file.row.id, { list: findings?.list ?? [], people })
    if (held !== undefined) await hold(tx, deps, file, held)
  })
}

/** Locks the row. A change of the authors or covers meanwhile has caused another task, which uses the newer values. */
async function isStillFor(tx: Tx, { settings }: PipelineDeps, { row }: FileContext, people: readonly PersonBehind[]) {
  const [found] = await tx
    .select({ state: preparations.state })
    .from(preparations)
    .where(eq(preparations.fileId, row.id))
    .for('update')
  const now = fingerprintOfPeople(settings.secret, await identitiesOf(tx, row.submissionId))
  const isSame = (await coveredNow(tx, row.id)) === row.coveredBy
  return found?.state === 'ready' && isSame && now === fingerprintOfPeople(settings.secret, people)
}

async function hold(tx: Tx, deps: PipelineDeps, { row }: FileContext, reason: HoldReason): Promise<void> {
  // When the file is prepared again, its copies must be scanned again.
  await tx
    .delete(preparationSteps)
    .where(and(eq(preparationSteps.fileId, row.id), inArray(preparationSteps.stage, [...stagesFromScan])))
  await tx
    .update(preparations)
    .set({ state: 'held', stage: 'report', reason, endedAt: deps.clock.now() })
    .where(and(eq(preparations.fileId, row.id), eq(preparations.state, 'ready')))
  const { submissionId, id: fileId } = row
  await recordOtherEvent(tx, deps, null, { type: 'submission.file_prepared', submissionId, fileId, state: 'held' })
}
