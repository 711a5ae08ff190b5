import { eq } from 'drizzle-orm'
import { together } from '../db/together.ts'
import { act, type Acting, type Done } from '../cases/act.ts'
import { noteClaims } from '../cases/claims.ts'
import { cancelInvitations, closeRound, pendingInClosedRounds } from '../cases/rounds.ts'
import { calls } from '../db/schema/calls.ts'
import { submissions, versions } from '../db/schema/submissions.ts'
import { articles } from '../db/schema/publication.ts'
import { openVersion } from '../cases/versions.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { takesSubmissions } from '../domain/call.ts'
import { holderOf, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { next } from '../domain/transitions.ts'
import type { ReplyOf } from '../http/contract.ts'
import { supersedeDecision } from '../cases/author-view.ts'
import type { submissionsContract } from './contract.ts'
import { gapsIn } from './facts.ts'
import { requireChanged, type Saying } from './unchanged-resubmission.ts'

type Submitted = ReplyOf<(typeof submissionsContract)['POST /api/submissions/:id/submit']>

/**
 * Submits the draft, once, even when the request is repeated. A paper that was returned for correction is submitted again the same way; the
 * call's deadline counts for the first time only. In order: stores the author's explanation when a returned paper comes back unchanged; closes the
 * open version; changes the status and deletes the author's due date; hides the submission from editors who seem to be named as authors. Then,
 * caused by the event: letters to the authors and the editors; a new report on files whose report was made for other names; a check that an
 * editor is left.
 * @throws Refusal `incomplete` with the fields, `call_closed` with the instant, `unchanged` when it is submitted again as it was returned
 */
export async function submit(deps: Deps, actor: Actor, id: string, saying: Saying, key: string): Promise<Submitted> {
  const asked = { holder: holderOf(actor), key, request: ['submit', id, saying] }
  return act(deps, actor, id, 'submission.submit', (acting) => handIn(acting, deps, actor, saying), asked)
}

async function handIn(acting: Acting, deps: Deps, actor: Actor, saying: Saying): Promise<Done<Submitted>> {
  const { tx, submission, now } = acting
  const { id } = submission
  const again = submission.status === 'returned'
  // A returned paper may get a new version, whose files are looked for.
  const [version, { gaps: missing }] = again
    ? [await openVersion(tx, deps, submission), await gapsIn(tx, id)]
    : await together(
        () => openVersion(tx, deps, submission),
        () => gapsIn(tx, id),
        () => requireOpenCall(acting),
      )
  if (missing.length > 0) {
    throw new Refusal('incomplete', {
      fields: missing.map(({ path }) => path),
      missing: missing.map(({ code }) => code),
    })
  }
  const wordId = again ? await requireChanged(acting, deps, actor, version, saying) : null
  return {
    changes: [
      () => tx.update(versions).set({ handedInAt: now }).where(eq(versions.id, version.id)),
      () =>
        tx
          .update(submissions)
          .set({
            status: next(submission.status, 'submit'),
            statusSince: now,
            submittedAt: submission.submittedAt ?? now,
            authorDueAt: null,
          })
          .where(eq(submissions.id, id)),
      // Before any editor can see it: an editor who is named as an author must not see it in the meantime.
      () => noteClaims(tx, deps, id, acting.subject.authorIds),
    ],
    events: [{ type: 'submission.submitted', again, ...(wordId && { wordId }) }],
    reply: { reference: submission.reference, submittedAt: now.toISOString() },
  }
}

async function requireOpenCall({ tx, submission, now }: Acting): Promise<void> {
  if (submission.callId === null) return
  // Shared lock: an editor who closes the call at this moment waits for this transaction, or this transaction for the editor.
  const [call] = await tx.select().from(calls).where(eq(calls.id, submission.callId)).for('share')
  if (call) allow(takesSubmissions(call, now))
}

/**
 * Withdraws a submission at any time before publication: invitations are cancelled, and its article is taken out of its issue. A decision
 * that the author has not been told of is superseded: its letter is not sent, and the reviewers it released are notified because of this
 * event instead.
 */
export async function withdraw(deps: Deps, actor: Actor, id: string, reason: string): Promise<void> {
  await act(deps, actor, id, 'submission.withdraw', async (acting) => {
    const { tx, seen, now } = acting
    await supersedeDecision(acting)
    await closeRound(tx, deps, id)
    const ended = await pendingInClosedRounds(tx, id)
    await cancelInvitations(tx, deps, ended)
    await tx
      .update(submissions)
      .set({
        status: next(seen, 'withdraw'),
        statusSince: now,
        withdrawnReason: reason,
        authorDueAt: null,
      })
      .where(eq(submissions.id, id))
    await tx.update(articles).set({ issueId: null, specialSectionId: null }).where(eq(articles.submissionId, id))
    await dropUnsent(tx, actor, 'withdrawal', id)
    return { events: [{ type: 'submission.withdrawn', ended }], reply: undefined }
  })
}
