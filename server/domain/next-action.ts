import type { Role } from './policy.ts'
import { proofsState, type ProductionStep, type ProofsFacts } from './production.ts'
import type { InvitationStatus } from './review.ts'
import type { Status } from './submission.ts'

/** What an editor has to do next with a submission. The labels are in the catalogue under `editor.act.<code>`. */
export const editorActions = [
  'screen',
  'release',
  'invite',
  'invite_more',
  'chase_answer',
  'chase_review',
  'decide',
  'look_at_revision',
  'chase_revision',
  'chase_return',
  'start_production',
  'produce',
  'chase_proofs',
  'correct_proofs',
  'finish_proofs',
  'place_in_issue',
] as const

export type EditorAction = (typeof editorActions)[number]

/** Production is done by the journal's editors: section editors and guest editors see it but have nothing to do. */
export const productionActions = [
  'start_production',
  'produce',
  'chase_proofs',
  'correct_proofs',
  'finish_proofs',
  'place_in_issue',
] as const

/** Whether an editor with these roles has to do this action. */
export function isAskedOf(act: EditorAction, roles: readonly Role[]): boolean {
  return roles.includes('editor') || !(productionActions as readonly EditorAction[]).includes(act)
}

export interface NextActionFacts {
  readonly status: Status
  readonly since: Date
  /** When the author was asked for a revision or a correction: its due date. */
  readonly authorDueAt: Date | null
  readonly minimumReviews: number
  /** Whether a manuscript is released for the version of the newest round. */
  readonly manuscriptReleased: boolean
  readonly invitations: readonly {
    readonly status: InvitationStatus
    readonly respondBy: Date
    readonly dueAt: Date
    readonly changedAt: Date
  }[]
  readonly production: {
    readonly step: ProductionStep
    readonly since: Date
    readonly inIssue: boolean
    readonly proofs: ProofsFacts | null
  } | null
}

/** Authors have no due date for proofs; after this many days an editor is asked to remind them. */
const proofsDays = 7
const dayMs = 86_400_000

/** The next action, and the instant from which an editor has to do it: an instant in the past means now. */
interface NextAction {
  readonly act: EditorAction
  readonly at: Date
}

/**
 * Computes the next action of a submission. Stored with the submission at every change, so that the desk is one indexed query, and a due
 * date that passes needs no job.
 */
export function nextActionOf(facts: NextActionFacts): NextAction | null {
  switch (facts.status) {
    case 'submitted':
      return { act: 'screen', at: facts.since }
    case 'returned':
      return facts.authorDueAt && { act: 'chase_return', at: facts.authorDueAt }
    case 'revising':
      return facts.authorDueAt && { act: 'chase_revision', at: facts.authorDueAt }
    case 'in_review':
      return actionInReview(facts)
    case 'revised':
      return { act: 'look_at_revision', at: facts.since }
    case 'accepted':
      return { act: 'start_production', at: facts.since }
    case 'in_production':
      return actionInProduction(facts)
    default:
      return null
  }
}

function actionInReview(facts: NextActionFacts): NextAction {
  const live = facts.invitations.filter(({ status }) => ['invited', 'accepted', 'submitted'].includes(status))
  const waiting = live.filter(({ status }) => status !== 'submitted')
  const inHand = live.length - waiting.length
  if (live.length === 0 && facts.invitations.every(({ status }) => status === 'alternate'))
    return { act: facts.manuscriptReleased ? 'invite' : 'release', at: facts.since }
  if (waiting.length === 0 && inHand >= facts.minimumReviews) return { act: 'decide', at: latest(facts) }
  if (live.length < facts.minimumReviews) return { act: 'invite_more', at: latest(facts) }
  const due = waiting
    .map((invitation) =>
      invitation.status === 'invited'
        ? { act: 'chase_answer' as const, at: invitation.respondBy }
        : { act: 'chase_review' as const, at: invitation.dueAt },
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  return due[0] ?? { act: 'decide', at: latest(facts) }
}

function actionInProduction(facts: NextActionFacts): NextAction | null {
  const production = facts.production
  if (production === null) return { act: 'produce', at: facts.since }
  if (production.step === 'ready') return production.inIssue ? null : { act: 'place_in_issue', at: production.since }
  const answeredAt = production.proofs?.answer?.at ?? production.since
  switch (proofsState(production)) {
    case 'errors_reported':
      return { act: 'correct_proofs', at: answeredAt }
    case 'approved':
      return { act: 'finish_proofs', at: answeredAt }
    case 'with_author':
      return { act: 'chase_proofs', at: new Date(production.since.getTime() + proofsDays * dayMs) }
    default:
      return { act: 'produce', at: production.since }
  }
}

function latest(facts: NextActionFacts): Date {
  const times = [facts.since, ...facts.invitations.map(({ changedAt }) => changedAt)]
  return new Date(Math.max(...times.map((time) => time.getTime())))
}
