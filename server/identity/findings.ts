import { findingKinds, type FindingKind, type FindingPlace } from '../domain/preparation.ts'
import { coverPlacesOf } from './cover-places.ts'
import { fold } from './folding.ts'
import { hintsIn } from './hints.ts'
import { knownIn } from './known.ts'
import type { Located } from './located.ts'
import type { Excerpt, Finding, Harvested, KnownPerson, Passage, PlacedFinding } from './shapes.ts'
import { survivorsIn } from './survivors.ts'
import { unlistedAuthors } from './unlisted-authors.ts'
import { excerptOf, longestExcerpt } from './excerpt.ts'

/** The identity-leak report: what is known of the authors and is in the text, and what else may identify somebody. */
export function findings(...given: Parameters<typeof placedFindings>): Finding[] {
  return placedFindings(...given).map(({ kind, match, count, excerpts }) => ({ kind, match, count, excerpts }))
}

/** The same report, with the position of each place. */
export function placedFindings(
  { passages }: { readonly passages: readonly Passage[] },
  people: readonly KnownPerson[],
  harvested: readonly Harvested[],
  fileNames: readonly string[],
  titlePageAuthors: readonly string[] = [],
): PlacedFinding[] {
  const known = [
    ...knownIn(passages, people, harvested, fileNames),
    ...unlistedAuthors(passages, titlePageAuthors, people),
  ]
  const all = [...known, ...notKnown(hintsIn(passages), known), ...survivorsIn(passages)]
  const sections = sectionsOf(passages)
  return lines(all).map((places) => finding(places, passages, sections))
}

/** Drops hints at places that a known finding covers. */
function notKnown(hints: readonly Located[], known: readonly Located[]): Located[] {
  const blocking = known.filter(({ kind }) => findingKinds[kind] === 'known')
  const words = new Set(blocking.map(({ match }) => fold(match)))
  const places = Map.groupBy(blocking, ({ at }) => at.passage)
  return hints.filter(({ kind, match, at }) => {
    if (!repeating.has(kind)) return true
    const here = places.get(at.passage) ?? []
    return !words.has(fold(match)) && !here.some((place) => at.from < place.at.to && place.at.from < at.to)
  })
}

/** Hints that may repeat a known finding; other hints are about a whole passage. */
const repeating = new Set<FindingKind>(['possible_name', 'possible_institution', 'email', 'self_citation'])

function inOrder(one: Located, other: Located): number {
  return one.at.passage - other.at.passage || one.at.from - other.at.from
}

/** Groups places into findings, in the order of the text. */
function lines(located: readonly Located[]): Located[][] {
  const grouped = new Map<string, Located[]>()
  for (const one of located.toSorted(inOrder)) {
    const key = `${one.kind} ${one.group === undefined ? fold(one.match) || one.match : `#${one.group}`}`
    const places = grouped.get(key)
    if (places) places.push(one)
    else grouped.set(key, [one])
  }
  return [...grouped.values()]
}

/** More than anybody reads; `count` counts all. */
const mostExcerpts = 100

type Sections = readonly (string | null)[]

function finding(places: readonly Located[], passages: readonly Passage[], sections: Sections): PlacedFinding {
  const [first] = places
  if (!first) throw new Error('a finding without a place')
  const [longest] = places.map(({ match }) => match).toSorted((one, other) => other.length - one.length)
  return {
    kind: first.kind,
    match: longest ?? first.match,
    count: places.length,
    excerpts: places.slice(0, mostExcerpts).map((one) => excerptAt(one, passages, sections)),
    places: coverPlacesOf(places, passages, mostExcerpts),
  }
}

function excerptAt({ at, match, place }: Located, passages: readonly Passage[], sections: Sections): Excerpt {
  const passage = passages[at.passage]
  return {
    place: place ?? (passage ? placeOf(passage) : 'other'),
    // A match that the passage does not show is quoted as it is.
    text: at.to === at.from ? match.slice(0, longestExcerpt) : excerptOf(passage?.text ?? '', at.from, at.to),
    page: passage?.page ?? null,
    section: place === 'title' ? null : (sections[at.passage] ?? null),
  }
}

const placeOfKind = {
  title: 'title',
  heading: 'heading',
  paragraph: 'text',
  list_item: 'text',
  table_row: 'table',
  note: 'note',
  caption: 'caption',
  reference: 'reference',
  header: 'header',
} as const satisfies Record<Passage['kind'], FindingPlace>

export function placeOf({ kind, aside, place }: Passage): FindingPlace {
  if (place !== undefined) return place
  if (aside === 'hidden') return 'hidden'
  return aside === 'picture' ? 'picture_description' : placeOfKind[kind]
}

/** The heading above each passage. */
function sectionsOf(passages: readonly Passage[]): (string | null)[] {
  let section: string | null = null
  return passages.map(({ kind, aside, text }) => {
    if (kind === 'heading' && aside === undefined) section = text
    return kind === 'header' ? null : section
  })
}
