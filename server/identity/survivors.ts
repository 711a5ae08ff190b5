import type { Passage } from './shapes.ts'
import type { Located } from './located.ts'
import { withoutOverlaps } from './located-in.ts'
import { sentencesIn } from './sentences.ts'
import { survivorDates } from './survivor-dates.ts'
import { survivorNames } from './survivor-names.ts'
import { survivorNumbers, survivorPhones } from './survivor-numbers.ts'
import { survivorPlaces } from './survivor-places.ts'
import { survivorRelatives } from './survivor-relatives.ts'

const rules = [survivorNames, survivorDates, survivorNumbers, survivorPhones, survivorPlaces, survivorRelatives]

/** What may lead to a survivor, their family or another third person. Advice for editors, no proof. */
export function survivorsIn(passages: readonly Passage[]): Located[] {
  return withoutOverlaps(sentencesIn(passages).flatMap((sentence) => rules.flatMap((rule) => rule(sentence))))
}
