import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm'
import { act } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { accountRoles, accounts, handling } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import { wallFor, type Actor, type SubmissionSubject } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'

/** Sets the editors who handle a submission: the list replaces the earlier one. @throws Refusal `cannot_handle` naming who cannot */
export async function assignEditors(
  deps: Deps,
  actor: Actor,
  submissionId: string,
  asked: readonly string[],
): Promise<void> {
  await act(deps, actor, submissionId, 'submission.assign_editor', async ({ tx, subject, now: since }) => {
    const accountIds = [...new Set(asked)]
    await requireCanHandle(tx, subject, accountIds)
    await tx
      .delete(handling)
      .where(and(eq(handling.submissionId, submissionId), notInArray(handling.accountId, accountIds)))
    const added =
      accountIds.length === 0
        ? []
        : await tx
            .insert(handling)
            .values(accountIds.map((accountId) => ({ submissionId, accountId, since })))
            .onConflictDoNothing()
            .returning({ accountId: handling.accountId })
    return {
      events: [{ type: 'submission.editor_assigned', accountIds: added.map(({ accountId }) => accountId) }],
      reply: undefined,
    }
  })
}

/** Only an editor of the journal who is not an author of the submission, is not named on it, and was never invited to review it. */
async function requireCanHandle(tx: Tx, subject: SubmissionSubject, accountIds: readonly string[]): Promise<void> {
  const editors = await tx
    .selectDistinct({ id: accounts.id })
    .from(accounts)
    .innerJoin(accountRoles, eq(accountRoles.accountId, accounts.id))
    .where(
      and(
        inArray(accounts.id, [...accountIds]),
        inArray(accountRoles.role, ['editor', 'section_editor']),
        isNull(accounts.disabledAt),
      ),
    )
  const fields = accountIds.flatMap((id, position) =>
    wallFor(id, subject) === null && editors.some((editor) => editor.id === id) ? [] : [`accountIds.${position}`],
  )
  if (fields.length > 0) throw new Refusal('cannot_handle', { fields })
}
