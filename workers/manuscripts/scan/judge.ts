import type { FindingKind, FindingPlace } from '../../../server/domain/preparation.ts'
import { institutionsOf } from '../../../server/identity/affiliations.ts'
import { fold, foldings, wordsIn } from '../../../server/identity/folding.ts'
import { everybody } from '../../../server/identity/people.ts'
import type { CoverPlace } from '../../../server/identity/shapes.ts'
import type { Excerpt, Finding, Harvested, KnownPerson, PlacedFinding } from '../../../server/identity/shapes.ts'
import type { Match } from '../shapes.ts'
import { placeOfMatch } from './places.ts'

/** A line, with its places when it was made from a text. */
interface Reported extends Finding {
  readonly places?: readonly CoverPlace[]
}

interface Judgement {
  /** The report with what it did not say. */
  readonly findings: readonly PlacedFinding[]
  /** Something is left outside the text: nobody but its author and editors may see the file. */
  readonly held: boolean
}

/**
 * What becomes of the meter's hits: each is in a finding of the report, becomes one, or holds the file and is named with its
 * place (`name_left`). Only values that are somebody count in a text: a company or a template's name is in every second one.
 */
export function judge(
  matches: readonly Match[],
  report: readonly Reported[],
  people: readonly KnownPerson[],
  harvested: readonly Harvested[],
): Judgement {
  const kindOf = kindsOf(people, harvested)
  const named = new Lines()
  const left = new Lines()
  for (const match of matches) {
    const place = placeOfMatch(match.where)
    const kind = kindOf(match.value)
    if (match.in === 'text' || (kind !== null && wordings.has(place))) {
      if (kind !== null && !isCovered(match, place, report)) named.add(kind, match, place)
    } else if (kind !== null && repeating.has(place) && report.some((finding) => isAbout(finding, match.value)))
      named.add(kind, match, place)
    else left.add('name_left', match, place)
  }
  return { findings: [...named.into(report), ...left.into([])], held: left.count > 0 }
}

/** Words for a reader, though they are written behind the page: the report tells of them, and the author decides. */
const wordings: ReadonlySet<FindingPlace> = new Set(['picture_description', 'actual_text', 'table'])
/** They repeat what the page says: a heading, the work that is cited. */
const repeating: ReadonlySet<FindingPlace> = new Set(['bookmark', 'outline', 'link'])

type KnownKind = Extract<FindingKind, `known_${string}`>

function kindsOf(people: readonly KnownPerson[], harvested: readonly Harvested[]): (value: string) => KnownKind | null {
  const kinds = new Map<string, KnownKind>()
  const add = (kind: KnownKind, value: string | null) => {
    if (value !== null && value.trim() !== '') kinds.set(value.trim(), kind)
  }
  for (const one of harvested) {
    if (everybody([], [one], []).length > 0) add('known_name', one.value)
    else if (/^[^@\s]{2,}@[^@\s]+\.[^@\s]+$/.test(one.value)) add('known_email', one.value)
  }
  for (const person of people) {
    const { name, penName, email, orcid, affiliation } = person
    // "Department of Law" is no institution, and the report leaves it alone.
    if (institutionsOf([person], []).some(({ phrases }) => phrases.length > 0)) add('known_affiliation', affiliation)
    add('known_orcid', orcid)
    add('known_email', email)
    add('known_name', penName)
    add('known_name', name)
  }
  return (value) => kinds.get(value.trim()) ?? null
}

/** Parts that are drawn on the page, where a page does not tell which of them a name belongs to. */
const body: ReadonlySet<FindingPlace> = new Set([
  'text',
  'title',
  'heading',
  'caption',
  'table',
  'reference',
  'text_box',
  'note',
  'header',
])

/** They say again what the page says; what they say otherwise the report reads for itself. */
const echoes: ReadonlySet<FindingPlace> = new Set(['outline', 'fallback'])

/** What is drawn from a package within the package, of which the meter knows no more. */
const objects: ReadonlySet<FindingPlace> = new Set(['chart', 'chart_table', 'embedded'])

function isCovered({ value, where }: Match, place: FindingPlace, report: readonly Reported[]): boolean {
  // Pages are drawn of everything: a chart's title stands there like any other text.
  const isPage = /(?:^|> )object \d+$/.test(where)
  const covers = ({ place: told }: Excerpt) =>
    told === place ||
    isPage ||
    [body, objects].some((places) => places.has(place) && places.has(told)) ||
    (echoes.has(place) && body.has(told))
  return report.some((finding) => isAbout(finding, value) && finding.excerpts.some(covers))
}

const telling = new Set<FindingKind>(['known_name', 'known_email', 'known_orcid', 'known_affiliation', 'self_citation'])

/** Whether a line of the report is about this value: every word of its match is one of the value's, or the other way round. */
function isAbout({ kind, match, excerpts }: Finding, value: string): boolean {
  if (!telling.has(kind)) return false
  if (kind === 'self_citation')
    return excerpts.some(({ text }) => wordsOf(value).some((word) => wordsOf(text).some(like(word))))
  const [said, sought] = [fold(match), fold(value)]
  if (said === '' || sought === '') return false
  if (said.includes(sought) || sought.includes(said)) return true
  const words = wordsOf(match)
  return words.length > 0 && words.every((word) => wordsOf(value).some(like(word)))
}

/** Initials and small words tell nothing alone. */
function wordsOf(text: string): string[] {
  return wordsIn(text)
    .filter(({ folded }) => folded.length > 2)
    .flatMap(({ raw }) => foldings(raw))
}

/** Other languages put endings to names. */
function like(word: string): (other: string) => boolean {
  return (other) => other.startsWith(word) || word.startsWith(other)
}

const mostLines = 50
const mostPlaces = 100

/** Hits of the same value make one line, with all their places. */
class Lines {
  count = 0
  readonly #lines = new Map<string, { kind: FindingKind; match: string; count: number; excerpts: Excerpt[] }>()

  add(kind: FindingKind, { value, around = '' }: Match, place: FindingPlace): void {
    this.count += 1
    const key = `${kind} ${fold(value)}`
    const line = this.#lines.get(key)
    const excerpt: Excerpt = { place, text: around, page: null, section: null }
    if (line === undefined) {
      if (this.#lines.size < mostLines) this.#lines.set(key, { kind, match: value, count: 1, excerpts: [excerpt] })
      return
    }
    line.count += 1
    const isTold = line.excerpts.some((other) => other.place === place && other.text === around)
    if (!isTold && line.excerpts.length < mostPlaces) line.excerpts.push(excerpt)
  }

  /** A line of the report that says the same gets the places it did not know. */
  into(report: readonly Reported[]): PlacedFinding[] {
    const told = report.map((finding) => {
      const key = `${finding.kind} ${fold(finding.match)}`
      const more = this.#lines.get(key)
      const placed = { ...finding, places: finding.places ?? [] }
      if (more === undefined) return placed
      this.#lines.delete(key)
      return { ...placed, count: finding.count + more.count, excerpts: [...finding.excerpts, ...more.excerpts] }
    })
    return [...[...this.#lines.values()].map((line) => ({ ...line, places: [] })), ...told]
  }
}
