// Who is asked to review one paper, and what comes of it, as docs/workflow.md tells it: a second account that shares no code with
// server/domain/review.ts and the acts on invitations.

export type Status =
  | 'alternate'
  | 'invited'
  | 'accepted'
  | 'submitted'
  | 'declined'
  | 'expired'
  | 'cancelled'
  | 'withdrawn'

export interface Invitation {
  readonly reviewer: number
  readonly round: number
  readonly status: Status
  /** An alternate gets a letter only when a reviewer leaves. */
  readonly wasSent: boolean
  /** Sent because a reviewer left. */
  readonly promoted: boolean
  /** The day on which they were invited, or became an alternate. */
  readonly chosenOn: number
  readonly respondBy: number
  readonly dueOn: number
  readonly changedAt: number
  readonly remindedAt: number | null
  /** Their round ended while they were writing. */
  readonly cutOff: boolean
  readonly sentLate: boolean
  /** The last day on which the newest letter's link opens; null when it was called back, or was never sent. */
  readonly linkUntil: number | null
}

/** A decision that closed the paper's round, or opened the next. */
export interface Closing {
  readonly kind: 'new_round' | 'decline'
  readonly round: number
  readonly graceEnds: number
}

export interface Reviewing {
  /** Seconds since nine in the morning of the first day. No act is so late that the day would be over. */
  readonly now: number
  readonly inReview: boolean
  /** The open round, or else the last one. */
  readonly round: number
  readonly invitations: readonly Invitation[]
  readonly closings: readonly Closing[]
  /** Reviewers who left since the worker last invited alternates. */
  readonly placesLeft: number
}

export const newReviewing: Reviewing = {
  now: 0,
  inReview: true,
  round: 0,
  invitations: [],
  closings: [],
  placesLeft: 0,
}

export const daySeconds = 86_400
export const dayOf = (now: number) => Math.floor(now / daySeconds)
export const today = ({ now }: Reviewing) => dayOf(now)

export const respondDays = 10
export const reviewDays = 28
export const graceSeconds = 600
export const wantedReviews = 2

/** How long after the review was due its link still opens it. */
const linkDays = 60

export const linkFor = (dueOn: number, day: number) => Math.max(dueOn, day) + linkDays

export const hasEnded = (status: Status) => ['declined', 'expired', 'cancelled', 'withdrawn'].includes(status)
export const isWaitedFor = (status: Status) => status === 'invited' || status === 'accepted'

export function isLate({ status, dueOn }: Invitation, day: number): boolean {
  return status === 'accepted' && day > dueOn
}

export const inRound = ({ invitations }: Reviewing, round: number) =>
  invitations.filter((invitation) => invitation.round === round)

/** The newest decision, while it can be undone; until then reviewers keep their access. */
export function undoable(state: Reviewing): Closing | null {
  const newest = state.closings.at(-1)
  if (newest === undefined || state.now >= newest.graceEnds) return null
  const isUsed = newest.kind === 'new_round' && inRound(state, newest.round + 1).length > 0
  return isUsed ? null : newest
}
