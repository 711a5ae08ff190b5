import {
  decisionKinds,
  decisionTable,
  graceIsOver,
  opensRound,
  type DecisionKind,
  type StandingDecision,
} from './decision.ts'
import { maySubmission, type Actor, type SubmissionSubject } from './policy.ts'
import { all, allowed, closed, type Verdict } from './refusal.ts'
import { canHappen } from './transitions.ts'
import { nobodyNamed, type TextField } from './typed-text.ts'

/** What is so of a submission now, as far as the acts of its editors depend on it. cases/facts.ts reads it. */
export interface SubmissionFacts {
  readonly subject: SubmissionSubject
  /** Whether reviewers find a manuscript: of the version of the round that is open, else of the newest that was handed in. */
  readonly manuscriptReleased: boolean
  /** Typed fields in which an author is named and nobody has looked. */
  readonly naming: readonly TextField[]
  /** In the round that is open. */
  readonly reviewsSubmitted: number
  /** A review was handed in in an earlier round. */
  readonly reviewedBefore: boolean
  /** The newest decision that stands. */
  readonly newest: NewestDecision | null
  readonly now: Date
}

interface NewestDecision extends StandingDecision {
  readonly id: string
  readonly kind: DecisionKind
  /** Somebody was invited to the round that it opened or was made in. */
  readonly invitedToItsRound: boolean
}

/**
 * What an editor can do with a submission now, and why not what they cannot. The page shows it, and the act asks it again: the
 * same facts, the same answer.
 */
export function possibleActs(actor: Actor, facts: SubmissionFacts) {
  const may = (action: Parameters<typeof maySubmission>[0]) => maySubmission(action, actor, facts.subject)
  const mayDecide = may('submission.decide')
  return {
    assignEditor: may('submission.assign_editor'),
    releaseFiles: may('submission.release_files'),
    changeDetails: may('submission.change_details'),
    confirmText: may('text_finding.confirm'),
    invite: all(may('submission.invite'), reviewersCanRead(facts)),
    decide: Object.fromEntries(decisionKinds.map((kind) => [kind, all(mayDecide, canDecide(kind, facts))])) as Readonly<
      Record<DecisionKind, Verdict>
    >,
    startProduction: all(may('submission.start_production'), graceIsOver(facts.newest, facts.now)),
  }
}

/** A manuscript is there for them, and nobody new reads a name. */
function reviewersCanRead({ manuscriptReleased, naming }: SubmissionFacts): Verdict {
  return all(manuscriptReleased ? allowed : closed('manuscript_not_released'), nobodyNamed(naming))
}

function canDecide(kind: DecisionKind, facts: SubmissionFacts): Verdict {
  return all(
    canHappen(facts.subject.status, kind),
    letterHasLeft(facts),
    hasReviews(kind, facts),
    opensRound(kind) ? reviewersCanRead(facts) : allowed,
  )
}

/** Two letters must not be under way to the author at once: take the first decision back, or wait until it has left. */
function letterHasLeft({ newest, now }: SubmissionFacts): Verdict {
  return newest !== null && decisionTable[newest.kind].writesLetter ? graceIsOver(newest, now) : allowed
}

/** A revision that is back has been reviewed before: an editor may ask for another without asking reviewers again. */
function hasReviews(kind: DecisionKind, { reviewsSubmitted, reviewedBefore }: SubmissionFacts): Verdict {
  const { needsReview } = decisionTable[kind]
  if (needsReview === undefined || reviewsSubmitted > 0) return allowed
  return needsReview === 'of_any_round' && reviewedBefore ? allowed : closed('reviews_outstanding', { submitted: 0 })
}

/**
 * A decision can be taken back until its letter leaves, if nothing has happened since: nothing else was decided, and nobody
 * invited to a round that it opened. Letters wait: the undo button is cheaper than an apology to an author.
 */
export function canTakeBack(
  actor: Actor,
  decision: StandingDecision & { readonly id: string },
  { subject, newest, now }: SubmissionFacts,
): Verdict {
  const over = decision.takenBackAt !== null || now >= decision.graceEndsAt
  const unused = newest !== null && !(opensRound(newest.kind) && newest.invitedToItsRound)
  const stands = unused && newest.id === decision.id && subject.status === decision.statusAfter
  return all(
    maySubmission('submission.take_back', actor, subject),
    over ? closed('grace_over') : allowed,
    stands ? allowed : closed('not_newest_decision'),
  )
}
