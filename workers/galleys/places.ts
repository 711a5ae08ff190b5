import type { FindingPlace } from '../../server/domain/preparation.ts'
import { placeOfMatch } from '../manuscripts/scan/places.ts'

/** A clean copy has no properties yet: a title in it is a bookmark's title. */
export function placeInCopy(where: string): FindingPlace {
  return /\/Title\b/.test(where) ? 'outline' : placeOfMatch(where)
}
