import { and, eq, max, or, type SQL, sql as dsql } from 'drizzle-orm'
import { lockCase, refreshAttention } from '../db/cases.ts'
import type { Tx } from '../db/client.ts'
import { usualDeadlines } from '../db/deadlines.ts'
import { freshLink } from '../db/invitations.ts'
import { peopleOfCase } from '../db/people.ts'
import { record } from '../db/record.ts'
import { requireNobodyNamed } from '../db/reviewers-text.ts'
import { manuscriptReleased } from '../db/released.ts'
import { openRoundOf, type RoundRow } from '../db/rounds.ts'
import { accountRoles, accounts, contributors, reviewers } from '../db/schema/identity.ts'
import { invitations } from '../db/schema/reviewing.ts'
import { namesInSent, requireLookedAt } from '../db/sent-text.ts'
import { keepConfirmed } from '../db/text-findings.ts'
import type { Deps } from '../deps.ts'
import { endOfDay } from '../domain/day.ts'
import { holderOf, maySubmission, type Actor, type SubmissionSubject } from '../domain/policy.ts'
import { allow, Refusal, type Verdict } from '../domain/refusal.ts'
import { drawLabel, mayBeAsked } from '../domain/review.ts'
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
  { reviewer, respondBy, dueAt, note, looked, reserve }: NewInvitation,
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
    const accountId = await accountOf(tx, deps, reviewer)
    allow(await whyNotAsked(tx, actor, submissionId, subject, round, accountId))
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
    await tx.insert(reviewers).values({ invitationId, submissionId, accountId, note })
    if (reserve) {
      await record(tx, deps, actor, { type: 'invitation.reserved', submissionId, invitationId })
    } else {
      const linkId = await freshLink(tx, deps, { id: invitationId, dueAt: dates.dueAt })
      await record(tx, deps, actor, { type: 'invitation.sent', submissionId, invitationId, linkId, promoted: false })
    }
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
async function accountOf(tx: Tx, { clock, ids }: Deps, reviewer: NewInvitation['reviewer']): Promise<string> {
  if (reviewer.kind === 'account') {
    const known = await openAccount(tx, eq(accounts.id, reviewer.accountId))
    if (!known) throw new Refusal('not_found')
    return known
  }
  const { name, email, affiliation } = reviewer
  await tx
    .insert(accounts)
    .values({ id: ids.uuid(), name, email, affiliation, createdAt: clock.now() })
    .onConflictDoNothing({ target: accounts.email })
  const accountId = await openAccount(tx, eq(accounts.email, email))
  if (!accountId) throw new Error('an account was neither found nor made')
  await tx.insert(accountRoles).values({ accountId, role: 'reviewer' }).onConflictDoNothing()
  return accountId
}

async function openAccount(tx: Tx, which: SQL): Promise<string | null> {
  const [found] = await tx.select({ id: accounts.id, disabledAt: accounts.disabledAt }).from(accounts).where(which)
  if (found && found.disabledAt !== null) throw new Refusal('account_closed')
  return found?.id ?? null
}

async function whyNotAsked(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  subject: SubmissionSubject,
  round: RoundRow,
  accountId: string,
): Promise<Verdict> {
  const isEditor = subject.handlingIds.includes(accountId) || holderOf(actor) === accountId
  const isAuthor = subject.authorIds.includes(accountId) || (await isContributor(tx, submissionId, accountId))
  const alreadyAsked = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .innerJoin(reviewers, eq(reviewers.invitationId, invitations.id))
    .where(and(eq(invitations.roundId, round.id), eq(reviewers.accountId, accountId)))
  return mayBeAsked({ isAuthor, isEditor, alreadyAsked: alreadyAsked.length > 0 })
}

/** Co-authors mostly have no account: then their address tells (TRUST.md L26). */
async function isContributor(tx: Tx, submissionId: string, accountId: string): Promise<boolean> {
  const found = await tx
    .select({ id: contributors.id })
    .from(contributors)
    .innerJoin(accounts, eq(accounts.id, accountId))
    .where(
      and(
        eq(contributors.submissionId, submissionId),
        or(eq(contributors.accountId, accountId), eq(dsql`lower(${contributors.email})`, accounts.email)),
      ),
    )
    .limit(1)
  return found.length > 0
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
