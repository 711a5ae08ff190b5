import { describe, expect, test } from 'vitest'
import { hintsIn } from '../../server/identity/hints.ts'
import type { Located } from '../../server/identity/located.ts'
import type { Passage } from '../../server/identity/shapes.ts'
import { neutral, revealing, type Told } from './report-sentences.ts'
import { processorMs } from '../support/processor-time.ts'

function found(text: string, kind: Passage['kind'] = 'paragraph'): Located[] {
  return hintsIn([{ kind, text }])
}

function agrees(each: Located, [kind, match]: Told): boolean {
  return each.kind === kind && (each.match.includes(match) || match.includes(each.match))
}

describe('Sentences that may show who wrote the paper', () => {
  test('are found in nearly all cases', () => {
    const missed = revealing.flatMap(([text, ...told]) =>
      told.filter((one) => !found(text).some((each) => agrees(each, one))).map((one) => [text, ...one]),
    )
    const sought = revealing.flatMap(([, ...told]) => told).length
    console.info({ sought, recall: 1 - missed.length / sought, missed })
    expect(1 - missed.length / sought).toBeGreaterThanOrEqual(0.9)
  })

  test('are seldom found where nobody is named, counted by sentence', () => {
    const words = neutral.join(' ').split(' ').length
    const wrong = neutral.flatMap((text) => found(text))
    console.info({
      words,
      perThousand: (wrong.length * 1000) / words,
      wrong: wrong.map(({ kind, match }) => [kind, match]),
    })
    const names = wrong.filter(({ kind }) => kind !== 'possible_name' && kind !== 'possible_institution')
    expect(names).toEqual([])
    expect(hintsIn(neutral.map((text) => ({ kind: 'paragraph', text }))).length).toBeLessThanOrEqual((words * 3) / 1000)
  })

  test('are limited to the strongest hints', () => {
    const crowd = ['Abena', 'Bongani', 'Chinedu', 'Dalia', 'Emeka'].map((name) => `Later came ${name} Okonkwo.`)
    const passages: Passage[] = [...crowd, 'We thank Dr Zainab Warsame.'].map((text) => ({ kind: 'paragraph', text }))
    const names = hintsIn(passages).filter(({ kind }) => kind === 'possible_name')
    expect(names.map(({ match }) => match)).toContain('Zainab Warsame')
    expect(names).toHaveLength(3)
  })
})

describe('Reported once for a section', () => {
  test.each([
    ['Acknowledgements', 'acknowledgements'],
    ['Remerciements', 'acknowledgements'],
    ['Agradecimientos', 'acknowledgements'],
    ['شكر وتقدير', 'acknowledgements'],
    ['Funding', 'funding'],
    ['Financiación', 'funding'],
  ] as const)('%s', (heading, kind) => {
    const hints = hintsIn([
      { kind: 'heading', text: heading },
      { kind: 'paragraph', text: 'We thank everybody. We thank them again.' },
    ])
    expect(hints.filter((each) => each.kind === kind)).toHaveLength(1)
  })
})

test('Headings, references and rows in capitals name nobody', () => {
  expect(found('Abena Okonkwo', 'heading')).toEqual([])
  expect(found('Abena Okonkwo. We thank Dr Zainab Warsame.', 'reference')).toEqual([])
  expect(found('MEAN SCORE TOTAL', 'table_row')).toEqual([])
})

describe('The rules need less than ten seconds for a text of 100,000 characters', () => {
  test.each([
    'a',
    'A',
    'A ',
    'Aa ',
    'A.',
    'Dr A. ',
    'a@',
    'a.',
    `${'a'.repeat(64)}.`,
    'grant no. ',
    'approved by ',
    'approved a ',
    'University of ',
    'ignore all ',
    'funded by A',
    'جامعة ابجد ',
    'we thank ',
    ' ',
  ])('%j', async (piece) => {
    expect(await processorMs(() => found(piece.repeat(100_000 / piece.length)))).toBeLessThan(10_000)
  })
})
