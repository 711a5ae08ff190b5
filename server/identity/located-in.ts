import type { FindingKind } from '../domain/preparation.ts'
import type { Located } from './located.ts'
import type { Sentence } from './sentences.ts'

/** A range of a sentence, `from` inclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export function located(kind: FindingKind, { passage, from, text }: Sentence, stretch: Stretch): Located {
  return {
    kind,
    match: text.slice(stretch.from, stretch.to),
    at: { passage, from: from + stretch.from, to: from + stretch.to },
  }
}

/** The matches of a rule; for a rule with a group `it`, the matches of that group. Rules have the flags `d` and `g`. */
export function stretchesOf(rule: RegExp, text: string): Stretch[] {
  return [...text.matchAll(rule)].map((match) => {
    const [from, to] = match.indices?.groups?.['it'] ?? [match.index, match.index + match[0].length]
    return { from, to }
  })
}

/** Number of letters between two ranges. */
export function distance(a: Stretch, b: Stretch): number {
  return Math.max(0, Math.max(a.from, b.from) - Math.min(a.to, b.to))
}

/** Drops overlapping places of the same kind, keeping the longest. */
export function withoutOverlaps(all: readonly Located[]): Located[] {
  const kept: Located[] = []
  const sorted = all.toSorted(
    (a, b) => a.at.passage - b.at.passage || a.kind.localeCompare(b.kind) || a.at.from - b.at.from || b.at.to - a.at.to,
  )
  for (const each of sorted) {
    const last = kept.at(-1)
    const overlaps = last?.kind === each.kind && last.at.passage === each.at.passage && each.at.from < last.at.to
    if (!overlaps) kept.push(each)
  }
  return kept
}
