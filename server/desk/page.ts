import { loadPolicySubject } from '../cases/lock.ts'
import { peopleOfCase, type PeopleOfCase } from '../cases/people.ts'
import { fieldsNaming, namesInTyped, textForReviewers } from '../cases/reviewers-text.ts'
import { namesInReview } from '../cases/sent-text.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { isAskedOf } from '../domain/attention.ts'
import { mayDismiss } from '../domain/claim.ts'
import {
  canTakeBack,
  graceIsOver,
  nobodyNamed,
  opensRound,
  possibleDecisions,
  type DecisionKind,
} from '../domain/decision.ts'
import { maySubmission, relationTo, type Actor, type SubmissionSubject } from '../domain/policy.ts'
import { all, allow, allowed, closed, Refusal } from '../domain/refusal.ts'
import { isLate } from '../domain/review.ts'
import type { TextField } from '../domain/typed-text.ts'
import { aggregate, disagree, spread } from '../domain/scoring.ts'
import { unsealName } from '../storage/sealed-names.ts'
import type { ReplyOf } from '../http/contract.ts'
import { readCase, readHistory, readReviews, type CaseRow, type ReviewRow, type RoundRow } from './submission-rows.ts'
import type { deskContract } from './contract.ts'

type EditorPage = ReplyOf<(typeof deskContract)['GET /api/desk/:id']>

/** A submission as its editor sees it, with its reviews and what can be done with it now. */
export async function deskPage({ sql, db, clock, settings }: Deps, actor: Actor, id: string): Promise<EditorPage> {
  const subject = await loadPolicySubject(sql, id)
  allow(maySubmission('submission.oversee', actor, subject))
  const [found, { rounds, reviews }, history, people, typed] = await Promise.all([
    readCase(sql, id),
    readReviews(sql, id),
    readHistory(sql, id),
    peopleOfCase(db, id),
    textForReviewers(db, id),
  ])
  if (!found) throw new Refusal('not_found')
  const now = clock.now()
  const relation = relationTo(actor, subject)
  const { attentionAct, attentionAt, newestVersion: _newest, files, decisions: _decisions, ...fields } = found
  const decisions = decisionsOf(found, reviews)
  const textFindings = namesInTyped(typed, people)
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
    attention:
      attentionAct && attentionAt && isAskedOf(attentionAct, relation === 'editor' ? ['editor'] : ['section_editor'])
        ? { act: attentionAct, at: iso(attentionAt) }
        : null,
    files: files.map(({ extension, ...file }) => ({
      ...file,
      originalName: unsealName(settings.secret, file.id, file.originalName),
      storedAt: iso(file.storedAt),
      servedName: servedFileName(file.purpose, file.version, extension),
    })),
    textFindings,
    rounds: rounds.map((round) => shapeRound(round, reviews)),
    reviews: reviews.map((review) => shapeReview(review, people, now)),
    decisions: decisions.map((decision) => ({
      id: decision.id,
      kind: decision.kind,
      letter: decision.letter,
      decidedAt: iso(decision.decidedAt),
      graceEndsAt: iso(decision.graceEndsAt),
      takenBackAt: isoOrNull(decision.takenBackAt),
      takeBack: all(
        maySubmission('submission.take_back', actor, subject),
        canTakeBack(decision, found.status, decision.untouched, now),
      ),
    })),
    timeline: history.timeline.map((entry) => ({ ...entry, at: iso(entry.at) })),
    letters: history.letters.map((letter) => ({ ...letter, sentAt: isoOrNull(letter.sentAt) })),
    can: whatCan(actor, subject, found, rounds, reviews, decisions, fieldsNaming(textFindings), now),
  }
}

interface Decision {
  readonly id: string
  readonly kind: DecisionKind
  readonly letter: string
  readonly statusAfter: CaseRow['status']
  readonly decidedAt: Date
  readonly graceEndsAt: Date
  readonly takenBackAt: Date | null
  /** Nothing was decided since, and nobody was asked to review in a round that it opened. */
  readonly untouched: boolean
}

function decisionsOf({ decisions }: CaseRow, reviews: readonly ReviewRow[]): Decision[] {
  const newest = decisions.findLast(({ takenBackAt }) => takenBackAt === null)
  return decisions.map((decision) => ({
    ...decision,
    decidedAt: new Date(decision.decidedAt),
    graceEndsAt: new Date(decision.graceEndsAt),
    takenBackAt: decision.takenBackAt === null ? null : new Date(decision.takenBackAt),
    untouched:
      decision.id === newest?.id &&
      !(opensRound(decision.kind) && reviews.some(({ roundId }) => roundId === decision.roundId)),
  }))
}

function whatCan(
  actor: Actor,
  subject: SubmissionSubject,
  found: CaseRow,
  rounds: readonly RoundRow[],
  reviews: readonly ReviewRow[],
  decisions: readonly Decision[],
  naming: readonly TextField[],
  now: Date,
): EditorPage['can'] {
  const open = rounds.find(({ closedAt }) => closedAt === null)
  const inOpen = reviews.filter(({ round }) => round === open?.n)
  const newest = decisions.findLast(({ takenBackAt }) => takenBackAt === null) ?? null
  const facts = {
    status: found.status,
    manuscriptReleased: isReleased(found, found.newestVersion),
    naming,
    reviewsSubmitted: inOpen.filter(({ status }) => status === 'submitted').length,
    reviewsOutstanding: inOpen.filter(({ status }) => status === 'accepted').length,
    reviewedBefore: reviews.some(({ status, round }) => status === 'submitted' && round !== open?.n),
    newest,
    now,
  }
  return {
    assignEditor: maySubmission('submission.assign_editor', actor, subject),
    releaseFiles: maySubmission('submission.release_files', actor, subject),
    changeDetails: maySubmission('submission.change_details', actor, subject),
    confirmText: maySubmission('text_finding.confirm', actor, subject),
    invite: all(
      maySubmission('submission.invite', actor, subject),
      isReleased(found, open?.version ?? null) ? allowed : closed('manuscript_not_released'),
      nobodyNamed(naming),
    ),
    decide: possibleDecisions(facts, maySubmission('submission.decide', actor, subject)),
    startProduction: all(maySubmission('submission.start_production', actor, subject), graceIsOver(newest, now)),
  }
}

/** Whether reviewers find a manuscript of this version. */
function isReleased({ files }: CaseRow, version: number | null): boolean {
  return files.some(
    (file) =>
      file.released && file.version === version && (file.purpose === 'manuscript' || file.purpose === 'anonymous_copy'),
  )
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

function shapeReview(
  { roundId: _roundId, ...row }: ReviewRow,
  people: PeopleOfCase,
  now: Date,
): EditorPage['reviews'][number] {
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
