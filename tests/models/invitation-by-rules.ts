import { nextActionOf } from '../../server/domain/next-action.ts'
import { mayInvitation, type Actor, type InvitationAction } from '../../server/domain/policy.ts'
import { all, type Verdict } from '../../server/domain/refusal.ts'
import {
  awaitsReviewer,
  canHappenToInvitation,
  isLate,
  mayRemind,
  nextInvitation,
  type InvitationEvent,
} from '../../server/domain/review.ts'
import { daySeconds, inRound, today, wantedReviews, type Invitation, type Reviewing } from './invitation.ts'
import type { Act } from './invitation-acts.ts'
import { lineOf, type ReviewersPage, type Views } from './invitation-views.ts'

// Applies the pure rules of server/domain to the invitations of the model.

const reviewer: Actor = { kind: 'account', accountId: 'reviewer', roles: ['reviewer'] }

const instant = (seconds: number) => new Date(seconds * 1000)
/** A day ends some hours after its last act. */
const endOf = (day: number) => instant((day + 0.5) * daySeconds)
const codeOf = (verdict: Verdict) => (verdict.allowed ? 'allowed' : verdict.code)

const may = ({ status, wasSent, cutOff }: Invitation, action: InvitationAction) =>
  mayInvitation(action, reviewer, { id: 'one', status, sent: wasSent, reviewerId: 'reviewer', roundEnded: cutOff })

const answer = (one: Invitation, event: 'accept' | 'decline') =>
  all(may(one, 'invitation.answer'), canHappenToInvitation(one.status, event))

function pageOf(one: Invitation): ReviewersPage {
  if (!may(one, 'invitation.read').allowed) return 'not_found'
  return {
    status: one.status,
    may: {
      accept: codeOf(answer(one, 'accept')),
      decline: codeOf(answer(one, 'decline')),
      withdraw: codeOf(all(may(one, 'invitation.withdraw'), canHappenToInvitation(one.status, 'withdraw'))),
      write: codeOf(may(one, 'review.write')),
      sendLate: codeOf(may(one, 'review.send_late')),
    },
  }
}

export function viewsByRules(state: Reviewing): Views {
  const next = nextActionOf({
    status: state.inReview ? 'in_review' : 'declined',
    since: instant(0),
    authorDueAt: null,
    minimumReviews: wantedReviews,
    manuscriptReleased: true,
    invitations: inRound(state, state.round).map(({ status, respondBy, dueOn, changedAt }) => ({
      status,
      respondBy: endOf(respondBy),
      dueAt: endOf(dueOn),
      changedAt: instant(changedAt),
    })),
    production: null,
  })
  return {
    nextAct: next?.act ?? null,
    lines: state.invitations.map((one) => ({
      ...lineOf(one, today(state)),
      isLate: isLate({ status: one.status, dueAt: endOf(one.dueOn) }, instant(state.now)),
    })),
    pages: state.invitations.map(pageOf),
  }
}

const events: Partial<Record<Act['act'], InvitationEvent>> = {
  accept: 'accept',
  decline: 'decline',
  withdraw: 'withdraw',
  hand_in: 'submit',
  cancel: 'cancel',
}

/** The status after an act, if the state machine has a transition for it. */
export function statusByRules({ status }: Invitation, act: Act['act']): string | null {
  const event = act === 'send' ? (status === 'alternate' ? 'invite' : 'reinstate') : events[act]
  return event === undefined ? null : nextInvitation(status, event)
}

/** The rules' verdict on an act, if it depends on the rules alone and not on rows. */
export function verdictByRules(
  state: Reviewing,
  { status, remindedAt, ...one }: Invitation,
  act: Act['act'],
): string | null {
  const invitation = { ...one, status, remindedAt }
  const verdicts: Partial<Record<Act['act'], () => Verdict>> = {
    accept: () => answer(invitation, 'accept'),
    decline: () => answer(invitation, 'decline'),
    withdraw: () => may(invitation, 'invitation.withdraw'),
    hand_in: () => may(invitation, 'review.write'),
    send_late: () => may(invitation, 'review.send_late'),
    ...(state.inReview && {
      cancel: () => canHappenToInvitation(status, 'cancel'),
      extend: () => awaitsReviewer(status),
      remind: () =>
        mayRemind({ status, remindedAt: remindedAt === null ? null : instant(remindedAt) }, instant(state.now)),
    }),
  }
  const verdict = verdicts[act]?.()
  return verdict === undefined ? null : codeOf(verdict)
}
