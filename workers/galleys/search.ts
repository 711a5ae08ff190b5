import { blocksPrint } from '../../server/domain/galley.ts'
import type { FindingKind } from '../../server/domain/preparation.ts'
import type { InPrint } from '../../server/db/print.ts'
import { fold } from '../../server/identity/folding.ts'
import { beyondBylines } from '../../server/identity/hidden.ts'
import type { Finding, KnownPerson, Passage } from '../../server/identity/shapes.ts'
import type { Hit } from '../manuscripts/shapes.ts'
import type { Steps } from '../manuscripts/workshop.ts'
import { placeInCopy } from './places.ts'

/** What is printed around the galleys, as passages that say where they stand. */
export function recordPassages({ record }: InPrint): Passage[] {
  const { title, subtitle, abstract, keywords, keyPoints, contentNote, bylines } = record
  const lines: readonly (readonly [Passage['place'] & string, readonly string[]])[] = [
    ['byline_field', bylines.flatMap(({ name, affiliation, orcid }) => [name, affiliation, orcid ?? ''])],
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
  const found = await report({ reading, people: hidden, harvested: [], fileNames: [], titlePageAuthors: [] })
  return beyondBylines(
    found.filter(({ kind }) => blocksPrint(kind)),
    shown,
  )
}

/** What the meter has found of hidden people and no finding tells of, as findings. */
export function notTold(hits: readonly Hit[], told: readonly Finding[], { hidden, shown }: InPrint): Finding[] {
  const kinds = new Map(hidden.flatMap((person) => signsOf(person)))
  const words = told.map(({ match, excerpts }) => fold([match, ...excerpts.map(({ text }) => text)].join(' ')))
  const isTold = ({ value, in: place }: Hit) => place === 'text' && words.some((said) => said.includes(fold(value)))
  const found = hits.filter((hit) => kinds.has(hit.value) && !isTold(hit))
  const byValue = Map.groupBy(found, ({ value }) => value)
  const findings = [...byValue].map(([match, places]) => ({
    kind: kinds.get(match) ?? 'known_name',
    match,
    count: places.length,
    excerpts: places.slice(0, 20).map((hit) => ({
      place: hit.in === 'text' ? ('text' as const) : placeInCopy(hit.where),
      text: hit.around ?? '',
      page: null,
      section: null,
    })),
  }))
  return beyondBylines(findings, shown)
}

function signsOf({ name, email, orcid, affiliation }: KnownPerson): (readonly [string, FindingKind])[] {
  const signs = [
    [name, 'known_name'],
    [email, 'known_email'],
    [orcid, 'known_orcid'],
    [affiliation, 'known_affiliation'],
  ] as const
  return signs.flatMap(([sign, kind]) => (sign === null || sign.trim() === '' ? [] : [[sign, kind] as const]))
}
