import { all, allowed, closed, type Verdict } from './refusal.ts'
import { canHappen, type Status, type SubmissionEvent } from './submission.ts'
import type { TextField } from './typed-text.ts'

/** What an editor can decide. Each is an event of the submission's state machine. */
export const decisionKinds = [
  'return',
  'send_to_review',
  'minor_revision',
  'major_revision',
  'accept',
  'decline',
  'new_round',
  'reopen',
] as const satisfies readonly SubmissionEvent[]

export type DecisionKind = (typeof decisionKinds)[number]

/** Decisions that write to the author. `send_to_review` and `new_round` are steps the author only sees on the timeline. */
export const decisionsWithLetter: readonly DecisionKind[] = [
  'return',
  'minor_revision',
  'major_revision',
  'accept',
  'decline',
  'reopen',
]

/** Decisions after which the author has a date to keep. */
export const decisionsWithDueDate: readonly DecisionKind[] = ['return', 'minor_revision', 'major_revision']

export interface DecisionFacts {
  readonly status: Status
  readonly manuscriptReleased: boolean
  /** Typed fields in which an author is named and nobody has looked. */
  readonly naming?: readonly TextField[]
  readonly reviewsSubmitted: number
  readonly reviewsOutstanding: number
  /** A review was handed in in an earlier round. */
  readonly reviewedBefore: boolean
  /** The newest decision that stands. */
  readonly newest: (StandingDecision & { readonly kind: DecisionKind }) | null
  readonly now: Date
}

/**
 * Whether each decision is possible now, and why not: the page and the server ask this same function.
 * @param mayDecide what the policy says of this actor, whatever the decision
 */
export function possibleDecisions(facts: DecisionFacts, mayDecide: Verdict): Readonly<Record<DecisionKind, Verdict>> {
  const verdicts = decisionKinds.map((kind) => [
    kind,
    all(mayDecide, canHappen(facts.status, kind), letterHasLeft(facts), extraRule(kind, facts)),
  ])
  return Object.fromEntries(verdicts) as Record<DecisionKind, Verdict>
}

/** Two letters must not be under way to the author at once: take the first decision back, or wait until it has left. */
function letterHasLeft({ newest, now }: DecisionFacts): Verdict {
  return newest !== null && decisionsWithLetter.includes(newest.kind) ? graceIsOver(newest, now) : allowed
}

function extraRule(kind: DecisionKind, facts: DecisionFacts): Verdict {
  if (opensRound(kind) && !facts.manuscriptReleased) return closed('manuscript_not_released')
  // Whoever still lacks reviewers invites more to the round that is open. A revision that is back has been reviewed
  // before: an editor may ask for another without asking reviewers again.
  const reviewed = facts.reviewsSubmitted > 0 || (asksRevision(kind) && facts.reviewedBefore)
  const answersReviews = asksRevision(kind) || kind === 'new_round'
  if (answersReviews && !reviewed) return closed('reviews_outstanding', { submitted: 0 })
  return opensRound(kind) ? nobodyNamed(facts.naming ?? []) : allowed
}

/** Whether what was typed can go to somebody who has not read it: no author is named in it but where somebody has looked. */
export function nobodyNamed(naming: readonly TextField[]): Verdict {
  return naming.length === 0 ? allowed : closed('names_in_text', { fields: [...naming] })
}

export function opensRound(kind: DecisionKind): boolean {
  return kind === 'send_to_review' || kind === 'new_round'
}

export function asksRevision(kind: DecisionKind): kind is 'minor_revision' | 'major_revision' {
  return kind === 'minor_revision' || kind === 'major_revision'
}

/** After these nobody needs the reviews of the running round any more; whoever still works on one is told. */
export function endsRound(kind: DecisionKind): boolean {
  return asksRevision(kind) || kind === 'new_round' || kind === 'accept' || kind === 'decline'
}

export interface StandingDecision {
  readonly statusAfter: Status
  readonly graceEndsAt: Date
  readonly takenBackAt: Date | null
}

/**
 * A decision can be taken back until its letter leaves, if nothing has happened since.
 * Letters wait: the undo button is cheaper than an apology to an author.
 * @param newest nothing was decided since, and nobody was asked to review in a round it opened
 */
export function canTakeBack(decision: StandingDecision, status: Status, newest: boolean, now: Date): Verdict {
  if (decision.takenBackAt !== null || now >= decision.graceEndsAt) return closed('grace_over')
  if (!newest || status !== decision.statusAfter) return closed('not_newest_decision')
  return allowed
}

/** A step that must wait until the decision before it can no longer be taken back. */
export function graceIsOver(decision: StandingDecision | null, now: Date): Verdict {
  if (decision === null || decision.takenBackAt !== null || now >= decision.graceEndsAt) return allowed
  return closed('in_grace', { until: decision.graceEndsAt.toISOString() })
}

/** Whether the author must not know yet: taking the decision back would come too late otherwise. */
export function isInGrace(status: Status, newest: StandingDecision | null, now: Date): boolean {
  return newest !== null && status === newest.statusAfter && !graceIsOver(newest, now).allowed
}

/** What the author sees of the status: until the grace time is over, the one before. */
export function statusForAuthor(
  status: Status,
  newest: (StandingDecision & { readonly statusBefore: Status }) | null,
  now: Date,
): Status {
  return newest !== null && isInGrace(status, newest, now) ? newest.statusBefore : status
}
