import { and, eq, isNull } from 'drizzle-orm'
import { act } from '../cases/act.ts'
import { fileFindings, preparations } from '../db/schema/preparation.ts'
import type { Deps } from '../deps.ts'
import { relationTo, type Actor } from '../domain/policy.ts'
import { mayConfirm, mayPrepareAgain, seenBy } from '../domain/preparation.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { fileOfInsider } from './download.ts'

/** The submission of a file, for a person who may act on its report: its author, or its editors. */
async function submissionOfFile(deps: Deps, actor: Actor, fileId: string): Promise<string> {
  const found = await fileOfInsider(deps, actor, fileId)
  if (found === null || found.relation === 'copyeditor') throw new Refusal('not_found')
  return found.file.submission_id
}

/** Confirms that a line of the report may stay in the file. May be repeated. */
export async function confirmFinding(deps: Deps, actor: Actor, fileId: string, findingId: string): Promise<void> {
  const submissionId = await submissionOfFile(deps, actor, fileId)
  await act(deps, actor, submissionId, 'finding.confirm', async ({ tx, subject, now }) => {
    const by = relationTo(actor, subject) === 'author' ? 'author' : 'editor'
    const line = and(eq(fileFindings.id, findingId), eq(fileFindings.fileId, fileId))
    const [found] = await tx.select({ kind: fileFindings.kind }).from(fileFindings).where(line)
    if (!found || !seenBy(by, found.kind)) throw new Refusal('not_found')
    allow(mayConfirm(by, found.kind))
    const newly = await tx
      .update(fileFindings)
      .set({ confirmedAt: now, confirmedBy: by })
      .where(and(line, isNull(fileFindings.confirmedAt)))
      .returning({ id: fileFindings.id })
    const events = newly.map(() => ({ type: 'submission.finding_confirmed', fileId, findingId }) as const)
    return { events, reply: undefined }
  })
}

/** Has a held file prepared again. */
export async function prepareAgain(deps: Deps, actor: Actor, fileId: string): Promise<void> {
  const submissionId = await submissionOfFile(deps, actor, fileId)
  await act(deps, actor, submissionId, 'file.prepare_again', async ({ tx, now }) => {
    const [preparation] = await tx
      .select({ state: preparations.state })
      .from(preparations)
      .where(eq(preparations.fileId, fileId))
      .for('update')
    if (!preparation) throw new Refusal('not_found')
    if (preparation.state === 'preparing') return { events: [], reply: undefined }
    allow(mayPrepareAgain(preparation))
    await tx
      .update(preparations)
      .set({ state: 'preparing', reason: null, endedAt: null, begunAt: now })
      .where(eq(preparations.fileId, fileId))
    return { events: [{ type: 'submission.file_prepared_again', fileId }], reply: undefined }
  })
}

/** Has the files searched again for the names that are in the form now. */
export async function wantReports(deps: Deps, actor: Actor, submissionId: string): Promise<void> {
  await act(deps, actor, submissionId, 'report.renew', async () => ({
    events: [{ type: 'submission.report_wanted' }],
    reply: undefined,
  }))
}
