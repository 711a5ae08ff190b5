interface Criterion {
  readonly id: string
  readonly weight: number
}

export type Scores = Readonly<Record<string, number>>

/**
 * Weighted mean of one review's scores on the form's scale (1 = poor ... 5 = excellent), rounded to 0.1. A criterion left empty does not
 * count, nor does its weight: a reviewer who cannot judge the statistics does not lower the mean.
 * @returns null when nothing is scored; callers show a dash, never 0
 */
export function weightedMean(scores: Scores, criteria: readonly Criterion[]): number | null {
  const scored = criteria.filter((criterion) => scores[criterion.id] !== undefined)
  const weight = scored.reduce((sum, criterion) => sum + criterion.weight, 0)
  if (weight === 0) return null
  return toTenth(scored.reduce((sum, criterion) => sum + criterion.weight * (scores[criterion.id] ?? 0), 0) / weight)
}

/** Mean of the reviews' weighted means, rounded to 0.1; null when nobody has scored yet. */
export function aggregate(means: readonly (number | null)[]): number | null {
  const known = means.filter((mean) => mean !== null)
  if (known.length === 0) return null
  return toTenth(known.reduce((sum, mean) => sum + mean, 0) / known.length)
}

/** Distance between the highest and the lowest of the given scores; null with fewer than two. */
export function spread(scores: readonly (number | null)[]): number | null {
  const known = scores.filter((score) => score !== null)
  return known.length < 2 ? null : toTenth(Math.max(...known) - Math.min(...known))
}

/** From this spread on, the editor is told that the reviewers disagree: two steps on a scale of five. */
export const disagreementFrom = 2

export function disagree(scores: readonly (number | null)[]): boolean {
  const distance = spread(scores)
  return distance !== null && distance >= disagreementFrom
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10
}
