import { statusForAuthor, type StandingDecision } from './decision.ts'
import { proofsState, type ProductionStep, type ProofsFacts } from './production.ts'
import type { Status } from './submission.ts'

/** What an author can be asked to do. Nobody asks an author to finish a draft. */
export const authorActs = ['correct', 'revise', 'proofs'] as const
type AuthorAct = (typeof authorActs)[number]

export interface AuthorTurnFacts {
  readonly status: Status
  /** The newest decision that was not taken back. */
  readonly newest: (StandingDecision & { readonly statusBefore: Status }) | null
  readonly production: {
    readonly step: ProductionStep
    readonly proofs: ProofsFacts | null
  } | null
}

/** What the author has to do now. A decision that can still be taken back does not count yet. */
export function askedOfAuthor({ status, newest, production }: AuthorTurnFacts, now: Date): AuthorAct | null {
  switch (statusForAuthor(status, newest, now)) {
    case 'returned':
      return 'correct'
    case 'revising':
      return 'revise'
    case 'in_production':
      return production?.step === 'proofs' && proofsState(production) === 'with_author' ? 'proofs' : null
    default:
      return null
  }
}
