import { describe, expect, test } from 'vitest'
import { aggregate, disagree, spread, weightedMean } from '../../server/domain/scoring.ts'

const criteria = [
  { id: 'originality', weight: 1 },
  { id: 'method', weight: 2 },
  { id: 'ethics', weight: 1 },
]

describe('the weighted mean of a review', () => {
  test.each([
    ['of all criteria', { originality: 4, method: 5, ethics: 2 }, 4],
    ['rounded to a tenth', { originality: 4, method: 3, ethics: 3 }, 3.3],
    ['without the criterion left empty, and without its weight', { originality: 4, ethics: 2 }, 3],
    ['of the heavier one alone', { method: 5 }, 5],
    ['of nothing is nothing', {}, null],
    ['of what is not on the form is nothing', { style: 5 }, null],
  ])('%s', (_what, scores, expected) => {
    expect(weightedMean(scores, criteria)).toBe(expected)
  })
})

describe('a round', () => {
  test.each([
    [[], null, null, false],
    [[null, null], null, null, false],
    [[4.1], 4.1, null, false],
    [[4.1, null], 4.1, null, false],
    [[4, 3], 3.5, 1, false],
    [[4.9, 3], 4, 1.9, false],
    [[5, 3], 4, 2, true],
    [[5, 3.1, 1], 3, 4, true],
  ])('with the means %o: aggregate %s, spread %s, disagreement %s', (means, mean, distance, disagreement) => {
    expect({ mean: aggregate(means), distance: spread(means), disagreement: disagree(means) }).toEqual({
      mean,
      distance,
      disagreement,
    })
  })
})
