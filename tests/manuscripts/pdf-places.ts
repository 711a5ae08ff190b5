import type { KnownPerson } from '../../server/identity/shapes.ts'
import { type PageIngredients, text } from '../corpus/make/pdf.ts'

// The places where a PDF may write a name, and the ways of writing it.

export const name = 'Zebulon Quixwhistle'
export const people: readonly KnownPerson[] = [{ name, penName: null, email: null, orcid: null, affiliation: '' }]
export const shown = `BT /F1 11 Tf 72 600 Td (${name}) Tj ET`
const font = '/Resources << /Font << /F1 5 0 R >> >>'

const form = (dictionary: string, bytes: string) => ({
  dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 600 900] ${dictionary}`,
  bytes,
})
const pattern = (bytes: string, more = font) => ({
  dictionary: `/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 50] /XStep 300 /YStep 50 ${more}`,
  bytes,
})
const fill = '/Pattern cs /P1 scn 0 0 500 500 re f'
const layers = (off: string) => `/OCProperties << /OCGs [10 0 R] /D << ${off} >> >>`
const layer = '<< /Type /OCG /Name (Zz) >>'

export const hiddenPlaces: readonly (readonly [string, string, PageIngredients])[] = [
  [
    'a tiling pattern',
    'pattern',
    { resources: '/Pattern << /P1 10 0 R >>', content: fill, objects: { 10: pattern(shown) } },
  ],
  [
    'a form in a form in a pattern',
    'pattern',
    {
      resources: '/Pattern << /P1 10 0 R >>',
      content: fill,
      objects: {
        10: pattern('/X1 Do', '/Resources << /XObject << /X1 11 0 R >> >>'),
        11: form('/Resources << /XObject << /X1 12 0 R >> >>', '/X1 Do'),
        12: form(font, shown),
      },
    },
  ],
  [
    'a soft mask',
    'hidden',
    {
      resources: '/ExtGState << /G1 << /SMask << /S /Luminosity /G 10 0 R >> >> >>',
      content: '/G1 gs 0 0 9 9 re f',
      objects: { 10: form(`/Group << /S /Transparency >> ${font}`, shown) },
    },
  ],
  [
    'a form that nothing draws',
    'hidden',
    { resources: '/XObject << /X1 10 0 R >>', objects: { 10: form(font, shown) } },
  ],
  [
    'a form in a form',
    'text',
    {
      resources: '/XObject << /X1 10 0 R >>',
      content: '/X1 Do',
      objects: { 10: form('/Resources << /XObject << /X1 11 0 R >> >>', '/X1 Do'), 11: form(font, shown) },
    },
  ],
  [
    'letters that are drawings',
    'text',
    {
      resources: '',
      content: 'BT /F2 1 Tf 72 600 Td (a) Tj ET',
      objects: {
        3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R /F2 10 0 R >> >> /Contents 4 0 R >>',
        10: `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 20] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [600] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >> ${font} >>`,
        11: { dictionary: '', bytes: `600 0 d0 BT /F1 11 Tf 0 0 Td (${name}) Tj ET` },
      },
    },
  ],
  [
    'ActualText',
    'actual_text',
    { content: `/Span << /ActualText ${text(name)} >> BDC BT /F1 9 Tf 72 500 Td (somebody) Tj ET EMC` },
  ],
  [
    'ActualText of one letter after the other',
    'actual_text',
    {
      content: Array.from(name, (letter) => `/Span << /ActualText (${letter}) >> BDC BT /F1 9 Tf (x) Tj ET EMC`).join(
        '\n',
      ),
    },
  ],
  [
    'ActualText among the properties',
    'actual_text',
    {
      resources: `/Properties << /Q1 << /ActualText ${text(name)} >> >>`,
      content: '/Span /Q1 BDC BT /F1 9 Tf 72 500 Td (somebody) Tj ET EMC',
    },
  ],
  [
    'what an abbreviation stands for',
    'actual_text',
    { content: `/Span << /E ${text(name)} >> BDC BT /F1 9 Tf 72 500 Td (ZQ) Tj ET EMC` },
  ],
  [
    'ActualText of an element',
    'actual_text',
    {
      catalog: '/StructTreeRoot 10 0 R',
      objects: {
        10: '<< /Type /StructTreeRoot /K 11 0 R >>',
        11: `<< /Type /StructElem /S /Span /P 10 0 R /Pg 3 0 R /ActualText ${text(name)} >>`,
      },
    },
  ],
  [
    'the description of a picture',
    'picture_description',
    {
      catalog: '/StructTreeRoot 10 0 R',
      objects: {
        10: '<< /Type /StructTreeRoot /K 11 0 R >>',
        11: `<< /Type /StructElem /S /Figure /P 10 0 R /Pg 3 0 R /Alt ${text(`Photo of ${name}`)} >>`,
      },
    },
  ],
  [
    'a bookmark',
    'outline',
    {
      catalog: '/Outlines 10 0 R',
      objects: {
        10: '<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>',
        11: `<< /Title ${text(`By ${name}`)} /Parent 10 0 R /Dest [3 0 R /Fit] >>`,
      },
    },
  ],
  ['the label of a page', 'other', { catalog: `/PageLabels << /Nums [0 << /S /D /P ${text(`${name} `)} >>] >>` }],
  [
    'a layer that is off',
    'hidden',
    {
      catalog: layers('/OFF [10 0 R]'),
      resources: '/Properties << /L1 10 0 R >>',
      content: `/OC /L1 BDC ${shown} EMC`,
      objects: { 10: layer },
    },
  ],
  [
    'a form on a layer that is off at first',
    'hidden',
    {
      catalog: layers('/BaseState /OFF /ON []'),
      resources: '/XObject << /X1 11 0 R >>',
      content: '/X1 Do',
      objects: { 10: layer, 11: form(`/OC 10 0 R ${font}`, shown) },
    },
  ],
  ['invisible letters', 'hidden', { content: `q 3 Tr ${shown} Q` }],
  ['beside the page', 'outside_page', { content: `BT /F1 11 Tf 700 600 Td (${name}) Tj ET` }],
  ['below the page', 'outside_page', { content: `BT /F1 11 Tf 72 -300 Td (${name}) Tj ET` }],
  ['beside what is cut out of the page', 'outside_page', { page: '/CropBox [60 650 595 842]', content: shown }],
  ['too small to read', 'hidden', { content: `BT /F1 1 Tf 72 600 Td (${name}) Tj ET` }],
  ['without any size', 'hidden', { content: `BT /F1 0 Tf 72 600 Td (${name}) Tj ET` }],
  ['white on white', 'text', { content: `1 g ${shown}` }],
  ['cut away', 'text', { content: `q 0 0 1 1 re W n ${shown} Q` }],
]

export const at = (x: number, y: number, words: string) => `BT /F1 11 Tf ${x} ${y} Td (${words}) Tj ET`
const letters = Array.from(name)
// Widths of Helvetica, in thousandths of the font size.
const widths: Readonly<Record<string, number>> = {
  Z: 611,
  Q: 778,
  ' ': 278,
  b: 556,
  e: 556,
  h: 556,
  i: 222,
  l: 222,
  n: 556,
  o: 556,
  s: 500,
  t: 278,
  u: 556,
  w: 722,
  x: 500,
}
const starts = letters.map((_, n) =>
  letters.slice(0, n).reduce((sum, letter) => sum + ((widths[letter] ?? 0) * 11) / 1000, 72),
)
const spaced = letters.flatMap((letter, n) => (letter === ' ' ? [] : [at(starts[n] ?? 0, 600, letter)]))
export const shuffled = spaced.map((_, n) => spaced[(n * 7) % spaced.length] ?? '')

export const drawnHowever: readonly (readonly [string, string])[] = [
  ['one by one', spaced.join('\n')],
  ['one by one, from the end', spaced.toReversed().join('\n')],
  ['one by one, in any order', shuffled.join('\n')],
  ['the family name first', `${at(130, 600, 'Quixwhistle')} ${at(72, 600, 'Zebulon')}`],
  [
    'with other text drawn between its halves',
    `${at(72, 600, 'Zebulon Quix')} ${at(72, 500, 'Other words')} ${at(134.8, 600, 'whistle')}`,
  ],
  ['upwards', `BT /F1 11 Tf 0 1 -1 0 300 300 Tm (${name}) Tj ET`],
  ['upwards, letter by letter in any order', `q 0 1 -1 0 800 200 cm ${shuffled.join(' ')} Q`],
  ['head over', `BT /F1 11 Tf -1 0 0 -1 300 300 Tm (${name}) Tj ET`],
  ['one below the other', letters.map((letter, n) => (letter === ' ' ? '' : at(300, 700 - n * 13, letter))).join(' ')],
  ['over the end of a line', `${at(72, 600, 'The work of Zebulon Quix-')} ${at(72, 587, 'whistle was')}`],
  ['with soft hyphens', at(72, 600, String.raw`Zebulon Quix\255whistle`)],
]
