import { z } from 'zod'
import { findingPlaces, type FindingPlace } from '../../../server/domain/preparation.ts'
import type { Finding } from '../../../server/identity/shapes.ts'
import type { FileResult } from './run-file.ts'

const verdicts = ['cleaned', 'refused', 'held', 'crashed'] as const
const leakKinds = ['property', 'link', 'bookmark'] as const

/** The object that `--json` prints for one file. */
export const Line = z.object({
  file: z.string(),
  verdict: z.enum(verdicts),
  /** The code of a refusal or hold, or where our code crashed. */
  reason: z.string().nullable(),
  /** The report's findings, each once for each of its places. */
  findings: z.array(z.object({ kind: z.string(), place: z.enum(findingPlaces) })),
  /** What still names somebody outside the text: the reason why a file is held as `names_left`. */
  leaks: z.array(z.object({ kind: z.enum(leakKinds), place: z.enum(findingPlaces) })),
  /** Words that are gone although nothing that was taken out explains it. */
  vanished: z.number(),
  textChanged: z.boolean(),
  ms: z.number(),
})
export type Line = z.infer<typeof Line>

export function lineOf({ file, end, findings, text, wallMs }: FileResult): Line {
  const places = findings.flatMap(placesOf)
  return {
    file: file.name,
    verdict: end.as,
    reason: reasonOf(end),
    findings: places.filter(({ kind }) => kind !== 'name_left'),
    leaks: places.filter(({ kind }) => kind === 'name_left').map(({ place }) => ({ kind: leakAt(place), place })),
    vanished: 'vanished' in text ? text.vanished : 0,
    textChanged: text.text === 'changed',
    ms: Math.round(wallMs),
  }
}

function reasonOf(end: FileResult['end']): string | null {
  if (end.as === 'cleaned') return null
  return end.as === 'crashed' ? `${end.stage} at ${end.at.join(' < ')}` : end.reason
}

const placesOf = ({ kind, excerpts }: Finding) =>
  [...new Set(excerpts.map(({ place }) => place))].map((place) => ({ kind, place }))

function leakAt(place: FindingPlace): Line['leaks'][number]['kind'] {
  if (place === 'link') return 'link'
  return place === 'bookmark' || place === 'outline' ? 'bookmark' : 'property'
}
