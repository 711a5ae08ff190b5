import type { FindingKind, FindingPlace } from '../../../server/domain/preparation.ts'
import { institutionsOf } from '../../../server/identity/affiliations.ts'
import { fold, foldings, wordsIn } from '../../../server/identity/folding.ts'
import { everybody } from '../../../server/identity/people.ts'
import type { CoverPlace } from '../../../server/identity/shapes.ts'
import type { Excerpt, Finding, Harvested, KnownPerson, PlacedFinding } from '../../../server/identity/shapes.ts'
import type { Match } from '../shapes.ts'
import { placeOfMatch } from './places.ts'

/** A finding of the report, with its places in the text when it was made from the text. */
interface Reported extends Finding {
  readonly places?: readonly CoverPlace[]
}

interface Judgement {
  /** The report's findings and those added from matches. */
  readonly findings: readonly PlacedFinding[]
  /** A known value is left outside the text: only authors and editors may see the file. */
  readonly held: boolean
}

/**
 * Decides what becomes of the scan's matches. Each is covered by a finding of the report, becomes a finding, or holds the file and is
 * reported with its place (`name_left`). In a text only values that identify a person count: a company or template name may be an ordinary
 * word there.
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

/**
 * Texts for readers that are stored outside the page text: a name in them becomes a finding, and the author decides.
 */
const wordings: ReadonlySet<FindingPlace> = new Set(['picture_description', 'actual_text', 'table'])
/** Places that repeat the page text: a heading, a cited work. */
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
    // The report does not look for generic units such as "Department of Law".
    if (institutionsOf([person], []).some(({ phrases }) => phrases.length > 0)) add('known_affiliation', affiliation)
    add('known_orcid', orcid)
    add('known_email', email)
    add('known_name', penName)
    add('known_name', name)
  }
  return (value) => kinds.get(value.trim()) ?? null
}

/** Parts drawn on the page, where a page's content does not tell which part a name belongs to. */
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

/** Places that repeat the page text; what differs in them is read by the report. */
const echoes: ReadonlySet<FindingPlace> = new Set(['outline', 'fallback'])

/** Objects drawn from an embedded package; the scan knows only that they are in it. */
const objects: ReadonlySet<FindingPlace> = new Set(['chart', 'chart_table', 'embedded'])

function isCovered({ value, where }: Match, place: FindingPlace, report: readonly Reported[]): boolean {
  // A PDF's page content includes everything drawn on it: a chart's title is text like any other.
  const isPage = /(?:^|> )object \d+$/.test(where)
  const covers = ({ place: told }: Excerpt) =>
    told === place ||
    isPage ||
    [body, objects].some((places) => places.has(place) && places.has(told)) ||
    (echoes.has(place) && body.has(told))
  return report.some((finding) => isAbout(finding, value) && finding.excerpts.some(covers))
}

const telling = new Set<FindingKind>(['known_name', 'known_email', 'known_orcid', 'known_affiliation', 'self_citation'])

/**
 * Whether a finding of the report is about this value: every word of the finding's match is a word of the value, or the value contains the
 * match, or the reverse.
 */
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

/** Initials and short words identify nobody by themselves. */
function wordsOf(text: string): string[] {
  return wordsIn(text)
    .filter(({ folded }) => folded.length > 2)
    .flatMap(({ raw }) => foldings(raw))
}

/** Some languages add endings to names. */
function like(word: string): (other: string) => boolean {
  return (other) => other.startsWith(word) || word.startsWith(other)
}

const mostLines = 50
const mostPlaces = 100

/** Collects matches: those of the same value make one finding with all their places. */
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

  /** A finding of the report with the same kind and value gets the additional places. */
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
