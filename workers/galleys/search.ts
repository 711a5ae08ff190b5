import { blocksPrint } from '../../server/domain/galley.ts'
import type { InPrint } from '../../server/cases/names-in-print.ts'
import { fold } from '../../server/identity/folding.ts'
import { placeOf } from '../../server/identity/findings.ts'
import { beyondBylines, identifiersOf, spelledOut } from '../../server/identity/hidden.ts'
import type { Finding, KnownPerson, Passage } from '../../server/identity/shapes.ts'
import type { Match } from '../manuscripts/shapes.ts'
import type { Steps } from '../manuscripts/toolchain.ts'
import { placeInCopy } from './places.ts'

/** What is printed around the galleys, as passages with their places. */
export function recordPassages({ record }: InPrint): Passage[] {
  const { title, subtitle, abstract, keywords, keyPoints, contentNote, bylines } = record
  const lines: readonly (readonly [Passage['place'] & string, readonly string[]])[] = [
    [
      'byline_field',
      bylines.flatMap(({ name, sortName, affiliation, orcid }) => [name, sortName, affiliation, orcid ?? '']),
    ],
    ['title_field', [title, subtitle ?? '']],
    ['abstract_field', Object.values(abstract).flatMap((text) => text.split('\n'))],
    ['keywords_field', keywords],
    ['key_points_field', keyPoints],
    ['content_note_field', contentNote.split('\n')],
  ]
  return lines.flatMap(([place, texts]) =>
    texts.filter((text) => text.trim() !== '').map((text) => ({ kind: 'paragraph' as const, text, place })),
  )
}

/** Where passages name somebody whom the byline does not show. */
export async function hiddenIn(
  { report }: Pick<Steps, 'report'>,
  passages: readonly Passage[],
  { hidden, shown }: InPrint,
): Promise<Finding[]> {
  if (hidden.length === 0) return []
  const reading = { passages, language: null, words: 0, sections: [], references: [], figures: 0, tables: 0 }
  const lines = await report({ reading, people: hidden, harvested: [], fileNames: [], titlePageAuthors: [] })
  const told = lines.filter(({ kind }) => blocksPrint(kind))
  return beyondBylines([...told, ...wordForWord(passages, told, hidden)], shown)
}

/** Hidden names that are in the text word for word and that no rule recognised as names. */
function wordForWord(
  passages: readonly Passage[],
  told: readonly Finding[],
  hidden: readonly KnownPerson[],
): Finding[] {
  const found = spelledOut(passages, hidden).filter(({ match }) => !isToldBy(told, match))
  return [...Map.groupBy(found, ({ match }) => match)].map(([match, places]) => ({
    kind: places[0]?.kind ?? 'known_name',
    match,
    count: places.length,
    excerpts: places.slice(0, mostPlaces).map(({ passage }) => ({
      place: placeOf(passage),
      text: passage.text.slice(0, 160),
      page: passage.page ?? null,
      section: null,
    })),
  }))
}

const mostPlaces = 20

function isToldBy(told: readonly Finding[], value: string): boolean {
  return told.some(({ match, excerpts }) =>
    fold([match, ...excerpts.map(({ text }) => text)].join(' ')).includes(fold(value)),
  )
}

/** Matches of hidden people that no finding covers yet, as findings. */
export function notTold(matches: readonly Match[], told: readonly Finding[], { hidden, shown }: InPrint): Finding[] {
  const kinds = new Map(
    hidden.flatMap((person) => identifiersOf(person).map(([kind, identifier]) => [identifier, kind] as const)),
  )
  const isTold = ({ value, in: place }: Match) => place === 'text' && isToldBy(told, value)
  const found = matches.filter((match) => kinds.has(match.value) && !isTold(match))
  const byValue = Map.groupBy(found, ({ value }) => value)
  const findings = [...byValue].map(([match, places]) => ({
    kind: kinds.get(match) ?? 'known_name',
    match,
    count: places.length,
    excerpts: places.slice(0, mostPlaces).map((match) => ({
      place: match.in === 'text' ? ('text' as const) : placeInCopy(match.where),
      text: match.around ?? '',
      page: null,
      section: null,
    })),
  }))
  return beyondBylines(findings, shown)
}
