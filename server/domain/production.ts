import { allowed, closed, type Verdict } from './refusal.ts'

/** Copyediting, then proofs that the author approves, then ready for an issue. */
export const productionSteps = ['copyediting', 'proofs', 'ready'] as const
export type ProductionStep = (typeof productionSteps)[number]

export const galleyKinds = ['pdf', 'html'] as const
export type GalleyKind = (typeof galleyKinds)[number]

export interface ProductionFacts {
  readonly step: ProductionStep
  readonly pdfGalleys: number
  /** Of those, with a copy that the author can be shown. */
  readonly pdfReady: number
}

/** Why a production cannot move to `step`, if so. Going back is always possible before publication. */
export function canMoveTo(production: ProductionFacts, step: ProductionStep): Verdict {
  const goesForward = productionSteps.indexOf(step) > productionSteps.indexOf(production.step)
  if (!goesForward) return allowed
  if (production.pdfGalleys === 0) return closed('incomplete', { missing: ['pdf_galley'] })
  if (production.pdfReady === 0) return closed('galley_not_ready')
  return allowed
}
