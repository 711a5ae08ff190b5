import { allowed, closed, type Verdict } from './refusal.ts'
import type { FindingKind, PreparationState } from './preparation.ts'

// A galley is prepared before anybody but its uploader sees it: cleaned like a manuscript, and searched for people whom the byline does not
// show.

export interface GalleyFacts {
  readonly state: PreparationState
  /** Made for what will be printed now, and searched for everybody whom the byline hides now. */
  readonly current: boolean
}

export interface PrintFacts {
  readonly galleys: readonly GalleyFacts[]
  /** Unconfirmed places that name a person whom the byline does not show. */
  readonly namesFound: number
}

export const printObstacleCodes = ['galley_refused', 'galley_held', 'galley_preparing', 'hidden_names'] as const
type PrintObstacle = (typeof printObstacleCodes)[number]

/**
 * What keeps an article from being published, as far as its files and the names in them are concerned. Without a result of the search,
 * publishing is blocked.
 */
export function printObstacles({ galleys, namesFound }: PrintFacts): PrintObstacle[] {
  const found: PrintObstacle[] = []
  if (galleys.some(({ state }) => state === 'refused')) found.push('galley_refused')
  if (galleys.some(({ state }) => state === 'held')) found.push('galley_held')
  if (galleys.some(({ state, current }) => state === 'preparing' || (state === 'ready' && !current)))
    found.push('galley_preparing')
  if (namesFound > 0) found.push('hidden_names')
  return found
}

/** The findings that block print. Citations of works by a hidden author count, because in print they point to that person. */
export const printedFindings = [
  'known_name',
  'known_email',
  'known_orcid',
  'known_affiliation',
  'self_citation',
] as const

export function blocksPrint(kind: FindingKind): boolean {
  return (printedFindings as readonly FindingKind[]).includes(kind)
}

/** Whether preparing it again may succeed: not when the file itself was refused. */
export function mayPrepareGalleyAgain({ state }: Pick<GalleyFacts, 'state'>): Verdict {
  return state === 'held' ? allowed : closed('not_held', { state })
}
