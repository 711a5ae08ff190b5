import { desc, eq } from 'drizzle-orm'
import { act, type Acting, type Done } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { noteContentSentBack } from '../cases/content-digest.ts'
import { usualDeadlines } from '../cases/deadlines.ts'
import { loadFacts } from '../cases/possible-acts-facts.ts'
import { closeRound, findOpenRound, openRound } from '../cases/rounds.ts'
import { decisions } from '../db/schema/reviewing.ts'
import { submissions } from '../db/schema/submissions.ts'
import { namesInSent, requireLookedAt } from '../cases/sent-text.ts'
import { keepConfirmed } from '../cases/text-findings.ts'
import { openVersion } from '../cases/versions.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { endOfDay, endOfDayAfter } from '../domain/day.ts'
import { duePlaceholder, namesDue } from '../domain/due-date-in-letter.ts'
import { asksRevision, decisionTable, endsRound, opensRound } from '../domain/decision.ts'
import { holderOf, type Actor } from '../domain/policy.ts'
import { possibleActs } from '../domain/possible-acts.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { next } from '../domain/transitions.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import { BadInput } from '../http/bad-input.ts'
import type { decisionsContract } from './contract.ts'
import { isBlank } from '../domain/text.ts'

type Endpoint = (typeof decisionsContract)['POST /api/submissions/:id/decisions']
type NewDecision = Body<Endpoint>

/**
 * Decides, once, even when the request is repeated. In order: stores the editor's confirmations of names in the letter; closes the open round and
 * opens the next, as the kind of decision says (domain/decision.ts); opens the version that the author revises; changes the status and the
 * author's due date; stores a digest of a paper that is sent back; stores the decision with its letter; deletes the unsent letter. Then, caused
 * by the event and after the grace time: the closed round's invitations are cancelled; letters to the authors and the reviewers.
 * @throws Refusal `edited_elsewhere` when the submission has changed since the editor saw it, `names_in_letter` when the letter names a
 * reviewer and the editor has not confirmed it
 */
export async function decide(
  deps: Deps,
  actor: Actor,
  submissionId: string,
  decision: NewDecision,
  idempotencyKey: string,
): Promise<ReplyOf<Endpoint>> {
  // `seenSince` is a condition and not part of the decision: the same decision, sent again from a page that shows it done, is a repeated
  // request.
  const { seenSince: _seen, ...decided } = decision
  const asked = { holder: holderOf(actor), key: idempotencyKey, request: ['decide', submissionId, decided] }
  return act(deps, actor, submissionId, 'submission.decide', (acting) => carryOut(acting, deps, actor, decision), asked)
}

async function carryOut(
  { tx, submission, now }: Acting,
  deps: Deps,
  actor: Actor,
  { kind, letter, authorDueAt, seenSince, looked }: NewDecision,
): Promise<Done<ReplyOf<Endpoint>>> {
  const submissionId = submission.id
  if (submission.statusSince.getTime() !== Date.parse(seenSince)) throw new Refusal('edited_elsewhere')
  const { facts, people } = await loadFacts(tx, submissionId, now)
  allow(possibleActs(actor, facts).decide[kind])
  requireFitting(kind, letter, authorDueAt)
  const names = namesInSent('letter', letter, people)
  await keepConfirmed(tx, deps, submissionId, requireLookedAt('letter', names, looked), 'editor')
  const after = next(submission.status, kind)
  const usual = await usualDeadlines(tx)
  const dueAt = dueDate(kind, authorDueAt, usual, now)
  const standing = await findOpenRound(tx, submissionId)
  const ended = endsRound(kind) ? await closeRound(tx, deps, submissionId) : []
  const opened = opensRound(kind) ? await openRound(tx, deps, submission) : null
  if (asksRevision(kind)) await openVersion(tx, deps, { id: submissionId, status: after })
  await tx
    .update(submissions)
    .set({ status: after, statusSince: now, authorDueAt: dueAt, ...(after === 'accepted' && { acceptedAt: now }) })
    .where(eq(submissions.id, submissionId))
  await noteContentSentBack(tx, { id: submissionId, status: after })
  const decisionId = deps.ids.uuid()
  const graceEndsAt = new Date(now.getTime() + usual.graceMinutes * 60_000)
  await tx.insert(decisions).values({
    id: decisionId,
    submissionId,
    roundId: (opened ?? standing)?.id ?? null,
    kind,
    letter,
    statusBefore: submission.status,
    statusAfter: after,
    sinceBefore: submission.statusSince,
    dueBefore: submission.authorDueAt,
    decidedAt: await afterEarlierOnes(tx, submissionId, now),
    graceEndsAt,
    authorDueAt: dueAt,
  })
  await dropUnsent(tx, actor, 'decision', submissionId)
  return {
    events: [{ type: 'submission.decided', decisionId, kind, ended }],
    reply: { decisionId, graceEndsAt: graceEndsAt.toISOString() },
  }
}

/** Decisions are sorted by time, so two within one millisecond get different times. */
async function afterEarlierOnes(tx: Tx, submissionId: string, now: Date): Promise<Date> {
  const [last] = await tx
    .select({ decidedAt: decisions.decidedAt })
    .from(decisions)
    .where(eq(decisions.submissionId, submissionId))
    .orderBy(desc(decisions.decidedAt))
    .limit(1)
  return last ? new Date(Math.max(now.getTime(), last.decidedAt.getTime() + 1)) : now
}

/** Refuses a letter or a due date that the kind of decision does not use: nothing that was typed is dropped silently. */
function requireFitting(kind: NewDecision['kind'], letter: string, authorDueAt: string | null): void {
  const { writesLetter: writes, setsDate } = decisionTable[kind]
  if (writes && isBlank(letter)) throw new Refusal('incomplete', { fields: ['letter'] })
  if (!setsDate && namesDue(letter))
    throw new BadInput([{ path: 'letter', key: 'refusals.input.noDue', facts: { placeholder: duePlaceholder } }])
  if (!writes && letter !== '') throw new BadInput([{ path: 'letter', key: 'refusals.input.noLetter' }])
  if (authorDueAt !== null && !setsDate) throw new BadInput([{ path: 'authorDueAt', key: 'refusals.input.noDate' }])
}

type Deadlines = Awaited<ReturnType<typeof usualDeadlines>>

/** The author's due date: the editor's, else the journal's usual time from now, so that no submission waits without a date. */
function dueDate(
  kind: NewDecision['kind'],
  asked: string | null,
  { timeZone, revisionDays }: Deadlines,
  now: Date,
): Date | null {
  if (!decisionTable[kind].setsDate) return null
  if (asked === null) return endOfDayAfter(now, revisionDays, timeZone)
  const dueAt = endOfDay(new Date(asked), timeZone)
  if (dueAt <= now) throw new Refusal('deadline_in_past', { fields: ['authorDueAt'] })
  return dueAt
}
