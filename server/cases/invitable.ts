import { eq } from 'drizzle-orm'
import { all, allowed, closed, type Verdict } from '../domain/refusal.ts'
import { nobodyNamed, unconfirmedNames } from '../domain/typed-text.ts'
import { wordsToInvitee } from '../domain/why-asked.ts'
import type { Tx } from '../db/client.ts'
import { peopleOfCase } from './people.ts'
import { fieldsNaming, namesForReviewers } from './reviewers-text.ts'
import { reviewers } from '../db/schema/identity.ts'
import { namesInSent } from './sent-text.ts'

/**
 * Whether an invitation that was prepared earlier can be sent now: the authors may have changed since then. Searches what the editor wrote
 * to this person for names of authors.
 */
export async function mayBeSent(
  tx: Tx,
  { id, submissionId }: { readonly id: string; readonly submissionId: string },
): Promise<Verdict> {
  const [reviewer] = await tx
    .select({ why: reviewers.why, note: reviewers.note })
    .from(reviewers)
    .where(eq(reviewers.invitationId, id))
  const words = reviewer ? wordsToInvitee(reviewer) : ''
  const inNote = namesInSent('invitation', words, await peopleOfCase(tx, submissionId))
  const left = unconfirmedNames(inNote).length
  return all(
    nobodyNamed(fieldsNaming(await namesForReviewers(tx, submissionId))),
    left === 0 ? allowed : closed('names_in_invitation', { count: left }),
  )
}
