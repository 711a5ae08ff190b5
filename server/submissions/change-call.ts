import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { sections } from '../db/schema/settings.ts'
import { submissions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { sectionInCall } from '../domain/call.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { act } from '../cases/act.ts'
import { openCall } from './drafts.ts'

/**
 * Moves a draft to another open call, or out of its call: the call may have closed while the author was writing. All text stays; the
 * section stays if the new call allows it, else the call's section is used or the author chooses again.
 * @throws Refusal `wrong_status` once it was submitted, `call_closed`, `call_not_open`
 */
export async function changeCall(deps: Deps, actor: Actor, id: string, callId: string | null): Promise<undefined> {
  return act(deps, actor, id, 'submission.edit', async ({ tx, submission }) => {
    if (submission.submittedAt !== null)
      throw new Refusal('wrong_status', { status: submission.status, event: 'submission.change_call' })
    // Repeated: the draft is in that call already.
    if (submission.callId === callId) return { events: [], reply: undefined }
    const call = callId === null ? null : await openCall(tx, deps, callId)
    const current = submission.sectionId
    const sectionId = sectionInCall(current, call, current !== null && (await isOpenToAuthors(tx, current)))
    await tx
      .update(submissions)
      .set({ callId, sectionId, version: submission.version + 1 })
      .where(eq(submissions.id, id))
    return { events: [{ type: 'submission.call_changed' }], reply: undefined }
  })
}

async function isOpenToAuthors(tx: Tx, sectionId: string): Promise<boolean> {
  const [section] = await tx.select({ open: sections.openToAuthors }).from(sections).where(eq(sections.id, sectionId))
  return section?.open ?? false
}
