import type { Parties } from './conflict.ts'
import { likenesses, likenessOf, type Likeness } from './person.ts'
import { maySubmission, relationTo, type Actor, type SubmissionSubject } from './policy.ts'
import { allowed, closed, type Verdict } from './refusal.ts'

/**
 * A claim: the form names an editor of the journal as an author, and nobody but the submitting author has said so.
 * `open`: the person has not answered. `confirmed`: they are an author. `denied`: they say they are not, and another editor has to agree.
 * `dismissed`: settled, they are not an author.
 */
export const claimStates = ['open', 'confirmed', 'denied', 'dismissed'] as const
export type ClaimState = (typeof claimStates)[number]

interface Claim {
  readonly accountId: string
  readonly state: ClaimState
}

/**
 * The person named says whether they are an author, until the claim is settled; a "no" can be corrected to a "yes". People who could not
 * see the submission without the claim get `not_found`.
 */
export function mayAnswer(actor: Actor, claim: Claim, subject: SubmissionSubject): Verdict {
  if (actor.kind !== 'account' || actor.accountId !== claim.accountId) return closed('not_found')
  if (!concerns(actor, subject)) return closed('not_found')
  return claim.state === 'open' || claim.state === 'denied' ? allowed : closed('claim_settled')
}

/** Whether the claim is the only thing that keeps the actor from editing the submission. */
export function concerns(actor: Actor, subject: SubmissionSubject): boolean {
  const relation = relationTo(actor, { ...subject, namedIds: [] })
  return relation === 'editor' || relation === 'section_editor'
}

/** Another editor of the submission agrees with a "no". The person of the claim is walled off and cannot. */
export function mayDismiss(actor: Actor, claim: Claim, subject: SubmissionSubject): Verdict {
  const editor = maySubmission('submission.oversee', actor, subject)
  if (!editor.allowed) return editor
  if (claim.state === 'denied') return allowed
  return closed(claim.state === 'open' ? 'claim_unanswered' : 'claim_settled')
}

/**
 * The state of a claim after the person's answer. A "no" alone does not end the wall: a co-author could give it in order to read who the
 * reviewers are (docs/threat-model.md R-28). It is enough only when nobody else could agree: otherwise an author who names every editor
 * would leave the paper without one.
 */
export function answered(isAuthor: boolean, othersCanAgree: boolean): ClaimState {
  if (isAuthor) return 'confirmed'
  return othersCanAgree ? 'denied' : 'dismissed'
}

/** An editor who seems to be named as an author, and why. */
interface SeemingAuthor {
  readonly accountId: string
  readonly evidence: Likeness
}

/**
 * The editors who seem to be authors of a submission, by address, ORCID or name. An editor whose account is an author's needs no claim. For
 * editors a similar name is reason enough: the journal has few, and they are asked before they can read the submission.
 */
export function seemingAuthors(
  { authors, editors }: Pick<Parties, 'authors' | 'editors'>,
  authorIds: readonly string[],
): readonly SeemingAuthor[] {
  return editors.flatMap((editor) => {
    const { accountId } = editor
    if (accountId === null || authorIds.includes(accountId)) return []
    const found = authors.map((author) => likenessOf(editor, author))
    const evidence = likenesses.find((likeness) => found.includes(likeness))
    return evidence === undefined ? [] : [{ accountId, evidence }]
  })
}
