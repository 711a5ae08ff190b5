import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { act, type Acting } from '../cases/act.ts'
import { lockSubmission } from '../cases/lock.ts'
import { noteClaims } from '../cases/claims.ts'
import type { Tx } from '../db/client.ts'
import { administratorsFor, overseersOf } from '../cases/oversight.ts'
import { accountRoles, accounts, handling } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import { holderOf, mayBeAppointed, type Actor } from '../domain/policy.ts'
import { allow, allowed, closed, Refusal, type Verdict } from '../domain/refusal.ts'
import { isOpen } from '../domain/submission.ts'

/**
 * Appoints somebody who edits the journal as the editor of one submission that no editor may see. The administrator learns neither its
 * content nor its authors.
 * @throws Refusal `has_editor` when an editor is left after all, `cannot_handle` when the person may not see it either
 */
export async function appoint(deps: Deps, actor: Actor, submissionId: string, accountId: string): Promise<void> {
  const administrators = await administratorsFor(deps.sql, submissionId)
  if (!administrators.includes(holderOf(actor))) throw new Refusal('not_found')
  await act(deps, actor, submissionId, isLeftAlone, async ({ tx, subject, now }) => {
    // A person who has just become an editor may be named as an author.
    await noteClaims(tx, deps, submissionId, subject.authorIds)
    const { subject: people } = await lockSubmission(tx, submissionId)
    allow(mayBeAppointed(actor, { accountId, edits: await edits(tx, accountId) }, people))
    await tx
      .insert(handling)
      .values({ submissionId, accountId, since: now, appointed: true })
      .onConflictDoUpdate({ target: [handling.submissionId, handling.accountId], set: { appointed: true } })
    return { events: [{ type: 'submission.editor_appointed', accountIds: [accountId] }], reply: undefined }
  })
}

/** Whether it is somebody's work, and nobody is left who may edit it. */
async function isLeftAlone({ tx, submission, subject }: Acting): Promise<Verdict> {
  if (!subject.everSubmitted || !isOpen(submission.status)) return closed('not_found')
  return (await overseersOf(tx, submission.id)).length > 0 ? closed('has_editor') : allowed
}

async function edits(tx: Tx, accountId: string): Promise<boolean> {
  const found = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .innerJoin(accountRoles, eq(accountRoles.accountId, accounts.id))
    .where(
      and(
        eq(accounts.id, accountId),
        inArray(accountRoles.role, ['editor', 'section_editor']),
        isNull(accounts.disabledAt),
        isNotNull(accounts.confirmedAt),
      ),
    )
    .limit(1)
  return found.length > 0
}
