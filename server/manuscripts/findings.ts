import { and, eq, isNull } from 'drizzle-orm'
import { lockCase } from '../cases/lock.ts'
import { record } from '../db/events.ts'
import { fileFindings, preparations } from '../db/schema/preparation.ts'
import type { Tx } from '../db/client.ts'
import type { Deps } from '../deps.ts'
import { maySubmission, relationTo, type Actor, type Relation } from '../domain/policy.ts'
import { mayConfirm, mayPrepareAgain, seenBy } from '../domain/preparation.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { fileOfInsider } from './download.ts'

/** Locks a file's submission for a person who may act on its report: its author, or its editors while the submission is open. */
async function lockForGuard(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  fileId: string,
  act: 'finding.confirm' | 'file.prepare_again',
): Promise<{ submissionId: string; as: Relation }> {
  const found = await fileOfInsider(deps, actor, fileId)
  if (found === null || found.relation === 'copyeditor') throw new Refusal('not_found')
  const { subject } = await lockCase(tx, found.file.submission_id)
  allow(maySubmission(act, actor, subject))
  return { submissionId: found.file.submission_id, as: relationTo(actor, subject) }
}

/** Confirms that a line of the report may stay in the file. May be repeated. */
export async function confirmFinding(deps: Deps, actor: Actor, fileId: string, findingId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { submissionId, as } = await lockForGuard(tx, deps, actor, fileId, 'finding.confirm')
    const by = as === 'author' ? 'author' : 'editor'
    const line = and(eq(fileFindings.id, findingId), eq(fileFindings.fileId, fileId))
    const [found] = await tx.select({ kind: fileFindings.kind }).from(fileFindings).where(line)
    if (!found || !seenBy(by, found.kind)) throw new Refusal('not_found')
    allow(mayConfirm(by, found.kind))
    const newly = await tx
      .update(fileFindings)
      .set({ confirmedAt: deps.clock.now(), confirmedBy: by })
      .where(and(line, isNull(fileFindings.confirmedAt)))
      .returning({ id: fileFindings.id })
    if (newly.length > 0)
      await record(tx, deps, actor, { type: 'submission.finding_confirmed', submissionId, fileId, findingId })
  })
}

/** Has a held file prepared again. */
export async function prepareAgain(deps: Deps, actor: Actor, fileId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { submissionId } = await lockForGuard(tx, deps, actor, fileId, 'file.prepare_again')
    const [preparation] = await tx
      .select({ state: preparations.state })
      .from(preparations)
      .where(eq(preparations.fileId, fileId))
      .for('update')
    if (!preparation) throw new Refusal('not_found')
    if (preparation.state === 'preparing') return
    allow(mayPrepareAgain(preparation))
    await tx
      .update(preparations)
      .set({ state: 'preparing', reason: null, endedAt: null, begunAt: deps.clock.now() })
      .where(eq(preparations.fileId, fileId))
    await record(tx, deps, actor, { type: 'submission.file_prepared_again', submissionId, fileId })
  })
}

/** Has the files searched again for the names that are in the form now. */
export async function wantReports(deps: Deps, actor: Actor, submissionId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { subject } = await lockCase(tx, submissionId)
    allow(maySubmission('report.renew', actor, subject))
    await record(tx, deps, actor, { type: 'submission.report_wanted', submissionId })
  })
}
