import { allowed, closed, Refusal, type Verdict } from './refusal.ts'
import { isBlank } from './text.ts'

/** `alternate`: no e-mail was sent; the person is invited when somebody declines or does not answer. */
export const invitationStatuses = [
  'alternate',
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
  invite: { alternate: 'invited' },
  accept: { invited: 'accepted' },
  decline: { invited: 'declined' },
  expire: { invited: 'expired' },
  cancel: { alternate: 'cancelled', invited: 'cancelled', accepted: 'cancelled' },
  withdraw: { accepted: 'withdrawn' },
  submit: { accepted: 'submitted' },
  reinstate: { declined: 'invited', expired: 'invited', cancelled: 'invited', withdrawn: 'invited' },
} as const satisfies Record<string, Partial<Record<InvitationStatus, InvitationStatus>>>

export type InvitationEvent = keyof typeof transitions

export const invitationEvents = Object.keys(transitions) as readonly InvitationEvent[]

export function canHappenToInvitation(status: InvitationStatus, event: InvitationEvent): Verdict {
  return target(status, event) === undefined ? closed(reason(status, event), { status, event }) : allowed
}

/** @throws Refusal `invitation_ended` when the invitation has ended, else `wrong_status` */
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

/** Whether this reviewer still has to answer or to review: only then can they be reminded or given more time. */
export function awaitsReviewer(status: InvitationStatus): Verdict {
  return waiting.includes(status)
    ? allowed
    : closed(hasEnded(status) ? 'invitation_ended' : 'wrong_status', { status, event: 'remind' })
}

/** Invitations that count towards the number of reviewers of a round. */
export function isLive(status: InvitationStatus): boolean {
  return status === 'submitted' || waiting.includes(status)
}

/** Whether the round has the reviews it needs: then no alternate is invited by the worker. */
export function hasEnoughReviews(statuses: readonly InvitationStatus[], minimum: number): boolean {
  return statuses.filter((status) => status === 'submitted').length >= minimum
}

const remindAgainMs = 86_400_000

/** One reminder a day at most, so that two clicks, or two editors, send one letter. */
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

/** Before accepting, a reviewer reads title and abstract; after that the manuscript, the form and their own review. */
export function mayReadManuscript(status: InvitationStatus): boolean {
  return status === 'accepted' || status === 'submitted'
}

/** Late only after the whole due day; `dueAt` is the last instant of that day in the journal's time zone. */
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

/** What a review lacks before it can be submitted, as paths into the form. */
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
 * Draws a label for a reviewer from all free letters of this submission with equal probability: a label must not show who was invited or
 * answered first (docs/threat-model.md L19). So never in alphabetical order, and never from a short list that is refilled.
 * @param random a number in [0, 1)
 */
export function drawLabel(taken: readonly string[], random: number): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ'.split('')
  const pool = letters.filter((letter) => !taken.includes(letter))
  const drawn = pool[Math.floor(random * pool.length)]
  return drawn ?? `Z${taken.length}`
}
