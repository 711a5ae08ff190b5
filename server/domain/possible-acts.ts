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

/** The facts of a submission on which the actions of its editors depend. cases/possible-acts-facts.ts reads them. */
export interface SubmissionFacts {
  readonly subject: SubmissionSubject
  /** Whether reviewers have a manuscript: of the open round's version, else of the version submitted last. */
  readonly manuscriptReleased: boolean
  /** Typed fields with a name of an author that nobody has confirmed. */
  readonly naming: readonly TextField[]
  /** In the open round. */
  readonly reviewsSubmitted: number
  /** A review was submitted in an earlier round. */
  readonly reviewedBefore: boolean
  /** The newest decision that was not taken back. */
  readonly newest: NewestDecision | null
  readonly now: Date
}

interface NewestDecision extends StandingDecision {
  readonly id: string
  readonly kind: DecisionKind
  /** Somebody was invited in the round that the decision opened or was made in. */
  readonly invitedToItsRound: boolean
}

/**
 * What an editor can do with a submission now, and the reasons against the rest. The page shows the result, and every action computes it
 * again from the same facts.
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

/** A manuscript is released for reviewers, and no text names an author to people who have not read it. */
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

/** Two letters must not wait for the author at the same time: the first decision must be taken back, or its letter sent. */
function letterHasLeft({ newest, now }: SubmissionFacts): Verdict {
  return newest !== null && decisionTable[newest.kind].writesLetter ? graceIsOver(newest, now) : allowed
}

/** A revision that came back has been reviewed before: an editor may ask for another revision without new reviews. */
function hasReviews(kind: DecisionKind, { reviewsSubmitted, reviewedBefore }: SubmissionFacts): Verdict {
  const { needsReview } = decisionTable[kind]
  if (needsReview === undefined || reviewsSubmitted > 0) return allowed
  return needsReview === 'of_any_round' && reviewedBefore ? allowed : closed('reviews_outstanding', { submitted: 0 })
}

/**
 * A decision can be taken back until its letter is sent, if nothing has happened since: no other decision, and nobody invited to a round
 * that it opened. Letters wait, because undoing costs less than an apology to an author.
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
