import { and, eq, sql as dsql } from 'drizzle-orm'
import { actOnInvitation, type ActingOnInvitation, type Done } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { lockInvitation } from '../cases/invitations.ts'
import { invitations, reviews, rounds, scores } from '../db/schema/reviewing.ts'
import { criteria } from '../db/schema/settings.ts'
import type { Deps } from '../deps.ts'
import { holderOf, mayInvitation, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { nextInvitation, reviewGaps } from '../domain/review.ts'
import { weightedMean, type Scores } from '../domain/scoring.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import { unconfirmedNames } from '../domain/typed-text.ts'
import { BadInput } from '../http/bad-input.ts'
import type { reviewsContract } from './contract.ts'
import { ownNamesIn } from './own-names.ts'

type Contract = typeof reviewsContract
type Draft = Body<Contract['PUT /api/reviews/:id']>

/**
 * Saves a review, complete or not. The first save creates it.
 * @throws Refusal `edited_elsewhere` when another window has saved since `draft.version` was read
 */
export async function save(
  deps: Deps,
  actor: Actor,
  invitationId: string,
  draft: Draft,
): Promise<ReplyOf<Contract['PUT /api/reviews/:id']>> {
  return deps.db.transaction(async (tx) => {
    const { invitation, subject } = await lockInvitation(tx, invitationId)
    allow(mayInvitation('review.write', actor, subject))
    const form = await formOf(tx, invitation.roundId)
    requireOnForm(draft.scores, form)
    const savedAt = deps.clock.now()
    const written = {
      toAuthor: draft.toAuthor,
      toEditor: draft.toEditor,
      recommendation: draft.recommendation,
      weighted: weightedMean(draft.scores, form),
      savedAt,
    }
    const saved = await writeReview(tx, deps, invitationId, draft.version, written)
    await writeScores(tx, saved.id, draft.scores)
    const gaps = gapsOf(draft, draft.scores, form)
    const textFindings = await ownNamesIn(tx, invitationId, draft.toAuthor)
    return { version: saved.version, savedAt: savedAt.toISOString(), gaps: [...gaps], textFindings }
  })
}

type Written = Pick<typeof reviews.$inferInsert, 'toAuthor' | 'toEditor' | 'recommendation' | 'weighted' | 'savedAt'>

async function writeReview(tx: Tx, { ids }: Deps, invitationId: string, version: number, written: Written) {
  const [saved] =
    version === 0
      ? await tx
          .insert(reviews)
          .values({ id: ids.uuid(), invitationId, version: 1, ...written })
          .onConflictDoNothing()
          .returning({ id: reviews.id, version: reviews.version })
      : await tx
          .update(reviews)
          .set({ ...written, version: version + 1 })
          .where(and(eq(reviews.invitationId, invitationId), eq(reviews.version, version)))
          .returning({ id: reviews.id, version: reviews.version })
  if (!saved) throw new Refusal('edited_elsewhere')
  return saved
}

async function writeScores(tx: Tx, reviewId: string, given: Scores): Promise<void> {
  await tx.delete(scores).where(eq(scores.reviewId, reviewId))
  const rows = Object.entries(given).map(([criterionId, score]) => ({ reviewId, criterionId, score }))
  if (rows.length > 0) await tx.insert(scores).values(rows)
}

interface FormCriterion {
  readonly id: string
  readonly weight: number
  readonly steps: number
  readonly required: boolean
}

async function formOf(tx: Tx, roundId: string): Promise<FormCriterion[]> {
  return tx
    .select({
      id: criteria.id,
      weight: criteria.weight,
      steps: dsql<number>`cardinality(${criteria.scale})`,
      required: criteria.required,
    })
    .from(rounds)
    .innerJoin(criteria, eq(criteria.formId, rounds.formId))
    .where(eq(rounds.id, roundId))
    .orderBy(criteria.position)
}

/** @throws BadInput naming every score whose criterion is not in the form of this round */
function requireOnForm(given: Scores, form: readonly FormCriterion[]): void {
  const fields = Object.entries(given).flatMap(([id, score]) => {
    const criterion = form.find((known) => known.id === id)
    if (!criterion) return [{ path: `scores.${id}`, key: 'refusals.input.noCriterion' }]
    return score > criterion.steps
      ? [{ path: `scores.${id}`, key: 'refusals.input.tooBig', facts: { of: 'number', most: criterion.steps } }]
      : []
  })
  if (fields.length > 0) throw new BadInput(fields)
}

function gapsOf(
  { toAuthor, recommendation }: Pick<Draft, 'toAuthor' | 'recommendation'>,
  given: Scores,
  form: readonly FormCriterion[],
) {
  const requiredCriteria = form.filter(({ required }) => required).map(({ id }) => id)
  return reviewGaps({ toAuthor, recommendation, scores: given, requiredCriteria })
}

/**
 * Submits a review as it was last saved, once, even when the request is repeated. After that it cannot be changed. In order: marks the review as
 * submitted; changes the invitation. Then, caused by the event: letters to the reviewer and the editors.
 * @throws Refusal `edited_elsewhere`, `incomplete`, `names_in_review` when its writer is named in it and has not confirmed it
 */
export async function submit(
  deps: Deps,
  actor: Actor,
  invitationId: string,
  version: number,
  idempotencyKey: string,
): Promise<ReplyOf<Contract['POST /api/reviews/:id/submit']>> {
  const asked = { holder: holderOf(actor), key: idempotencyKey, request: ['submit review', invitationId, version] }
  return actOnInvitation(deps, actor, invitationId, 'review.write', (acting) => handIn(acting, version), asked)
}

async function handIn(
  { tx, invitation, now }: ActingOnInvitation,
  version: number,
): Promise<Done<ReplyOf<Contract['POST /api/reviews/:id/submit']>>> {
  const invitationId = invitation.id
  const review = await readReview(tx, invitationId)
  if (review.version !== version) throw new Refusal('edited_elsewhere')
  const gaps = gapsOf(review, review.scores, await formOf(tx, invitation.roundId))
  if (gaps.length > 0) throw new Refusal('incomplete', { fields: gaps.map(({ path }) => path) })
  const left = unconfirmedNames(await ownNamesIn(tx, invitationId, review.toAuthor)).length
  if (left > 0) throw new Refusal('names_in_review', { fields: ['toAuthor'], count: left })
  await tx.update(reviews).set({ submittedAt: now }).where(eq(reviews.invitationId, invitationId))
  await tx
    .update(invitations)
    .set({ status: nextInvitation(invitation.status, 'submit'), changedAt: now })
    .where(eq(invitations.id, invitationId))
  return { events: [{ type: 'review.submitted', invitationId }], reply: { submittedAt: now.toISOString() } }
}

/** The saved review; before the first save an empty one with version 0. */
async function readReview(tx: Tx, invitationId: string) {
  const [review] = await tx
    .select({
      id: reviews.id,
      version: reviews.version,
      toAuthor: reviews.toAuthor,
      recommendation: reviews.recommendation,
    })
    .from(reviews)
    .where(eq(reviews.invitationId, invitationId))
  if (!review) return { version: 0, toAuthor: '', recommendation: null, scores: {} }
  const given = await tx
    .select({ criterionId: scores.criterionId, score: scores.score })
    .from(scores)
    .where(eq(scores.reviewId, review.id))
  return { ...review, scores: Object.fromEntries(given.map(({ criterionId, score }) => [criterionId, score])) }
}
