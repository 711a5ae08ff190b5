import { allowed, closed, type Verdict } from './refusal.ts'
import type { Status } from './submission.ts'

/** What one kind of decision does, one column for each difference; a column that a row leaves out does not apply to that kind. */
interface DecisionRule {
  /** Statuses in which it can be decided. */
  readonly from: readonly Status[]
  readonly to: Status
  /** It has a letter to the author. Without one, the author sees the decision in the timeline only. */
  readonly writesLetter?: true
  /** It sets a due date for the author. */
  readonly setsDate?: true
  /** What happens to the rounds of review: it opens one, ends the open one, or both. */
  readonly round?: 'opens' | 'ends' | 'ends_and_opens'
  /** The review that must have been submitted: one in the open round, or one in any round. */
  readonly needsReview?: 'of_open_round' | 'of_any_round'
  /** What the author has to do next, and so the event by which the paper comes back. */
  readonly author?: 'correct' | 'revise' | 'begin_again'
  readonly comesBackBy?: 'submit' | 'hand_in' | 'hand_in_minor'
  /** It is an answer to the author: the time to first decision ends with it. */
  readonly isAnswer?: true
  /** What all reviewers are told: that the paper will be published, or that it was declined. */
  readonly outcome?: 'accept' | 'decline'
}

const table = {
  return: {
    from: ['submitted'],
    to: 'returned',
    writesLetter: true,
    setsDate: true,
    author: 'correct',
    comesBackBy: 'submit',
    isAnswer: true,
  },
  send_to_review: { from: ['submitted', 'revised'], to: 'in_review', round: 'opens' },
  // The revision comes back to the editor, who decides whether to ask reviewers again.
  minor_revision: {
    from: ['in_review', 'revised'],
    to: 'revising',
    writesLetter: true,
    setsDate: true,
    round: 'ends',
    needsReview: 'of_any_round',
    author: 'revise',
    comesBackBy: 'hand_in_minor',
    isAnswer: true,
  },
  // The revision comes back to reviewers: submitting it opens the next round.
  major_revision: {
    from: ['in_review', 'revised'],
    to: 'revising',
    writesLetter: true,
    setsDate: true,
    round: 'ends',
    needsReview: 'of_any_round',
    author: 'revise',
    comesBackBy: 'hand_in',
    isAnswer: true,
  },
  // Also from `submitted`: an editorial or a statement is accepted without review.
  accept: {
    from: ['submitted', 'in_review', 'revised'],
    to: 'accepted',
    writesLetter: true,
    round: 'ends',
    isAnswer: true,
    outcome: 'accept',
  },
  decline: {
    from: ['submitted', 'in_review', 'revising', 'revised'],
    to: 'declined',
    writesLetter: true,
    round: 'ends',
    isAnswer: true,
    outcome: 'decline',
  },
  reject_and_resubmit: {
    from: ['submitted', 'in_review', 'revising', 'revised'],
    to: 'declined',
    writesLetter: true,
    round: 'ends',
    author: 'begin_again',
    isAnswer: true,
    outcome: 'decline',
  },
  // Needs a review of the open round: while reviewers are missing, the editor invites more to that round.
  new_round: { from: ['in_review'], to: 'in_review', round: 'ends_and_opens', needsReview: 'of_open_round' },
  reopen: { from: ['declined'], to: 'submitted', writesLetter: true },
} as const satisfies Record<string, DecisionRule>

export type DecisionKind = keyof typeof table

/** The decisions of an editor, in the order in which the page offers them. Each kind is an event of the state machine (transitions.ts). */
export const decisionTable: Readonly<Record<DecisionKind, DecisionRule>> = table

export const decisionKinds = Object.keys(table) as [DecisionKind, ...DecisionKind[]]

/** The kinds after which the author submits a revision. */
export type RevisionKind = {
  [Kind in DecisionKind]: (typeof table)[Kind] extends { readonly author: 'revise' } ? Kind : never
}[DecisionKind]

export function asksRevision(kind: DecisionKind): kind is RevisionKind {
  return decisionTable[kind].author === 'revise'
}

/** The kinds of which the author gets a letter. */
export type LetterKind = {
  [Kind in DecisionKind]: (typeof table)[Kind] extends { readonly writesLetter: true } ? Kind : never
}[DecisionKind]

export function writesLetter(kind: DecisionKind): kind is LetterKind {
  return decisionTable[kind].writesLetter === true
}

/** The event of a submitted revision, by the kind of revision that was asked for. */
export function handInEvent(asked: RevisionKind): 'hand_in' | 'hand_in_minor' {
  return table[asked].comesBackBy
}

export function opensRound(kind: DecisionKind): boolean {
  const { round } = decisionTable[kind]
  return round === 'opens' || round === 'ends_and_opens'
}

/** After these decisions the reviews of the open round are no longer needed; reviewers who are working on one are told. */
export function endsRound(kind: DecisionKind): boolean {
  const { round } = decisionTable[kind]
  return round === 'ends' || round === 'ends_and_opens'
}

export interface StandingDecision {
  readonly statusAfter: Status
  readonly graceEndsAt: Date
  readonly takenBackAt: Date | null
}

/** An action that must wait until the previous decision can no longer be taken back. */
export function graceIsOver(decision: StandingDecision | null, now: Date): Verdict {
  if (decision === null || decision.takenBackAt !== null || now >= decision.graceEndsAt) return allowed
  return closed('in_grace', { until: decision.graceEndsAt.toISOString() })
}

/** Whether the author must not be told yet, because the decision can still be taken back. */
export function isInGrace(status: Status, newest: StandingDecision | null, now: Date): boolean {
  return newest !== null && status === newest.statusAfter && !graceIsOver(newest, now).allowed
}

/** The status the author sees: until the grace time is over, the status before the decision. */
export function statusForAuthor(
  status: Status,
  newest: (StandingDecision & { readonly statusBefore: Status }) | null,
  now: Date,
): Status {
  return newest !== null && isInGrace(status, newest, now) ? newest.statusBefore : status
}
