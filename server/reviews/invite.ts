import { eq, max, type SQL } from 'drizzle-orm'
import { lockCase, refreshAttention } from '../db/cases.ts'
import type { Tx } from '../db/client.ts'
import { usualDeadlines } from '../db/deadlines.ts'
import { judgePerson } from '../db/eligibility.ts'
import { freshLink } from '../db/invitations.ts'
import { peopleOfCase } from '../db/people.ts'
import { record } from '../db/record.ts'
import { requireNobodyNamed } from '../db/reviewers-text.ts'
import { manuscriptReleased } from '../db/released.ts'
import { openRoundOf } from '../db/rounds.ts'
import { accountRoles, accounts, reviewers } from '../db/schema/identity.ts'
import { invitations } from '../db/schema/reviewing.ts'
import { namesInSent, requireLookedAt } from '../db/sent-text.ts'
import { keepConfirmed } from '../db/text-findings.ts'
import { dropUnsent } from '../db/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { mayInvite, overruled } from '../domain/conflict.ts'
import { endOfDay } from '../domain/day.ts'
import { holderOf, maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { drawLabel } from '../domain/review.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import { BadInput } from '../http/errors.ts'
import type { reviewsContract } from './contract.ts'

type Endpoint = (typeof reviewsContract)['POST /api/submissions/:id/invitations']
type NewInvitation = Body<Endpoint>

/** Asks somebody to review, by letter; or puts them in line for when somebody declines. */
export async function invite(
  deps: Deps,
  actor: Actor,
  submissionId: string,
  { reviewer, respondBy, dueAt, note, looked, reserve, despite }: NewInvitation,
): Promise<ReplyOf<Endpoint>> {
  return deps.db.transaction(async (tx) => {
    const { subject } = await lockCase(tx, submissionId)
    allow(maySubmission('submission.invite', actor, subject))
    const round = await openRoundOf(tx, submissionId)
    if (!(await manuscriptReleased(tx, round.versionId))) throw new Refusal('manuscript_not_released')
    await requireNobodyNamed(tx, submissionId)
    const names = namesInSent('invitation', note, await peopleOfCase(tx, submissionId))
    await keepConfirmed(tx, deps, submissionId, requireLookedAt('invitation', names, looked), 'editor')
    const dates = await datesOf(tx, deps, respondBy, dueAt)
    const accountId = await accountOf(tx, deps, submissionId, reviewer)
    const judgement = await judgePerson(tx, submissionId, accountId, {
      asker: holderOf(actor),
      typed: reviewer.kind === 'account' ? null : { ...reviewer, emails: [reviewer.email], orcid: null },
    })
    const byEditor = relationTo(actor, subject) === 'editor'
    const seen = overruled(despite, byEditor)
    allow(mayInvite(judgement, seen, byEditor))
    const label = await labelFor(tx, deps, submissionId, accountId)
    const invitationId = deps.ids.uuid()
    const now = deps.clock.now()
    await tx.insert(invitations).values({
      id: invitationId,
      submissionId,
      roundId: round.id,
      label,
      status: reserve ? 'reserve' : 'invited',
      position: await nextPosition(tx, round.id),
      createdAt: now,
      invitedAt: reserve ? null : now,
      changedAt: now,
      ...dates,
    })
    await tx.insert(reviewers).values({ invitationId, submissionId, accountId, note, despite: seen })
    if (reserve) {
      await record(tx, deps, actor, { type: 'invitation.reserved', submissionId, invitationId })
    } else {
      const linkId = await freshLink(tx, deps, { id: invitationId, dueAt: dates.dueAt })
      await record(tx, deps, actor, { type: 'invitation.sent', submissionId, invitationId, linkId, promoted: false })
    }
    await dropUnsent(tx, actor, 'invitation', submissionId)
    await refreshAttention(tx, submissionId)
    return { invitationId, label }
  })
}

async function datesOf(
  tx: Tx,
  { clock }: Deps,
  respondBy: string,
  dueAt: string,
): Promise<{ respondBy: Date; dueAt: Date }> {
  const { timeZone } = await usualDeadlines(tx)
  const dates = { respondBy: endOfDay(new Date(respondBy), timeZone), dueAt: endOfDay(new Date(dueAt), timeZone) }
  if (dates.respondBy <= clock.now()) throw new Refusal('deadline_in_past', { fields: ['respondBy'] })
  if (dates.dueAt < dates.respondBy)
    throw new BadInput([{ path: 'dueAt', message: 'is before the day by which to answer' }])
  return dates
}

/**
 * The account an invitation goes to. Somebody new gets one, unconfirmed; a known address keeps its own, whatever name was
 * typed: the editor learns neither which it was nor what the account says.
 * @throws Refusal `account_closed`: no letter would reach them, and no link would open
 */
async function accountOf(
  tx: Tx,
  { clock, ids }: Deps,
  submissionId: string,
  reviewer: NewInvitation['reviewer'],
): Promise<string> {
  if (reviewer.kind === 'account') {
    const known = await openAccount(tx, eq(accounts.id, reviewer.accountId))
    if (!known) throw new Refusal('not_found')
    return known
  }
  const { name, email, affiliation } = reviewer
  await tx
    .insert(accounts)
    .values({ id: ids.uuid(), name, email, affiliation, createdAt: clock.now(), createdFor: submissionId })
    .onConflictDoNothing({ target: accounts.email })
  const accountId = await openAccount(tx, eq(accounts.email, email))
  if (!accountId) throw new Error('an account was neither found nor made')
  await tx.insert(accountRoles).values({ accountId, role: 'reviewer', givenFor: submissionId }).onConflictDoNothing()
  return accountId
}

async function openAccount(tx: Tx, which: SQL): Promise<string | null> {
  const [found] = await tx.select({ id: accounts.id, disabledAt: accounts.disabledAt }).from(accounts).where(which)
  if (found && found.disabledAt !== null) throw new Refusal('account_closed')
  return found?.id ?? null
}

/** Who was asked in an earlier round keeps the label; anybody else draws one. */
async function labelFor(tx: Tx, { ids }: Deps, submissionId: string, accountId: string): Promise<string> {
  const taken = await tx
    .select({ label: invitations.label, accountId: reviewers.accountId })
    .from(invitations)
    .innerJoin(reviewers, eq(reviewers.invitationId, invitations.id))
    .where(eq(invitations.submissionId, submissionId))
  const own = taken.find((earlier) => earlier.accountId === accountId)
  return (
    own?.label ??
    drawLabel(
      taken.map(({ label }) => label),
      ids.random(),
    )
  )
}

async function nextPosition(tx: Tx, roundId: string): Promise<number> {
  const [last] = await tx
    .select({ position: max(invitations.position) })
    .from(invitations)
    .where(eq(invitations.roundId, roundId))
  return (last?.position ?? 0) + 1
}
