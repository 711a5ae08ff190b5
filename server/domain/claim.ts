import type { Parties } from './conflict.ts'
import { likenesses, likenessOf, type Likeness } from './person.ts'
import { maySubmission, relationTo, type Actor, type SubmissionSubject } from './policy.ts'
import { allowed, closed, type Verdict } from './refusal.ts'

/**
 * A claim: the form names somebody as an author who also edits the journal, and only the author's word says so.
 * `open`: the person has not answered. `confirmed`: they are an author. `denied`: they say that they are not, and another
 * editor has to agree. `dismissed`: settled, they are no author of it.
 */
export const claimStates = ['open', 'confirmed', 'denied', 'dismissed'] as const
export type ClaimState = (typeof claimStates)[number]

interface Claim {
  readonly accountId: string
  readonly state: ClaimState
}

/**
 * The person named says whether they are an author, until it is settled; who said no may correct that to a yes. To whoever
 * would not see the submission without the claim it is as if there were none.
 */
export function mayAnswer(actor: Actor, claim: Claim, subject: SubmissionSubject): Verdict {
  if (actor.kind !== 'account' || actor.accountId !== claim.accountId) return closed('not_found')
  if (!concerns(actor, subject)) return closed('not_found')
  return claim.state === 'open' || claim.state === 'denied' ? allowed : closed('claim_settled')
}

/** Whether a claim is all that keeps somebody from a submission they would edit. */
export function concerns(actor: Actor, subject: SubmissionSubject): boolean {
  const relation = relationTo(actor, { ...subject, namedIds: [] })
  return relation === 'editor' || relation === 'section_editor'
}

/** Another editor of the submission agrees with a no. Its own person is kept away by the claim, and cannot. */
export function mayDismiss(actor: Actor, claim: Claim, subject: SubmissionSubject): Verdict {
  const editor = maySubmission('submission.oversee', actor, subject)
  if (!editor.allowed) return editor
  if (claim.state === 'denied') return allowed
  return closed(claim.state === 'open' ? 'claim_unanswered' : 'claim_settled')
}

/**
 * What a person's own answer makes of a claim. A no lets nobody back in by itself: a real co-author could give it to read
 * who the reviewers are (docs/threat-model.md R-28). Only where nobody else could agree to it does it suffice, or an author who names
 * every editor would put the paper out of everybody's reach.
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
 * The editors who seem to be among the authors of a submission: by address, ORCID or name. Whoever is one by account needs
 * no claim. Of an editor a name alone is reason enough to ask: the journal has few, and they are asked before they read.
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
