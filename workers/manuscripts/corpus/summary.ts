import type { Examined } from './examine.ts'

/** What was there to work with. */
export interface Used {
  readonly isolation: string
  readonly tools: readonly string[]
  readonly checkers: string
}

/** The numbers of a run. Times are of the cleaning step with its process, unless said otherwise. */
export interface Summary {
  readonly files: number
  readonly cleaned: number
  readonly refused: number
  /** Files that neither their author nor our code is to blame for: an editor would decide. */
  readonly held: number
  /** Files whose clean copy still says, outside its text, who made the original. */
  readonly leaked: number
  /** Files whose words differ, and nothing below explains it. */
  readonly textChanged: number
  /** Words are gone, and with them what was taken out: notes, signatures, form data, hidden text. */
  readonly textTakenOut: number
  /** Pictures are no longer described by the names of files. */
  readonly captionsChanged: number
  /** Only blanks and line ends differ. */
  readonly spacingChanged: number
  readonly textUnknown: number
  /** Files whose text, as a reader sees it, holds a name that was harvested: for the report. */
  readonly namesInText: number
  readonly crashed: number
  readonly hung: number
  readonly p50ms: number
  readonly p95ms: number
  readonly maxMs: number
  readonly cpu: { readonly p50ms: number; readonly p95ms: number; readonly maxMs: number }
  readonly inner: { readonly p50ms: number; readonly p95ms: number; readonly maxMs: number }
  /** The whole way of a file, also through the meter, the checkers and the comparison. */
  readonly wall: { readonly p50ms: number; readonly p95ms: number; readonly maxMs: number }
  /** Of the largest process of ours. */
  readonly peakRssMB: number
  readonly refusals: Readonly<Record<string, number>>
  readonly byKind: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly used: Used
}

export function summarise(all: readonly Examined[], used: Used): Summary {
  const cleaned = all.map(({ end }) => end).filter((end) => end.as === 'cleaned')
  const having = (as: Examined['end']['as']) => all.filter(({ end }) => end.as === as).length
  const text = (verdict: string) => cleaned.filter((end) => end.text.text === verdict).length
  const hitsIn = (place: string) => cleaned.filter(({ hits }) => hits.some((hit) => hit.in === place)).length
  const cleanings = all.flatMap(({ cleaning }) => (cleaning ? [cleaning] : []))
  return {
    files: all.length,
    cleaned: cleaned.length,
    refused: having('refused'),
    held: having('held'),
    leaked: hitsIn('metadata'),
    textChanged: text('changed'),
    textTakenOut: text('gone'),
    captionsChanged: text('captions'),
    spacingChanged: text('spacing'),
    textUnknown: text('unknown'),
    namesInText: hitsIn('text'),
    crashed: having('crashed'),
    hung: all.filter(({ end }) => end.as === 'held' && end.reason === 'took_too_long').length,
    ...spread(cleanings.map(({ ms }) => ms)),
    cpu: spread(cleanings.flatMap(({ cpuMs }) => cpuMs ?? [])),
    inner: spread(cleanings.flatMap(({ innerMs }) => innerMs ?? [])),
    wall: spread(all.map(({ wallMs }) => wallMs)),
    peakRssMB: Math.round(Math.max(0, ...all.map(({ peakRssBytes }) => peakRssBytes)) / 1024 ** 2),
    refusals: count(all.flatMap(({ end }) => (end.as === 'refused' || end.as === 'held' ? [end.reason] : []))),
    byKind: Object.fromEntries(
      [...Map.groupBy(all, ({ file }) => file.kind)].map(([kind, some]) => [
        kind,
        count(some.map(({ end }) => end.as)),
      ]),
    ),
    used,
  }
}

function spread(values: readonly number[]): { p50ms: number; p95ms: number; maxMs: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0)
  return { p50ms: at(0.5), p95ms: at(0.95), maxMs: at(1) }
}

function count(words: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, some]) => [word, some.length]))
}
