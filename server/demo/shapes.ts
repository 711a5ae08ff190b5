import type { DecisionKind } from '../domain/decision.ts'
import type { DeclineReason, Recommendation } from '../domain/review.ts'
import type { Status } from '../domain/submission.ts'
import type { CallKey } from './calls.ts'
import type { AuthorKey, PersonKey, ReviewerKey } from './people.ts'
import type { QuestionKey, Score, SectionKey, ScientificCriterion, PerspectiveCriterion } from './setting.ts'

/**
 * The types of the demonstration submissions. A submission is a list of steps, oldest first, which the seeding carries out through the real
 * actions with the clock set to `daysAgo` before the moment of seeding. All of it is fiction: places, studies and figures are invented, and
 * no manuscript names a country.
 */

export interface AbstractPart {
  /** null in an unstructured abstract. */
  readonly heading: string | null
  readonly text: string
}

export interface SeedAbstract {
  /** BCP 47. */
  readonly language: string
  readonly parts: readonly AbstractPart[]
}

export interface SeedContributor {
  /** A person of people.ts: has an e-mail address. Only the corresponding author needs one. */
  readonly person?: AuthorKey
  /** A person known by name alone. Exactly one of `person` and `name` is given. */
  readonly name?: string
  readonly affiliation?: string
  readonly country?: string
  readonly corresponding?: true
  /** How the name is printed, unless it is printed as it is: as a pen name, or not at all. */
  readonly byline?: { readonly kind: 'pen_name'; readonly penName: string } | { readonly kind: 'withheld' }
}

export interface Statements {
  readonly funding: string
  readonly ethics: string
  readonly consent: string
  readonly dataAvailability: string
  readonly competingInterests: string
  readonly aiUse: string
}

export interface ResponsePoint {
  /** What the reviewers asked, in the author's summary. */
  readonly point: string
  readonly answer: string
}

interface At {
  readonly daysAgo: number
}

export type Step = At &
  (
    | { readonly act: 'begin' | 'submit' }
    | { readonly act: 'assign'; readonly to: PersonKey }
    | { readonly act: 'decide'; readonly decision: DecisionKind; readonly by: PersonKey; readonly letter?: string }
    | {
        readonly act: 'invite'
        readonly round: number
        readonly reviewer: ReviewerKey
        readonly respondWithinDays: number
        readonly reviewWithinDays: number
      }
    | { readonly act: 'alternate'; readonly round: number; readonly reviewer: ReviewerKey }
    | { readonly act: 'accept_invitation'; readonly round: number; readonly reviewer: ReviewerKey }
    | {
        readonly act: 'decline_invitation'
        readonly round: number
        readonly reviewer: ReviewerKey
        readonly reason: DeclineReason
        readonly note?: string
      }
    /** `reviewOf` in letters-of-reviewers.ts finds the review by submission, round and reviewer. */
    | { readonly act: 'submit_review'; readonly round: number; readonly reviewer: ReviewerKey }
    | { readonly act: 'hand_in'; readonly coverNote: string; readonly response: readonly ResponsePoint[] }
    | { readonly act: 'withdraw'; readonly reason: string }
    | { readonly act: 'start_production'; readonly by: PersonKey }
    | {
        readonly act: 'upload_galleys'
        readonly by: PersonKey
        readonly formats: readonly ('pdf' | 'html')[]
        readonly firstPage: number
        readonly lastPage: number
        readonly doi: string
      }
    /** By the author, about the proofs. */
    | { readonly act: 'report_errors'; readonly comment: string }
    | { readonly act: 'ready'; readonly by: PersonKey }
    | { readonly act: 'place_in_issue'; readonly by: PersonKey; readonly specialSection: string | null }
  )

export interface SubmissionShape {
  readonly key: string
  readonly call: CallKey | null
  readonly section: SectionKey
  /** Language of the manuscript. */
  readonly language: string
  readonly title: string
  readonly subtitle?: string
  readonly abstracts: readonly SeedAbstract[]
  readonly keywords: readonly string[]
  readonly keyPoints: readonly string[]
  readonly contributors: readonly SeedContributor[]
  /** A draft may lack some. */
  readonly statements: Partial<Statements>
  readonly coverLetter: string
  readonly steps: readonly Step[]
  /** The status after all steps: the tests check it against the state machine. */
  readonly endsIn: Status
  readonly rounds: number
}

export interface ReviewShape {
  readonly submission: string
  readonly round: number
  readonly reviewer: ReviewerKey
  readonly scores:
    | { readonly form: 'scientific'; readonly by: Readonly<Partial<Record<ScientificCriterion, Score>>> }
    | { readonly form: 'perspective'; readonly by: Readonly<Partial<Record<PerspectiveCriterion, Score>>> }
  readonly answers: Readonly<Partial<Record<QuestionKey, string>>>
  readonly toAuthor: string
  readonly toEditor: string
  readonly recommendation: Recommendation
}
