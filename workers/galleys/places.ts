import type { FindingPlace } from '../../server/domain/preparation.ts'
import { placeOfMatch } from '../manuscripts/scan/places.ts'

/** A clean copy has no properties yet: what is called a title in it is a bookmark's. */
export function placeInCopy(where: string): FindingPlace {
  return /\/Title\b/.test(where) ? 'outline' : placeOfMatch(where)
}
