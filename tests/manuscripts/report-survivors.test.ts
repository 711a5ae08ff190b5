import { describe, expect, test } from 'vitest'
import type { Located } from '../../server/identity/located.ts'
import { survivorsIn } from '../../server/identity/survivors.ts'
import type { Passage } from '../../server/identity/shapes.ts'
import { neutral, type Told, telling } from './report-sentences.ts'
import { processorMs } from '../support/processor-time.ts'

function found(text: string, kind: Passage['kind'] = 'paragraph'): Located[] {
  return survivorsIn([{ kind, text }])
}

function agrees(each: Located, [kind, match]: Told): boolean {
  return each.kind === kind && (each.match.includes(match) || match.includes(each.match))
}

describe('Text that may identify a survivor', () => {
  test('is found in nearly all cases, and seldom where nobody is identified', () => {
    const all = telling.map(([text, ...told]) => ({ text, told, found: found(text) }))
    const missed = all.flatMap(({ text, told, found }) =>
      told.filter((one) => !found.some((each) => agrees(each, one))).map((one) => [text, ...one]),
    )
    const wrong = [
      ...all.flatMap(({ told, found }) => found.filter((each) => !told.some((one) => agrees(each, one)))),
      ...neutral.flatMap((text) => found(text)),
    ]
    const sought = all.flatMap(({ told }) => told).length
    const right = sought - missed.length
    const recall = right / sought
    const precision = right / (right + wrong.length)
    console.info({ sentences: telling.length, neutral: neutral.length, sought, recall, precision })
    console.info({ missed, wrong: wrong.map(({ kind, match }) => [kind, match]) })
    expect(recall).toBeGreaterThanOrEqual(0.9)
    expect(precision).toBeGreaterThanOrEqual(0.85)
  })

  test('is reported with its position', () => {
    const text = 'A first sentence. They also took his brother Ahmed.'
    const [{ at, match } = { at: undefined, match: '' }] = found(text)
    expect(at && text.slice(at.from, at.to)).toBe(match)
    expect(match).toBe('Ahmed')
  })

  test('is not searched for in references', () => {
    expect(found('Adebayo Ogunleye, a 34-year-old teacher. Tel. +254 712 345678.', 'reference')).toEqual([])
  })
})

describe('The rules need less than ten seconds for a text of 100,000 characters', () => {
  test.each([
    'a',
    'A',
    'A ',
    'Aa ',
    'A.',
    'Mr A. ',
    '1',
    '1.',
    '1-',
    '1 Aa ',
    '+1 ',
    '12.1234, ',
    '1°1’',
    'his brother ',
    'patient ',
    'he was 12 March 2019 arrested ',
    'case no. ',
    'plate number ',
    'Calle A ',
    'rue de ',
    'ا',
    ' ',
  ])('%j', async (piece) => {
    expect(await processorMs(() => found(piece.repeat(100_000 / piece.length)))).toBeLessThan(10_000)
  })
})
