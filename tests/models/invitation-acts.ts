import type { ActCalled } from './agreement.ts'
import {
  dayOf,
  daySeconds,
  graceSeconds,
  hasEnded,
  inRound,
  isWaitedFor,
  linkFor,
  respondDays,
  reviewDays,
  today,
  undoable,
  wantedReviews,
  type Invitation,
  type Reviewing,
  type Status,
} from './invitation.ts'

// The effects of editors, reviewers and time on invitations.

/** The number of an invitation; numbers beyond the last start again at the first. */
type OnOne = 'accept' | 'decline' | 'withdraw' | 'hand_in' | 'send_late' | 'open_link' | 'cancel' | 'remind' | 'send'

export type Act =
  | { readonly act: 'invite'; readonly reviewer: number; readonly alternate: boolean }
  | { readonly act: OnOne; readonly nth: number }
  | { readonly act: 'extend'; readonly nth: number; readonly days: number }
  | { readonly act: 'new_round' | 'decline_paper' | 'undo' }
  | { readonly act: 'wait'; readonly days: number }
  | { readonly act: 'wait_minutes'; readonly minutes: number }

export type Verdict = string

interface Outcome {
  readonly verdict: Verdict
  readonly state: Reviewing
}

const refused = (state: Reviewing, verdict: Verdict): Outcome => ({ verdict, state })
const done = (state: Reviewing): Outcome => ({ verdict: 'allowed', state })

export function isConceivable(state: Reviewing, act: Act): boolean {
  if (act.act === 'undo') return undoable(state) !== null
  if (act.act === 'new_round') return mayOpenRound(state)
  if (act.act === 'decline_paper') return state.inReview
  if (!('nth' in act)) return true
  if (state.invitations.length === 0) return false
  return act.act !== 'open_link' || at(state, act.nth).wasSent
}

function mayOpenRound(state: Reviewing): boolean {
  return state.inReview && inRound(state, state.round).some(({ status }) => status === 'submitted')
}

type Play<Name extends Act['act']> = (state: Reviewing, act: ActCalled<Act, Name>) => Outcome
type PlayOnOne<Details = unknown> = (state: Reviewing, act: { readonly nth: number } & Details) => Outcome

/** An act of a reviewer: the statuses in which it is possible, and its effect on the invitation. */
function byReviewer(from: Status, change: (state: Reviewing) => Partial<Invitation>): PlayOnOne {
  return (state, { nth }) => {
    const one = at(state, nth)
    const verdict = mayReviewer(one, from)
    if (verdict !== 'allowed') return refused(state, verdict)
    return done(changed(state, nth, { changedAt: state.now, ...change(state) }))
  }
}

export function mayReviewer({ status, wasSent }: Invitation, from: Status): Verdict {
  if (!wasSent) return 'not_found'
  if (status === from) return 'allowed'
  return hasEnded(status) ? 'invitation_ended' : 'wrong_status'
}

export function maySendLate({ status, wasSent, cutOff }: Invitation): Verdict {
  if (!wasSent) return 'not_found'
  if (status === 'cancelled' && cutOff) return 'allowed'
  return hasEnded(status) ? 'invitation_ended' : 'wrong_status'
}

/** An act of an editor: possible only while the paper is in review. */
function byEditor<Details>(
  may: (one: Invitation, state: Reviewing) => Verdict,
  change: (one: Invitation, state: Reviewing, act: Details) => Partial<Invitation>,
): PlayOnOne<Details> {
  return (state, act) => {
    const one = at(state, act.nth)
    const verdict = state.inReview ? may(one, state) : 'wrong_status'
    if (verdict !== 'allowed') return refused(state, verdict)
    return done(changed(state, act.nth, change(one, state, act)))
  }
}

const mayWaitFor = ({ status }: Invitation): Verdict => {
  if (isWaitedFor(status)) return 'allowed'
  return hasEnded(status) ? 'invitation_ended' : 'wrong_status'
}

const plays: { readonly [Name in Act['act']]: Play<Name> } = {
  invite: (state, { reviewer, alternate }) => invite(state, reviewer, alternate),
  accept: byReviewer('invited', () => ({ status: 'accepted' })),
  decline: leavingPlace(byReviewer('invited', () => ({ status: 'declined' }))),
  withdraw: leavingPlace(byReviewer('accepted', () => ({ status: 'withdrawn' }))),
  hand_in: byReviewer('accepted', () => ({ status: 'submitted' })),
  send_late: (state, { nth }) => {
    const verdict = maySendLate(at(state, nth))
    return verdict === 'allowed' ? done(changed(state, nth, { sentLate: true })) : refused(state, verdict)
  },
  open_link: (state, { nth }) => {
    const { status, linkUntil, cutOff } = at(state, nth)
    if (linkUntil === null || today(state) > linkUntil) return refused(state, 'link_invalid')
    return hasEnded(status) && !cutOff ? refused(state, 'invitation_ended') : done(state)
  },
  cancel: byEditor(
    ({ status }) => (status === 'alternate' || isWaitedFor(status) ? 'allowed' : 'wrong_status'),
    (_one, { now }) => ({ status: 'cancelled', changedAt: now, linkUntil: null }),
  ),
  remind: byEditor(
    (one, { now }) => {
      const isRecent = one.remindedAt !== null && now - one.remindedAt < daySeconds
      return mayWaitFor(one) === 'allowed' && isRecent ? 'reminded_already' : mayWaitFor(one)
    },
    ({ dueOn }, state) => ({ remindedAt: state.now, linkUntil: linkFor(dueOn, today(state)) }),
  ),
  extend: byEditor(mayWaitFor, ({ linkUntil }, state, { days }: { days: number }) => {
    const dueOn = today(state) + days
    return { dueOn, linkUntil: linkUntil === null ? null : Math.max(linkUntil, linkFor(dueOn, 0)) }
  }),
  send: byEditor(
    ({ status, round }, state) => {
      if (round !== state.round) return 'invitation_ended'
      return status === 'alternate' || hasEnded(status) ? 'allowed' : 'wrong_status'
    },
    (one, state) => sent(one, state),
  ),
  new_round: (state) => done(closed(state, 'new_round')),
  decline_paper: (state) => done(closed(state, 'decline')),
  undo: (state) =>
    done({ ...state, inReview: true, round: state.closings.at(-1)?.round ?? 0, closings: state.closings.slice(0, -1) }),
  wait: (state, { days }) => done(afterWaiting({ ...state, now: state.now + days * daySeconds })),
  wait_minutes: (state, { minutes }) => done(afterWaiting({ ...state, now: state.now + minutes * 60 })),
}

/** Every act takes a second, whether it is refused or not. */
export function step(before: Reviewing, act: Act): Outcome {
  const play = plays[act.act] as (state: Reviewing, act: Act) => Outcome
  return play({ ...before, now: before.now + 1 }, act)
}

export const indexOf = ({ invitations }: Reviewing, nth: number) => nth % invitations.length

function at(state: Reviewing, nth: number): Invitation {
  const one = state.invitations[indexOf(state, nth)]
  if (one === undefined) throw new Error('an act on an invitation that is not there')
  return one
}

function changed(state: Reviewing, nth: number, change: Partial<Invitation>): Reviewing {
  const index = indexOf(state, nth)
  return { ...state, invitations: state.invitations.map((one, i) => (i === index ? { ...one, ...change } : one)) }
}

function leavingPlace(play: PlayOnOne): PlayOnOne {
  return (state, act) => {
    const outcome = play(state, act)
    if (outcome.verdict !== 'allowed') return outcome
    return done({ ...outcome.state, placesLeft: outcome.state.placesLeft + 1 })
  }
}

function invite(state: Reviewing, reviewer: number, alternate: boolean): Outcome {
  if (!state.inReview) return refused(state, 'wrong_status')
  // A person who was invited in this round is invited again by the same invitation.
  if (inRound(state, state.round).some((one) => one.reviewer === reviewer)) return refused(state, 'already_invited')
  const day = today(state)
  const invitation: Invitation = {
    reviewer,
    round: state.round,
    status: alternate ? 'alternate' : 'invited',
    wasSent: !alternate,
    promoted: false,
    chosenOn: day,
    respondBy: day + respondDays,
    dueOn: day + reviewDays,
    changedAt: state.now,
    remindedAt: null,
    cutOff: false,
    sentLate: false,
    linkUntil: alternate ? null : linkFor(day + reviewDays, day),
  }
  return done({ ...state, invitations: [...state.invitations, invitation] })
}

/** They get the same number of days as when they were chosen. */
function sent({ chosenOn, respondBy, dueOn }: Invitation, state: Reviewing): Partial<Invitation> {
  const day = today(state)
  const later = day - chosenOn
  return {
    status: 'invited',
    wasSent: true,
    chosenOn: day,
    respondBy: respondBy + later,
    dueOn: dueOn + later,
    changedAt: state.now,
    remindedAt: null,
    cutOff: false,
    linkUntil: linkFor(dueOn + later, day),
  }
}

function closed(state: Reviewing, kind: 'new_round' | 'decline'): Reviewing {
  const closing = { kind, round: state.round, graceEnds: state.now + graceSeconds }
  const next = kind === 'new_round' ? { round: state.round + 1 } : { inReview: false }
  return { ...state, ...next, closings: [...state.closings, closing] }
}

/** The work that is due for the worker: first jobs of events, then scheduled work, then the jobs of its events. */
function afterWaiting(state: Reviewing): Reviewing {
  const tended = expired(reminded(withPlacesTaken(cutOff(state))))
  return withPlacesTaken(tended)
}

/** Cancels open invitations of rounds whose closing can no longer be undone. */
function cutOff(state: Reviewing): Reviewing {
  const over = state.closings.filter(({ graceEnds }) => state.now >= graceEnds).map(({ round }) => round)
  return {
    ...state,
    invitations: state.invitations.map((one) => {
      const ends = over.includes(one.round) && (one.status === 'alternate' || isWaitedFor(one.status))
      if (!ends) return one
      return { ...one, status: 'cancelled', changedAt: state.now, cutOff: one.status === 'accepted' }
    }),
  }
}

/** Invites an alternate for each reviewer who left, unless enough reviews are in. */
function withPlacesTaken(state: Reviewing): Reviewing {
  if (state.placesLeft === 0) return state
  return withPlacesTaken({ ...withOnePlaceTaken(state), placesLeft: state.placesLeft - 1 })
}

function withOnePlaceTaken(state: Reviewing): Reviewing {
  const here = inRound(state, state.round)
  const [left, taken] = [['declined', 'expired', 'withdrawn'], here.filter(({ promoted }) => promoted)]
  const isFree = here.filter(({ status }) => left.includes(status)).length > taken.length
  const isEnough = here.filter(({ status }) => status === 'submitted').length >= wantedReviews
  const next = here.find(({ status }) => status === 'alternate')
  if (!state.inReview || !isFree || isEnough || next === undefined) return state
  return changed(state, state.invitations.indexOf(next), { ...sent(next, state), promoted: true })
}

/** Reminders: one after an answer was due, one three days before and one after a review is due; none after a newer letter. */
function reminded(state: Reviewing): Reviewing {
  const day = today(state)
  return {
    ...state,
    invitations: state.invitations.map((one) => {
      const last = dayOf(Math.max(one.changedAt, one.remindedAt ?? 0))
      const stages: Partial<Record<Status, readonly number[]>> = {
        invited: [one.respondBy],
        accepted: [one.dueOn - 3, one.dueOn],
      }
      const isDue = (stages[one.status] ?? []).some((stage) => day > stage && last <= stage)
      const isWanted = state.inReview && one.round === state.round
      return isWanted && isDue ? { ...one, remindedAt: state.now, linkUntil: linkFor(one.dueOn, day) } : one
    }),
  }
}

/** A week after the day by which to answer. */
function expired(state: Reviewing): Reviewing {
  const isOver = ({ status, respondBy }: Invitation) => status === 'invited' && today(state) > respondBy + 7
  return {
    ...state,
    placesLeft: state.placesLeft + state.invitations.filter(isOver).length,
    invitations: state.invitations.map((one) =>
      isOver(one) ? { ...one, status: 'expired', changedAt: state.now } : one,
    ),
  }
}
