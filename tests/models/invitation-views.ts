import {
  hasEnded,
  inRound,
  isLate,
  isWaitedFor,
  today,
  wantedReviews,
  type Invitation,
  type Reviewing,
} from './invitation.ts'
import { mayReviewer, maySendLate, type Verdict } from './invitation-acts.ts'

// The views of invitations for editors and reviewers.

export interface EditorsLine {
  readonly status: string
  readonly round: number
  readonly respondBy: number
  readonly dueOn: number
  readonly isLate: boolean
  readonly isReminded: boolean
  readonly hasSentLate: boolean
}

/** A reviewer's page of one invitation; `not_found` when no letter was sent. */
export type ReviewersPage =
  | 'not_found'
  | {
      readonly status: string
      readonly may: Readonly<Record<'accept' | 'decline' | 'withdraw' | 'write' | 'sendLate', Verdict>>
    }

export interface Views {
  readonly nextAct: string | null
  readonly lines: readonly EditorsLine[]
  readonly pages: readonly ReviewersPage[]
}

export function viewsOf(state: Reviewing): Views {
  return {
    nextAct: nextAct(state),
    lines: state.invitations.map((one) => lineOf(one, today(state))),
    pages: state.invitations.map(pageOf),
  }
}

export function lineOf(one: Invitation, day: number): EditorsLine {
  const { status, round, respondBy, dueOn, remindedAt, sentLate } = one
  return {
    status,
    round: round + 1,
    respondBy,
    dueOn,
    isLate: isLate(one, day),
    isReminded: remindedAt !== null,
    hasSentLate: sentLate,
  }
}

export function pageOf(one: Invitation): ReviewersPage {
  if (!one.wasSent) return 'not_found'
  const may = {
    accept: mayReviewer(one, 'invited'),
    decline: mayReviewer(one, 'invited'),
    withdraw: mayReviewer(one, 'accepted'),
    write: mayReviewer(one, 'accepted'),
    sendLate: maySendLate(one),
  }
  return { status: one.status, may }
}

function nextAct(state: Reviewing): string | null {
  if (!state.inReview) return null
  const here = inRound(state, state.round)
  if (here.every(({ status }) => status === 'alternate')) return 'invite'
  const live = here.filter(({ status }) => status !== 'alternate' && !hasEnded(status))
  if (live.length < wantedReviews) return 'invite_more'
  const dueOn = ({ status, respondBy, dueOn: due }: Invitation) => (status === 'invited' ? respondBy : due)
  const [first] = live.filter(({ status }) => isWaitedFor(status)).toSorted((a, b) => dueOn(a) - dueOn(b))
  if (first === undefined) return 'decide'
  return first.status === 'invited' ? 'chase_answer' : 'chase_review'
}
