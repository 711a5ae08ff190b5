import { isPlace, isThing, isTime, opening } from '../../../server/identity/stopwords.ts'
import type { Candidate, Page } from './author-lines.ts'
import { address, isPlaceOfWork, likeness, orcid } from './title-lines.ts'

/** From this score on a line counts as naming the authors. */
const enough = 2
/** Names are near the title: a line further down needs a higher score. */
const near = 6
const enoughFurtherDown = 4

interface Evidence {
  readonly worth: number
  readonly holds: (candidate: Candidate, page: Page) => boolean
}

const evidence: readonly Evidence[] = [
  { worth: 3, holds: ({ at }, { lines }) => lines[at]?.isStyled === true },
  { worth: 3, holds: ({ isLabelled }) => isLabelled },
  { worth: 3, holds: ({ people }) => people.some(({ affiliation }) => affiliation !== undefined) },
  { worth: 2, holds: ({ people }) => people.some(({ isHonoured }) => isHonoured) },
  { worth: 2, holds: ({ at }, { lines }) => hasOrcid(lines[at]?.text ?? '') },
  {
    worth: 2,
    holds: ({ people }, { places }) =>
      people.some(({ marks }) => places.some(({ mark }) => mark !== null && marks.includes(mark))),
  },
  { worth: 1, holds: ({ people }) => people.some(({ marks }) => marks.length > 0) },
  { worth: 1, holds: ({ people }) => people.length > 1 },
  { worth: 1, holds: ({ people }) => people.length > 1 && people.some(({ name }) => /(?:^|\s)\p{Lu}\./u.test(name)) },
  {
    worth: 3,
    holds: ({ people }, { addresses }) => addresses.some((one) => people.some(({ name }) => likeness(one, name) > 0)),
  },
  { worth: 2, holds: ({ at }, page) => isFollowed(at, page) },
  { worth: 1, holds: ({ at }) => at <= 1 },
  {
    worth: 1,
    holds: ({ people }) =>
      people.every(({ name }) => /[\p{Lu}\p{Ll}\p{Lo}]/u.test(name) && name.split(' ').length <= 5),
  },
]

function hasOrcid(text: string): boolean {
  orcid.lastIndex = 0
  return orcid.test(text)
}

/** Whether a place of work or an address follows the line. */
function isFollowed(at: number, { lines, places }: Page): boolean {
  return [1, 2].some((step) => {
    const text = lines[at + step]?.text ?? ''
    return places.some((place) => place.at === at + step) || isPlaceOfWork(text) || text.match(address) !== null
  })
}

/** @returns the score of a line for naming the authors */
export function confidenceIn(page: Page, isOrdinary: (word: string) => boolean): (candidate: Candidate) => boolean {
  const score = (candidate: Candidate) =>
    evidence.filter(({ holds }) => holds(candidate, page)).reduce((sum, { worth }) => sum + worth, 0) -
    doubt(candidate, isOrdinary)
  return (candidate) =>
    score(candidate) >= (candidate.at < near ? enough : enoughFurtherDown) && isSpokenOfAsNames(candidate)
}

/** Without capitals any short line could be a name: only lines next to the title count. */
function isSpokenOfAsNames({ at, people }: Candidate): boolean {
  return at < 2 || people.every(({ name }) => /\p{Lu}/u.test(name))
}

/** Slogans, headings and places have capitals too, but consist of ordinary words. */
function doubt({ people }: Candidate, isOrdinary: (word: string) => boolean): number {
  const doubts = people.map(({ name }) => {
    const words = name.split(' ').filter((word) => word.replace('.', '').length > 2)
    const told = words.filter((word) => {
      const small = word.toLowerCase()
      return isOrdinary(small) || isThing(small) || isTime(small) || opening.has(small)
    })
    if (words.length === 0) return 2
    if (words.every((word) => isPlace(word))) return 4
    return told.length === words.length ? 4 : told.length > 0 ? 1.5 : 0
  })
  return Math.max(0, ...doubts)
}
