import { allowed, closed, type Verdict } from './refusal.ts'

/** Copyediting, then proofs that the author approves, then ready for an issue. */
export const productionSteps = ['copyediting', 'proofs', 'ready'] as const
export type ProductionStep = (typeof productionSteps)[number]

export const galleyKinds = ['pdf', 'html'] as const
export type GalleyKind = (typeof galleyKinds)[number]

export interface ProductionFacts {
  readonly step: ProductionStep
  readonly pdfGalleys: number
  /** Number of PDF galleys with a copy that the author can be shown. */
  readonly pdfReady: number
}

/** @param answers in the order in which a page reads them, oldest first */
export function newestAnswer(
  rounds: readonly { readonly answers: readonly { readonly approved: boolean; readonly at: string }[] }[],
): ProofsFacts | null {
  const round = rounds.at(-1)
  if (round === undefined) return null
  const answer = round.answers.at(-1)
  return { answer: answer === undefined ? null : { approved: answer.approved, at: new Date(answer.at) } }
}

/** The newest round of proofs, with the author's last answer, if there is one. */
export interface ProofsFacts {
  readonly answer: { readonly approved: boolean; readonly at: Date } | null
}

export const proofsStates = ['none', 'with_author', 'errors_reported', 'approved'] as const
type ProofsState = (typeof proofsStates)[number]

/**
 * The state of the proofs. Errors that the author reported stay reported until corrected proofs are sent, also while the text is edited
 * again.
 */
export function proofsState({
  step,
  proofs,
}: {
  readonly step: ProductionStep
  readonly proofs: ProofsFacts | null
}): ProofsState {
  const answer = proofs?.answer ?? null
  if (proofs === null) return 'none'
  if (answer !== null && !answer.approved) return 'errors_reported'
  if (step === 'copyediting') return 'none'
  return answer === null ? 'with_author' : 'approved'
}

/** Whether sending proofs opens a round of proofs: from another step, or when the author reported errors in the last one. */
export function opensProofs(
  production: { readonly step: ProductionStep; readonly proofs: ProofsFacts | null },
  step: ProductionStep,
): boolean {
  return step === 'proofs' && (production.step !== 'proofs' || proofsState(production) === 'errors_reported')
}

/** Whether a production can move to `step`. Going back to copyediting is always possible before publication. */
export function canMoveTo(production: ProductionFacts, step: ProductionStep): Verdict {
  const goesForward = productionSteps.indexOf(step) > productionSteps.indexOf(production.step)
  if (!goesForward && step !== 'proofs') return allowed
  if (production.pdfGalleys === 0) return closed('incomplete', { missing: ['pdf_galley'] })
  if (production.pdfReady === 0) return closed('galley_not_ready')
  return allowed
}
