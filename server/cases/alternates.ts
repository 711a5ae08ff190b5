import { and, asc, eq, inArray, sql as dsql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { mayInvite } from '../domain/conflict.ts'
import { hasEnoughReviews, type InvitationStatus } from '../domain/review.ts'
import type { ActEvent } from '../domain/events.ts'
import { actByItself } from './act.ts'
import { minimumReviews, type SubmissionRow } from './lock.ts'
import type { Tx } from '../db/client.ts'
import { judgePerson } from './eligibility.ts'
import { mayBeSent } from './invitable.ts'
import { despiteOf, lockInvitation, sendInvitation, type InvitationRow } from './invitations.ts'
import { happened } from '../db/events.ts'
import { findOpenRound } from './rounds.ts'
import { events } from '../db/schema/outbox.ts'
import { invitations } from '../db/schema/reviewing.ts'

/**
 * The statuses after which a reviewer has to be replaced. Not `cancelled`: an editor who cancels an invitation decides who comes instead.
 */
const leavesPlace: readonly InvitationStatus[] = ['declined', 'expired', 'withdrawn']

/**
 * Invites the next alternate for a reviewer who declined, did not answer in time or withdrew, unless enough reviews are in. An alternate
 * with a conflict of interest that no editor has seen is passed over, and the editors are told. Safe to run twice: never invites more
 * alternates than reviewers have left.
 * @returns the id of the invitation that was sent; null when nobody was due or no alternate is left
 */
export async function promoteAlternate(
  deps: Pick<Deps, 'db' | 'clock' | 'ids'>,
  submissionId: string,
): Promise<string | null> {
  return actByItself(deps, submissionId, async ({ tx, submission }) => {
    const events: ActEvent[] = []
    const round = submission.status === 'in_review' ? await findOpenRound(tx, submissionId) : null
    if (round === null || !(await placeIsFree(tx, submission, round.id))) return { events, reply: null }
    const alternates = await tx
      .select()
      .from(invitations)
      .where(and(eq(invitations.roundId, round.id), eq(invitations.status, 'alternate')))
      .orderBy(asc(invitations.position), asc(invitations.createdAt))
    for (const alternate of alternates) {
      const evidence = await newEvidence(tx, alternate)
      if (evidence !== null) {
        const invitationId = alternate.id
        const told = await happened(tx, submissionId, 'invitation.promotion_held', invitationId)
        if (!told) events.push({ type: 'invitation.promotion_held', invitationId, evidence })
        continue
      }
      // An author is named in what this person would read: the editors of the submission see that reviewers are missing, and why.
      if (!(await mayBeSent(tx, alternate)).allowed) break
      events.push(await sendInvitation(tx, deps, null, alternate))
      return { events, reply: alternate.id }
    }
    return { events, reply: null }
  })
}

/** The reasons against inviting an alternate (a conflict of interest) that no editor has overruled; null when there are none. */
async function newEvidence(tx: Tx, { id: invitationId, submissionId }: InvitationRow): Promise<string[] | null> {
  const { subject } = await lockInvitation(tx, invitationId)
  const judgement = await judgePerson(tx, submissionId, subject.reviewerId, { except: invitationId })
  const verdict = mayInvite(judgement, await despiteOf(tx, invitationId), false)
  if (verdict.allowed) return null
  return [...judgement.evidence, ...(judgement.verdict.allowed ? [] : [judgement.verdict.code])]
}

async function placeIsFree(tx: Tx, { id: submissionId, sectionId }: SubmissionRow, roundId: string): Promise<boolean> {
  const inRound = await tx
    .select({ id: invitations.id, status: invitations.status })
    .from(invitations)
    .where(eq(invitations.roundId, roundId))
  const statuses = inRound.map(({ status }) => status)
  if (hasEnoughReviews(statuses, await minimumReviews(tx, sectionId))) return false
  const left = inRound.filter(({ status }) => leavesPlace.includes(status)).length
  const promoted = await tx
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        dsql`${events.submissionIds} @> array[${submissionId}]::uuid[]`,
        eq(events.type, 'invitation.sent'),
        eq(dsql`${events.payload}->>'promoted'`, 'true'),
        inArray(
          dsql`${events.payload}->>'invitationId'`,
          inRound.map(({ id }) => id),
        ),
      ),
    )
  return promoted.length < left
}
