import { eq, sql as dsql } from 'drizzle-orm'
import { isOpen } from '../domain/submission.ts'
import type { ActEvent } from '../domain/events.ts'
import type { Acting } from './act.ts'
import type { Sql, Tx } from '../db/client.ts'
import { submissions } from '../db/schema/submissions.ts'

/** Who can act as an editor on a submission now (the view identity.overseers). */
export async function overseersOf(tx: Tx, submissionId: string): Promise<readonly string[]> {
  const rows = await tx.execute<{ account_id: string }>(
    dsql`select account_id from identity.overseers where submission_id = ${submissionId} order by account_id`,
  )
  return rows.map(({ account_id }) => account_id)
}

/** Updates since when nobody is left who may edit a submission; when that begins, administrators are told. */
export async function noteOversight({ tx, submission, now }: Acting): Promise<ActEvent[]> {
  const { id: submissionId, withoutEditorSince, submittedAt, status } = submission
  const deserted = submittedAt !== null && isOpen(status) && (await overseersOf(tx, submissionId)).length === 0
  if (deserted === (withoutEditorSince !== null)) return []
  await tx
    .update(submissions)
    .set({ withoutEditorSince: deserted ? now : null })
    .where(eq(submissions.id, submissionId))
  return deserted ? [{ type: 'submission.left_without_editor' }] : []
}

/**
 * The administrators who are told and can appoint an editor: those who are not walled off from the submission. When all are walled off, all
 * of them: it is better that an author who is an administrator appoints an editor, on record, than that nobody reads the paper.
 */
export async function administratorsFor(sql: Sql, submissionId: string): Promise<readonly string[]> {
  const rows = await sql<{ id: string; walled: boolean }[]>`
    select a.id, exists (select from identity.walls w where w.submission_id = ${submissionId} and w.account_id = a.id) as walled
    from identity.accounts a join identity.account_roles r on r.account_id = a.id and r.role = 'administrator'
    where a.disabled_at is null order by a.id`
  const free = rows.filter(({ walled }) => !walled)
  return (free.length > 0 ? free : rows).map(({ id }) => id)
}
