import { allowed, closed, type Verdict } from './refusal.ts'
import type { Status } from './submission.ts'

/** What one kind of decision does. What kinds differ in is a column here; a column that a row leaves out does not apply to it. */
interface DecisionRule {
  /** Statuses in which it can be decided. */
  readonly from: readonly Status[]
  readonly to: Status
  /** It writes to the author. What does not is a step that they only see on the timeline. */
  readonly writesLetter?: true
  /** The author has a date to keep. */
  readonly setsDate?: true
  /** What becomes of the rounds of review: one begins, the one that is open ends, or both. */
  readonly round?: 'opens' | 'ends' | 'ends_and_opens'
  /** Which review must be in: one of the open round, or one of any. */
  readonly needsReview?: 'of_open_round' | 'of_any_round'
  /** What the author does next, and the event by which the paper comes back. */
  readonly author?: 'correct' | 'revise'
  readonly comesBackBy?: 'submit' | 'hand_in' | 'hand_in_minor'
  /** It tells the author how it went: the time to the first answer ends with it. */
  readonly isAnswer?: true
  /** What everybody who reviewed hears: that the paper will be published, or that it will not. */
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
  // It comes back to the editor, who may or may not ask reviewers again.
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
  // It comes back to reviewers: handing it in opens the next round.
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
  // Whoever still lacks reviewers invites more to the round that is open.
  new_round: { from: ['in_review'], to: 'in_review', round: 'ends_and_opens', needsReview: 'of_open_round' },
  reopen: { from: ['declined'], to: 'submitted', writesLetter: true },
} as const satisfies Record<string, DecisionRule>

export type DecisionKind = keyof typeof table

/** What an editor can decide, in the order in which the page offers it. Each kind is an event of the state machine (transitions.ts). */
export const decisionTable: Readonly<Record<DecisionKind, DecisionRule>> = table

export const decisionKinds = Object.keys(table) as [DecisionKind, ...DecisionKind[]]

/** The kinds after which the author hands a revision in. */
export type RevisionKind = {
  [Kind in DecisionKind]: (typeof table)[Kind] extends { readonly author: 'revise' } ? Kind : never
}[DecisionKind]

export function asksRevision(kind: DecisionKind): kind is RevisionKind {
  return decisionTable[kind].author === 'revise'
}

/** How a revision comes back, by what was asked for. */
export function handInEvent(asked: RevisionKind): 'hand_in' | 'hand_in_minor' {
  return table[asked].comesBackBy
}

export function opensRound(kind: DecisionKind): boolean {
  const { round } = decisionTable[kind]
  return round === 'opens' || round === 'ends_and_opens'
}

/** After these nobody needs the reviews of the running round any more; whoever still works on one is told. */
export function endsRound(kind: DecisionKind): boolean {
  const { round } = decisionTable[kind]
  return round === 'ends' || round === 'ends_and_opens'
}

export interface StandingDecision {
  readonly statusAfter: Status
  readonly graceEndsAt: Date
  readonly takenBackAt: Date | null
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
