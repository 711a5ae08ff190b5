import { allowed, closed, type Verdict } from './refusal.ts'
import type { Status, SubmissionEvent } from './submission.ts'

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
