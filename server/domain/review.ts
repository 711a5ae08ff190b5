import { allowed, closed, Refusal, type Verdict } from './refusal.ts'
import { isBlank } from './text.ts'

/** `reserve` is the next reviewer in line, not yet written to. */
export const invitationStatuses = [
  'reserve',
  'invited',
  'accepted',
  'submitted',
  'declined',
  'expired',
  'cancelled',
  'withdrawn',
] as const

export type InvitationStatus = (typeof invitationStatuses)[number]

const transitions = {
  invite: { reserve: 'invited' },
  accept: { invited: 'accepted' },
  decline: { invited: 'declined' },
  expire: { invited: 'expired' },
  cancel: { reserve: 'cancelled', invited: 'cancelled', accepted: 'cancelled' },
  withdraw: { accepted: 'withdrawn' },
  submit: { accepted: 'submitted' },
  reinstate: { declined: 'invited', expired: 'invited', cancelled: 'invited', withdrawn: 'invited' },
} as const satisfies Record<string, Partial<Record<InvitationStatus, InvitationStatus>>>

export type InvitationEvent = keyof typeof transitions

export const invitationEvents = Object.keys(transitions) as readonly InvitationEvent[]

export function canHappenToInvitation(status: InvitationStatus, event: InvitationEvent): Verdict {
  return target(status, event) === undefined ? closed(reason(status, event), { status, event }) : allowed
}

/** @throws Refusal `invitation_ended` when it is over, else `wrong_status`. */
export function nextInvitation(status: InvitationStatus, event: InvitationEvent): InvitationStatus {
  const after = target(status, event)
  if (after === undefined) throw new Refusal(reason(status, event), { status, event })
  return after
}

function target(status: InvitationStatus, event: InvitationEvent): InvitationStatus | undefined {
  return (transitions[event] as Partial<Record<InvitationStatus, InvitationStatus>>)[status]
}

export const ended: readonly InvitationStatus[] = ['declined', 'expired', 'cancelled', 'withdrawn']

export function hasEnded(status: InvitationStatus): boolean {
  return ended.includes(status)
}

function reason(status: InvitationStatus, event: InvitationEvent): 'invitation_ended' | 'wrong_status' {
  return hasEnded(status) && event !== 'cancel' ? 'invitation_ended' : 'wrong_status'
}

const waiting: readonly InvitationStatus[] = ['invited', 'accepted']

/** Whether the journal waits for this reviewer, to answer or to review: such can be reminded and given more time. */
export function awaitsReviewer(status: InvitationStatus): Verdict {
  return waiting.includes(status)
    ? allowed
    : closed(hasEnded(status) ? 'invitation_ended' : 'wrong_status', { status, event: 'remind' })
}

/** Invitations that take a place among the reviewers of a round. */
export function isLive(status: InvitationStatus): boolean {
  return status === 'submitted' || waiting.includes(status)
}

/** Whether the round has the reviews it needs: nobody more is asked by itself then. */
export function hasEnoughReviews(statuses: readonly InvitationStatus[], minimum: number): boolean {
  return statuses.filter((status) => status === 'submitted').length >= minimum
}

const remindAgainMs = 86_400_000

/** Two presses, or two editors, send one letter: within a day of a reminder there is no other. */
export function mayRemind(
  invitation: { readonly status: InvitationStatus; readonly remindedAt: Date | null },
  now: Date,
): Verdict {
  const waits = awaitsReviewer(invitation.status)
  if (!waits.allowed) return waits
  const { remindedAt } = invitation
  if (remindedAt === null || now.getTime() - remindedAt.getTime() >= remindAgainMs) return allowed
  return closed('reminded_already', { at: remindedAt.toISOString() })
}

/** Title and abstract before the reviewer has said yes; the manuscript, the form and the own review after. */
export function mayReadManuscript(status: InvitationStatus): boolean {
  return status === 'accepted' || status === 'submitted'
}

/** Late only when the whole of the due day has passed; `dueAt` is the last instant of that day in the journal's time zone. */
export function isLate(invitation: { readonly status: InvitationStatus; readonly dueAt: Date }, now: Date): boolean {
  return invitation.status === 'accepted' && now > invitation.dueAt
}

export const recommendations = ['accept', 'minor_revision', 'major_revision', 'decline'] as const
export type Recommendation = (typeof recommendations)[number]

export const declineReasons = ['no_time', 'not_my_field', 'conflict_of_interest', 'content_too_heavy', 'other'] as const
export type DeclineReason = (typeof declineReasons)[number]

interface ReviewFacts {
  readonly recommendation: Recommendation | null
  readonly toAuthor: string
  readonly scores: Readonly<Record<string, number>>
  readonly requiredCriteria: readonly string[]
}

/** What a review still lacks before it can be handed in: paths into the form. */
export function reviewGaps(
  review: ReviewFacts,
): readonly { readonly path: string; readonly code: 'score' | 'to_author' | 'recommendation' }[] {
  return [
    ...review.requiredCriteria
      .filter((criterionId) => review.scores[criterionId] === undefined)
      .map((criterionId) => ({ path: `scores.${criterionId}`, code: 'score' as const })),
    ...(isBlank(review.toAuthor) ? [{ path: 'toAuthor', code: 'to_author' as const }] : []),
    ...(review.recommendation === null ? [{ path: 'recommendation', code: 'recommendation' as const }] : []),
  ]
}

/**
 * A label for a reviewer, drawn evenly from all letters free in this submission: it must not tell who was asked or
 * answered first (docs/threat-model.md L19). Never "A" for the first and so on; nor from a short list that grows as it empties.
 * @param random a number in [0, 1)
 */
export function drawLabel(taken: readonly string[], random: number): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.split('')
  const pool = letters.filter((letter) => !taken.includes(letter))
  const drawn = pool[Math.floor(random * pool.length)]
  return drawn ?? `Z${taken.length}`
}
