import { desc, eq, max, type SQL } from 'drizzle-orm'
import { act } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { usualDeadlines } from '../cases/deadlines.ts'
import { judgePerson } from '../cases/eligibility.ts'
import { loadFacts } from '../cases/possible-acts-facts.ts'
import { freshLink } from '../cases/invitations.ts'
import { openRoundOf } from '../cases/rounds.ts'
import { accountRoles, accounts, reviewers } from '../db/schema/identity.ts'
import { invitations } from '../db/schema/reviewing.ts'
import { namesInSent, requireLookedAt } from '../cases/sent-text.ts'
import { keepConfirmed } from '../cases/text-findings.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { mayInvite, overruled } from '../domain/conflict.ts'
import { endOfDay, endOfDayAfter } from '../domain/day.ts'
import type { ActEvent } from '../domain/events.ts'
import { holderOf, relationTo, type Actor } from '../domain/policy.ts'
import { possibleActs } from '../domain/possible-acts.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { drawLabel } from '../domain/review.ts'
import { wordsToInvitee } from '../domain/why-asked.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import { BadInput } from '../http/bad-input.ts'
import type { reviewsContract } from './contract.ts'

type Endpoint = (typeof reviewsContract)['POST /api/submissions/:id/invitations']
type NewInvitation = Body<Endpoint>

/**
 * Invites somebody to review by letter, or makes them an alternate. In order: stores the editor's confirmations of names in the invitation's text;
 * creates an account for a person who has none; the invitation with its label; the row that says who was invited; a link; deletes the unsent text
 * of the invitation. Then, caused by the event: the letter with the link; a check of the reviewers against the authors, and that an editor is
 * left. An alternate gets neither link nor letter.
 * @throws Refusal `names_in_invitation` when an author is named in it and the editor has not confirmed it, and the reasons against the
 * person
 */
export async function invite(
  deps: Deps,
  actor: Actor,
  submissionId: string,
  { reviewer, respondBy, dueAt, why, note, looked, alternate, despite }: NewInvitation,
): Promise<ReplyOf<Endpoint>> {
  return act(deps, actor, submissionId, 'submission.invite', async ({ tx, subject, now }) => {
    const { facts, people } = await loadFacts(tx, submissionId, now)
    allow(possibleActs(actor, facts).invite)
    const round = await openRoundOf(tx, submissionId)
    const names = namesInSent('invitation', wordsToInvitee({ why, note }), people)
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
    const asked = { accountId, round: round.id, dates, why, note, despite: seen, alternate }
    const { event, ...invited } = await addInvitation(tx, deps, actor, submissionId, asked)
    await dropUnsent(tx, actor, 'invitation', submissionId)
    return { events: [event], reply: invited }
  })
}

interface Chosen {
  readonly accountId: string
  readonly round: string
  readonly dates: { readonly respondBy: Date; readonly dueAt: Date }
  readonly why: string
  readonly note: string
  readonly despite: readonly string[]
  readonly alternate: boolean
}

async function addInvitation(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  submissionId: string,
  { accountId, round, dates, why, note, despite, alternate }: Chosen,
): Promise<{ invitationId: string; label: string; event: ActEvent }> {
  const label = await labelFor(tx, deps, submissionId, accountId)
  const invitationId = deps.ids.uuid()
  const now = deps.clock.now()
  await tx.insert(invitations).values({
    id: invitationId,
    submissionId,
    roundId: round,
    label,
    status: alternate ? 'alternate' : 'invited',
    position: await nextPosition(tx, round),
    createdAt: now,
    invitedAt: alternate ? null : now,
    changedAt: now,
    ...dates,
  })
  const askedBy = holderOf(actor)
  await tx
    .insert(reviewers)
    .values({ invitationId, submissionId, accountId, why, note, askedBy, despite: [...despite] })
  if (alternate) return { invitationId, label, event: { type: 'invitation.reserved', invitationId } }
  const linkId = await freshLink(tx, deps, { id: invitationId, dueAt: dates.dueAt })
  return { invitationId, label, event: { type: 'invitation.sent', invitationId, linkId, promoted: false } }
}

type Again = ReplyOf<(typeof reviewsContract)['POST /api/submissions/:id/invitations/again']>

/**
 * Invites everybody who has submitted a review of an earlier version, with the journal's usual dates. People invited in this round already
 * are skipped; so are people with evidence of a conflict that no editor has seen, who are listed in the reply.
 */
export async function inviteAgain(deps: Deps, actor: Actor, submissionId: string): Promise<Again> {
  return act(deps, actor, submissionId, 'submission.invite', async ({ tx, subject, now }) => {
    const { facts } = await loadFacts(tx, submissionId, now)
    allow(possibleActs(actor, facts).invite)
    const round = await openRoundOf(tx, submissionId)
    const { timeZone, respondDays, reviewDays } = await usualDeadlines(tx)
    const dates = {
      respondBy: endOfDayAfter(now, respondDays, timeZone),
      dueAt: endOfDayAfter(now, Math.max(respondDays, reviewDays), timeZone),
    }
    const byEditor = relationTo(actor, subject) === 'editor'
    const [asked, leftOut, events]: [string[], string[], ActEvent[]] = [[], [], []]
    for (const before of await reviewedBefore(tx, submissionId, round.id)) {
      const { accountId, label } = before
      const judgement = await judgePerson(tx, submissionId, accountId, { asker: holderOf(actor) })
      const despite = overruled(before.despite, byEditor)
      if (!mayInvite(judgement, despite, byEditor).allowed) {
        leftOut.push(label)
        continue
      }
      const chosen = { accountId, round: round.id, dates, why: '', note: '', despite, alternate: false }
      const invited = await addInvitation(tx, deps, actor, submissionId, chosen)
      asked.push(invited.label)
      events.push(invited.event)
    }
    return { events, reply: { asked, leftOut } }
  })
}

/** Sorted by label, never by who answered first; without people invited in the open round. */
async function reviewedBefore(tx: Tx, submissionId: string, openRoundId: string) {
  const rows = await tx
    .select({
      accountId: reviewers.accountId,
      label: invitations.label,
      despite: reviewers.despite,
      status: invitations.status,
      roundId: invitations.roundId,
      disabledAt: accounts.disabledAt,
    })
    .from(invitations)
    .innerJoin(reviewers, eq(reviewers.invitationId, invitations.id))
    .innerJoin(accounts, eq(accounts.id, reviewers.accountId))
    .where(eq(invitations.submissionId, submissionId))
    .orderBy(invitations.label, desc(invitations.createdAt))
  const here = new Set(rows.filter(({ roundId }) => roundId === openRoundId).map(({ accountId }) => accountId))
  const before = rows.filter(
    ({ status, accountId, disabledAt }) => status === 'submitted' && !here.has(accountId) && disabledAt === null,
  )
  return before.filter(({ accountId }, n) => before.findIndex((row) => row.accountId === accountId) === n)
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
  if (dates.dueAt < dates.respondBy) throw new BadInput([{ path: 'dueAt', key: 'refusals.input.beforeAnswer' }])
  return dates
}

/**
 * The account for an invitation. A new person gets an unconfirmed account; an account that exists keeps its name, whatever name was typed:
 * the editor learns neither which of the two it was nor what the account says.
 * @throws Refusal `account_closed`: the person would get no letter and could not open a link
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

/** A person who was invited in an earlier round keeps their label; others get a random one. */
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
