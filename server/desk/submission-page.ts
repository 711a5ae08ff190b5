import { loadFacts } from '../cases/possible-acts-facts.ts'
import type { PeopleOfCase } from '../cases/people.ts'
import { namesInReview } from '../cases/sent-text.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { isAskedOf } from '../domain/next-action.ts'
import { mayDismiss } from '../domain/claim.ts'
import { maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import { canTakeBack, possibleActs, type SubmissionFacts } from '../domain/possible-acts.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { isLate } from '../domain/review.ts'
import { aggregate, disagree, spread } from '../domain/scoring.ts'
import { unsealName } from '../storage/sealed-names.ts'
import type { ReplyOf } from '../http/contract.ts'
import { readCase, readHistory, readReviews, type CaseRow, type ReviewRow, type RoundRow } from './submission-rows.ts'
import type { deskContract } from './contract.ts'

type EditorPage = ReplyOf<(typeof deskContract)['GET /api/desk/:id']>

/** A submission as its editor sees it, with its reviews and the actions that are possible now. */
export async function deskPage({ sql, db, clock, settings }: Deps, actor: Actor, id: string): Promise<EditorPage> {
  const now = clock.now()
  const { facts, people, textFindings } = await loadFacts(db, id, now)
  const { subject } = facts
  allow(maySubmission('submission.oversee', actor, subject))
  const [found, { rounds, reviews }, history] = await Promise.all([
    readCase(sql, id),
    readReviews(sql, id),
    readHistory(sql, id),
  ])
  if (!found) throw new Refusal('not_found')
  const relation = relationTo(actor, subject)
  const { nextAction, nextActionAt, files, decisions, ...fields } = found
  return {
    ...fields,
    statusSince: iso(found.statusSince),
    submittedAt: isoOrNull(found.submittedAt),
    acceptedAt: isoOrNull(found.acceptedAt),
    authorDueAt: isoOrNull(found.authorDueAt),
    contributors: [...found.contributors],
    claims: found.claims.map((claim) => ({
      ...claim,
      evidence: [...claim.evidence],
      dismiss: mayDismiss(actor, claim, subject),
    })),
    handling: [...found.handling],
    nextAction:
      nextAction && nextActionAt && isAskedOf(nextAction, relation === 'editor' ? ['editor'] : ['section_editor'])
        ? { act: nextAction, at: iso(nextActionAt) }
        : null,
    files: files.map(({ extension, ...file }) => ({
      ...file,
      originalName: unsealName(settings.secret, file.id, file.originalName),
      storedAt: iso(file.storedAt),
      servedName: servedFileName(file.purpose, file.version, extension),
    })),
    textFindings: [...textFindings],
    rounds: rounds.map((round) => shapeRound(round, reviews)),
    reviews: reviews.map((review) => shapeReview(review, people, now)),
    decisions: decisions.map((decision) => shapeDecision(decision, actor, facts)),
    timeline: history.timeline.map((entry) => ({ ...entry, at: iso(entry.at) })),
    letters: history.letters.map((letter) => ({ ...letter, sentAt: isoOrNull(letter.sentAt) })),
    can: possibleActs(actor, facts),
  }
}

function shapeDecision(
  { statusAfter, ...decision }: CaseRow['decisions'][number],
  actor: Actor,
  facts: SubmissionFacts,
): EditorPage['decisions'][number] {
  const [graceEndsAt, takenBackAt] = [new Date(decision.graceEndsAt), dateOrNull(decision.takenBackAt)]
  return {
    ...decision,
    decidedAt: iso(decision.decidedAt),
    graceEndsAt: iso(graceEndsAt),
    authorDueAt: isoOrNull(dateOrNull(decision.authorDueAt)),
    takenBackAt: isoOrNull(takenBackAt),
    takeBack: canTakeBack(actor, { id: decision.id, statusAfter, graceEndsAt, takenBackAt }, facts),
  }
}

function shapeRound(round: RoundRow, reviews: readonly ReviewRow[]): EditorPage['rounds'][number] {
  const means = reviews.filter((review) => review.round === round.n).map(({ review }) => review?.weighted ?? null)
  return {
    ...round,
    criteria: [...round.criteria],
    openedAt: iso(round.openedAt),
    closedAt: isoOrNull(round.closedAt),
    aggregate: aggregate(means),
    spread: spread(means),
    disagreement: disagree(means),
  }
}

function shapeReview(row: ReviewRow, people: PeopleOfCase, now: Date): EditorPage['reviews'][number] {
  return {
    ...row,
    conflict: [...row.conflict],
    late: isLate({ status: row.status, dueAt: new Date(row.dueAt) }, now),
    invitedAt: isoOrNull(row.invitedAt),
    respondBy: iso(row.respondBy),
    dueAt: iso(row.dueAt),
    changedAt: iso(row.changedAt),
    remindedAt: isoOrNull(row.remindedAt),
    lateReview: row.lateReview && { ...row.lateReview, sentAt: iso(row.lateReview.sentAt) },
    review: row.review && {
      ...row.review,
      naming: namesInReview(row.invitationId, row.review.toAuthor, people),
      submittedAt: iso(row.review.submittedAt),
    },
  }
}

function iso(instant: Date | string): string {
  return new Date(instant).toISOString()
}

function isoOrNull(instant: Date | string | null): string | null {
  return instant === null ? null : iso(instant)
}

function dateOrNull(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant)
}
