import { describe, expect, test } from 'vitest'
import { findings } from '../../server/identity/findings.ts'
import { cleanPdf } from '../../workers/manuscripts/formats/pdf/clean-pdf.ts'
import { scanFile } from '../../workers/manuscripts/scan/scan-file.ts'
import { read } from '../../workers/manuscripts/text/read.ts'
import { type PageIngredients, pdf, text } from '../corpus/make/pdf.ts'
import { at, drawnHowever, hiddenPlaces, name, people, shown, shuffled } from './pdf-places.ts'

// The report finds an author's name wherever a PDF writes it for a reader, and says where.

async function placesOf(ingredients: PageIngredients): Promise<string[]> {
  const { bytes } = await cleanPdf(pdf(ingredients))
  const found = findings(await read(bytes, 'pdf'), people, [], []).filter(({ kind }) => kind === 'known_name')
  return [...new Set(found.flatMap(({ excerpts }) => excerpts.map(({ place }) => place)))]
}

test.each(hiddenPlaces)('in %s: %s', async (_, place, ingredients) => {
  expect(await placesOf(ingredients)).toContain(place)
})

describe('in every way of drawing letters', () => {
  test.each(drawnHowever)('%s', async (_, content) => {
    expect(await placesOf({ content })).not.toEqual([])
  })

  test('on a rotated page', async () => {
    expect(await placesOf({ page: '/Rotate 90', content: `q 0 1 -1 0 842 0 cm ${shuffled.join(' ')} Q` })).toEqual([
      'text',
    ])
  })

  test('in fragments that belong together only in the order of reading', async () => {
    const mark = (id: number, x: number, y: number, words: string) => `/P << /MCID ${id} >> BDC ${at(x, y, words)} EMC`
    expect(
      await placesOf({
        catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 10 0 R',
        page: '/StructParents 0',
        content: `${mark(0, 72, 600, 'Zebulon Quix')} ${mark(1, 72, 500, 'Other words')} ${mark(2, 72, 400, 'whistle')}`,
        objects: {
          10: '<< /Type /StructTreeRoot /K [11 0 R 12 0 R] /ParentTree << /Nums [0 [11 0 R 12 0 R 11 0 R]] >> >>',
          11: '<< /Type /StructElem /S /P /P 10 0 R /Pg 3 0 R /K [0 2] >>',
          12: '<< /Type /StructElem /S /P /P 10 0 R /Pg 3 0 R /K [1] >>',
        },
      }),
    ).toEqual(['text'])
  })
})

test('text that a page shows once is reported once', async () => {
  const { bytes } = await cleanPdf(
    pdf({ content: `${at(72, 600, 'By Zebulon Quixwhistle,')} ${at(320, 600, 'Second column here')}` }),
  )
  const reading = await read(bytes, 'pdf')
  expect(reading.passages.filter(({ place }) => place !== undefined)).toEqual([])
  expect(findings(reading, people, [], []).map(({ kind, count }) => ({ kind, count }))).toEqual([
    { kind: 'known_name', count: 1 },
  ])
})

test('text outside the visible page is not counted and is no part of the paper', async () => {
  const { bytes } = await cleanPdf(pdf({ content: at(700, 600, 'Seven words that are not of it') }))
  expect((await read(bytes, 'pdf')).words).toBe(10)
})

test('a name in a heading and its bookmark does not hold the file: the name scan reports both as text', async () => {
  const { bytes } = await cleanPdf(
    pdf({
      catalog: '/Outlines 10 0 R',
      content: shown,
      objects: {
        10: '<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>',
        11: `<< /Title ${text(name)} /Parent 10 0 R /Dest [3 0 R /Fit] >>`,
      },
    }),
  )
  const matches = await scanFile(bytes, 'pdf', [name])
  expect(matches.map((match) => match.in)).toEqual(['text', 'text'])
  expect(matches.some(({ where }) => where.includes('outline'))).toBe(true)
})
