import { and, desc, eq, isNull } from 'drizzle-orm'
import { act, type Acting, type Done } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { usualDeadlines } from '../cases/deadlines.ts'
import { peopleOfCase } from '../cases/people.ts'
import { fieldsNaming } from '../cases/reviewers-text.ts'
import { openRound } from '../cases/rounds.ts'
import { decisions } from '../db/schema/reviewing.ts'
import { newestProofs } from '../cases/proofs.ts'
import { productions, articles, proofAnswers } from '../db/schema/publication.ts'
import { submissions, versions } from '../db/schema/submissions.ts'
import { findingsOf, type TextFinding } from '../cases/text-findings.ts'
import { openVersion } from '../cases/versions.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { holderOf, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { mayTakeApprovalBack, undoEndsAt } from '../domain/undo.ts'
import { asksRevision, handInEvent, type RevisionKind } from '../domain/decision.ts'
import { fileGaps, textGaps } from '../domain/submission.ts'
import { next } from '../domain/transitions.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import { BadInput } from '../http/bad-input.ts'
import { supersedeDecision } from '../cases/author-view.ts'
import type { submissionsContract } from './contract.ts'
import { filesInHand } from './facts.ts'
import { requireChanged, type Saying } from './unchanged-resubmission.ts'
import { isBlank } from '../domain/text.ts'

type Contract = typeof submissionsContract

/** Saves the answer to the reviewers. Its version is counted separately, because it is edited on another page than the draft. */
export async function saveResponse(
  deps: Deps,
  actor: Actor,
  id: string,
  { revision: seen, response }: Body<Contract['PATCH /api/submissions/:id/revision']>,
): Promise<ReplyOf<Contract['PATCH /api/submissions/:id/revision']>> {
  return act(deps, actor, id, 'submission.revise', async ({ tx, submission }) => {
    const version = await openVersion(tx, deps, submission)
    if (version.revision !== seen) throw new Refusal('edited_elsewhere', { revision: version.revision })
    const revision = seen + 1
    await tx.update(versions).set({ response, revision }).where(eq(versions.id, version.id))
    return { events: [], reply: { revision } }
  })
}

type HandedIn = ReplyOf<Contract['POST /api/submissions/:id/revision']>

/**
 * Submits the revision, once, even when the request is repeated; its files cannot be changed after that. In order: stores the author's
 * explanation when nothing was changed; closes the open version; supersedes a decision that the author has not been told of, because a
 * refusal would reveal it; after a major revision opens the next round (after a minor one the paper goes back to the editor); changes the
 * status and deletes the author's due date. Then, caused by the event: letters to the authors and the editors; a new report on files whose
 * report was made for other names.
 * @throws Refusal `incomplete` with the fields, `unchanged` when nothing was changed and nothing explained
 */
export async function handInRevision(
  deps: Deps,
  actor: Actor,
  id: string,
  saying: Saying,
  key: string,
): Promise<HandedIn> {
  const asked = { holder: holderOf(actor), key, request: ['hand in', id, saying] }
  return act(deps, actor, id, 'submission.revise', (acting) => handIn(acting, deps, actor, saying), asked)
}

async function handIn(acting: Acting, deps: Deps, actor: Actor, saying: Saying): Promise<Done<HandedIn>> {
  const { tx, submission, seen, now } = acting
  const { id } = submission
  const version = await openVersion(tx, deps, submission)
  // The author cannot change the other typed text now; an editor checks it before new reviewers read it.
  const naming = fieldsNaming(await namesInResponse(tx, id, version.response))
  const missing = [...fileGaps(await filesInHand(tx, id)), ...textGaps(naming)]
  if (missing.length > 0)
    throw new Refusal('incomplete', {
      fields: [...new Set(missing.map(({ path }) => path))],
      missing: missing.map(({ code }) => code),
    })
  const wordId = await requireChanged(acting, deps, actor, version, saying)
  await tx.update(versions).set({ handedInAt: now }).where(eq(versions.id, version.id))
  // It has cancelled no invitations: no round is open while an author revises.
  await supersedeDecision(acting)
  const asked = await revisionAsked(tx, id)
  const after = next(seen, handInEvent(asked))
  const round = after === 'in_review' ? await openRound(tx, deps, submission) : null
  await tx.update(submissions).set({ status: after, statusSince: now, authorDueAt: null }).where(eq(submissions.id, id))
  return {
    events: [{ type: 'submission.revision_handed_in', versionId: version.id, asked, ...(wordId && { wordId }) }],
    reply: { round: round?.n ?? null },
  }
}

/** The kind of revision asked for by the newest decision that asks for one and was not taken back. */
async function revisionAsked(tx: Tx, submissionId: string): Promise<RevisionKind> {
  const standing = await tx
    .select({ kind: decisions.kind })
    .from(decisions)
    .where(and(eq(decisions.submissionId, submissionId), isNull(decisions.takenBackAt)))
    .orderBy(desc(decisions.decidedAt))
  const asked = standing.map(({ kind }) => kind).find(asksRevision)
  if (asked === undefined) throw new Error('the author revises, and no decision asked for it')
  return asked
}

async function namesInResponse(tx: Tx, id: string, response: string): Promise<readonly TextFinding[]> {
  const { authors, confirmed } = await peopleOfCase(tx, id)
  return findingsOf({ field: 'response', texts: [response] }, authors, confirmed)
}

/** The author approves the proofs, or reports errors in them. */
export async function answerProofs(
  deps: Deps,
  actor: Actor,
  id: string,
  { approved, comment }: Body<Contract['POST /api/submissions/:id/proofs']>,
): Promise<void> {
  if (!approved && isBlank(comment)) throw new BadInput([{ path: 'comment', key: 'refusals.input.sayWhatIsWrong' }])
  await act(deps, actor, id, 'submission.approve_proofs', async ({ tx, now }) => {
    const articleId = await requireProofs(tx, id)
    const round = await newestProofs(tx, id)
    if (round === null) throw new Error('proofs are with the author and were never sent')
    const answerId = deps.ids.uuid()
    const graceEndsAt = approved ? undoEndsAt(now, (await usualDeadlines(tx)).graceMinutes) : null
    const answer = { approved, comment, answeredAt: now, graceEndsAt }
    await tx.insert(proofAnswers).values({ id: answerId, submissionId: id, number: round.number, ...answer })
    const type = approved ? 'production.proofs_approved' : 'production.proofs_queried'
    if (!approved) await dropUnsent(tx, actor, 'proofs', id)
    return { events: [{ type, articleId, answerId }], reply: undefined }
  })
}

/** Takes the approval back: the author has to answer again, and the editors get no letter about it. */
export async function takeApprovalBack(deps: Deps, actor: Actor, id: string): Promise<void> {
  await act(deps, actor, id, 'submission.approve_proofs', async ({ tx, now }) => {
    const [production] = await tx
      .select({ step: productions.step, articleId: articles.id })
      .from(productions)
      .innerJoin(articles, eq(articles.submissionId, productions.submissionId))
      .where(eq(productions.submissionId, id))
    if (!production) throw new Refusal('not_found')
    const answer = (await newestProofs(tx, id))?.answer ?? null
    allow(mayTakeApprovalBack({ step: production.step, answer }, now))
    const answerId = answer?.id ?? ''
    await tx.update(proofAnswers).set({ takenBackAt: now }).where(eq(proofAnswers.id, answerId))
    const { articleId } = production
    return { events: [{ type: 'production.approval_taken_back', articleId, answerId }], reply: undefined }
  })
}

async function requireProofs(tx: Tx, submissionId: string): Promise<string> {
  const [production] = await tx
    .select({ step: productions.step, articleId: articles.id })
    .from(productions)
    .innerJoin(articles, eq(articles.submissionId, productions.submissionId))
    .where(eq(productions.submissionId, submissionId))
  if (production?.step !== 'proofs')
    throw new Refusal('wrong_status', { status: production?.step ?? 'copyediting', event: 'submission.approve_proofs' })
  return production.articleId
}
