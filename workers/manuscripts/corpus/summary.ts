import type { FileResult } from './run-file.ts'
import type { Line } from './line.ts'

/** The programs that were available. */
export interface Used {
  readonly isolation: string
  readonly tools: readonly string[]
  readonly checkers: string
}

interface Spread {
  readonly p50ms: number
  readonly p95ms: number
  readonly maxMs: number
}

/** The totals of a run. Times are those of the cleaning step with its process, unless said otherwise, and of this run only. */
export interface Summary extends Spread {
  /** Distinguishes this line from the lines of files. */
  readonly summary: true
  readonly files: number
  /** How many of these an earlier run had done. */
  readonly resumed: number
  readonly cleaned: number
  readonly refused: number
  /** Files held for an editor though neither their author nor our code is at fault. */
  readonly held: number
  readonly crashed: number
  /**
   * Files held because their clean copy still says, outside its text, who made the original; and the number by place.
   */
  readonly leaked: number
  readonly leaks: Readonly<Record<string, number>>
  /** Files with findings in the report, by kind of finding. */
  readonly findings: Readonly<Record<string, number>>
  /** Files with words that are gone or changed, and nothing below explains it. */
  readonly vanished: number
  readonly textChanged: number
  /** What was taken out, or is written instead, explains the difference. */
  readonly textExplained: number
  /** Pictures lost descriptions that were names of files. */
  readonly captionsChanged: number
  /** Only blanks and line ends differ. */
  readonly spacingChanged: number
  readonly textUnknown: number
  readonly hung: number
  readonly cpu: Spread
  readonly inner: Spread
  /** The whole time of a file, up to the comparison of its texts. */
  readonly wall: Spread
  /** Of our largest process. */
  readonly peakRssMB: number
  readonly refusals: Readonly<Record<string, number>>
  readonly byKind: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly used: Used
}

export function summarise(
  earlier: readonly Line[],
  lines: readonly Line[],
  all: readonly FileResult[],
  used: Used,
): Summary {
  const both = [...earlier, ...lines]
  const having = (verdict: Line['verdict']) => both.filter((line) => line.verdict === verdict).length
  const text = (verdict: string) => all.filter((one) => one.text.text === verdict).length
  const cleanings = all.flatMap(({ cleaning }) => (cleaning ? [cleaning] : []))
  return {
    summary: true,
    files: both.length,
    resumed: earlier.length,
    cleaned: having('cleaned'),
    refused: having('refused'),
    held: having('held'),
    crashed: having('crashed'),
    leaked: both.filter(({ leaks }) => leaks.length > 0).length,
    leaks: count(both.flatMap(({ leaks }) => [...new Set(leaks.map(({ kind }) => kind))])),
    findings: count(both.flatMap(({ findings }) => [...new Set(findings.map(({ kind }) => kind))])),
    vanished: both.filter(({ vanished }) => vanished > 0).length,
    textChanged: both.filter(({ textChanged }) => textChanged).length,
    textExplained: text('explained'),
    captionsChanged: text('captions'),
    spacingChanged: text('spacing'),
    textUnknown: text('unknown'),
    hung: both.filter(({ reason }) => reason === 'took_too_long').length,
    ...spread(cleanings.map(({ ms }) => ms)),
    cpu: spread(cleanings.flatMap(({ cpuMs }) => cpuMs ?? [])),
    inner: spread(cleanings.flatMap(({ innerMs }) => innerMs ?? [])),
    wall: spread(both.map(({ ms }) => ms)),
    peakRssMB: Math.round(Math.max(0, ...all.map(({ peakRssBytes }) => peakRssBytes)) / 1024 ** 2),
    refusals: count(both.flatMap(({ verdict, reason }) => (verdict === 'crashed' ? [] : (reason ?? [])))),
    byKind: Object.fromEntries(
      [...Map.groupBy(all, ({ kind }) => kind ?? 'none')].map(([kind, some]) => [
        kind,
        count(some.map(({ end }) => end.as)),
      ]),
    ),
    used,
  }
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0)
  return { p50ms: at(0.5), p95ms: at(0.95), maxMs: at(1) }
}

function count(words: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, some]) => [word, some.length]))
}
