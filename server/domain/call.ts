import { allowed, closed, type Verdict } from './refusal.ts'

export const callStatuses = ['draft', 'published', 'closed'] as const
export type CallStatus = (typeof callStatuses)[number]

export interface CallFacts {
  readonly status: CallStatus
  readonly opensAt: Date | null
  readonly closesAt: Date | null
}

/** The state of a call at an instant: a call opens and closes by time, without any action. */
export type CallState = 'draft' | 'upcoming' | 'open' | 'closed'

export function callState(call: CallFacts, now: Date): CallState {
  if (call.status === 'draft') return 'draft'
  if (call.status === 'closed') return 'closed'
  if (call.opensAt !== null && now < call.opensAt) return 'upcoming'
  // The deadline itself still counts as open.
  if (call.closesAt !== null && now > call.closesAt) return 'closed'
  return 'open'
}

/** @param now the database's time: a web server's clock does not decide about a deadline */
export function takesSubmissions(call: CallFacts, now: Date): Verdict {
  const state = callState(call, now)
  if (state === 'open') return allowed
  return state === 'closed'
    ? closed('call_closed', call.closesAt ? { closedAt: call.closesAt.toISOString() } : {})
    : closed('call_not_open', call.opensAt ? { opensAt: call.opensAt.toISOString() } : {})
}

/** The section of a draft that moves to a call, or (null) out of its call. Null when the author has to choose. */
export function sectionInCall(
  current: string | null,
  call: { readonly sectionId: string | null } | null,
  isOpenToAuthors: boolean,
): string | null {
  return call?.sectionId ?? (isOpenToAuthors ? current : null)
}

export const callEvents = ['publish', 'extend', 'close'] as const
export type CallEvent = (typeof callEvents)[number]

const possibleIn: Readonly<Record<CallEvent, readonly CallStatus[]>> = {
  publish: ['draft', 'closed'],
  extend: ['published', 'closed'],
  close: ['published'],
}

export function canHappenToCall(status: CallStatus, event: CallEvent): Verdict {
  return possibleIn[event].includes(status) ? allowed : closed('wrong_status', { status, event })
}

/** A call can be published or extended only to an instant in the future. */
export function deadlineAhead(closesAt: Date | null, now: Date): Verdict {
  return closesAt !== null && closesAt <= now ? closed('deadline_in_past') : allowed
}
