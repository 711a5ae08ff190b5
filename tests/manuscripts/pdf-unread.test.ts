import { describe, expect, test } from 'vitest'
import { cleanPdf } from '../../workers/manuscripts/formats/pdf/clean-pdf.ts'
import { isPlausible } from '../../workers/manuscripts/text/plausible.ts'
import { read } from '../../workers/manuscripts/text/read.ts'
import { type PageIngredients, type PdfObject, pdf } from '../corpus/make/pdf.ts'

// Pages whose extracted text differs from the text that they show: an empty report of such a file must not look like a file without names.

async function looks(ingredients: PageIngredients) {
  const { bytes } = await cleanPdf(pdf(ingredients))
  const { unread = [], pictured = [] } = await read(bytes, 'pdf')
  return { unread, pictured }
}

const unread = { unread: [1], pictured: [] }
const fine = { unread: [], pictured: [] }
const shown = 'Zebulon Quixwhistle'

/** A table that maps each letter to the next in the alphabet, or to what `says` gives. */
function table(says: (code: number) => number, codes: readonly number[], digits = 2): PdfObject {
  const hex = (code: number, length: number) => code.toString(16).padStart(length, '0')
  const rows = codes.map((code) => `<${hex(code, digits)}> <${hex(says(code), 4)}>`)
  return { dictionary: '', bytes: `${rows.length} beginbfchar\n${rows.join('\n')}\nendbfchar` }
}

const latin = Array.from({ length: 95 }, (_, n) => n + 32)
const next = (code: number) => (code === 32 ? 32 : code + 1)

function inFont(font: string, objects: Record<number, PdfObject> = {}, content = `(${shown}) Tj`): PageIngredients {
  return {
    content: `BT /F2 11 Tf 72 600 Td ${content} ET`,
    objects: {
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R /F2 10 0 R >> >> /Contents 4 0 R >>',
      10: font,
      ...objects,
    },
  }
}

const composite = (more: string) =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /Zz /Encoding /Identity-H /DescendantFonts [12 0 R] ${more} >>`
const inner = (more = '') =>
  `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Zz /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ${more} >>`
const glyphs = '<00010002000300040005000600070008> Tj'
const codes = [1, 2, 3, 4, 5, 6, 7, 8]

/** A TrueType font that contains only the table of letters: glyph 1 is called a, and so on. */
function trueType(): Buffer {
  const group = [0x61, 0x68, 1]
  const subtable = Buffer.alloc(28)
  subtable.writeUInt16BE(12, 0)
  subtable.writeUInt32BE(28, 4)
  subtable.writeUInt32BE(1, 12)
  for (const [n, value] of group.entries()) subtable.writeUInt32BE(value, 16 + n * 4)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(1, 2)
  head.writeUInt16BE(3, 4)
  head.writeUInt16BE(10, 6)
  head.writeUInt32BE(12, 8)
  const directory = Buffer.alloc(28)
  directory.writeUInt32BE(0x1_0000, 0)
  directory.writeUInt16BE(1, 4)
  directory.write('cmap', 12)
  directory.writeUInt32BE(28, 20)
  directory.writeUInt32BE(40, 24)
  return Buffer.concat([directory, head, subtable])
}

const type3 = (names: string) =>
  `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /FirstChar 97 /LastChar 102 /Widths [9 9 9 9 9 9] /Encoding << /Differences [97 ${names}] >> /CharProcs << >> >>`
const picture = (matrix: string, width = 800, height = 1100): PageIngredients => ({
  resources: '/XObject << /Im1 11 0 R >>',
  content: `q ${matrix} cm /Im1 Do Q`,
  objects: {
    11: {
      dictionary: `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8 /ColorSpace /DeviceGray`,
      bytes: Buffer.alloc(width * height, 255),
    },
  },
})
const withoutText = (ingredients: PageIngredients): PageIngredients => ({
  ...ingredients,
  objects: { ...ingredients.objects, 4: { dictionary: '', bytes: ingredients.content ?? '' } },
})
const helvetica = '/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding'

describe('a page is reported as unreadable', () => {
  test.each<[string, PageIngredients]>([
    [
      'whose font maps its glyphs to other letters',
      inFont(`<< ${helvetica} /ToUnicode 11 0 R >>`, { 11: table(next, latin) }),
    ],
    [
      'whose glyph names contradict the table of letters',
      inFont(
        `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [1 /Z /e /b /u /l /o /n] >> /ToUnicode 11 0 R >>`,
        { 11: table((code) => code + 96, [1, 2, 3, 4, 5, 6, 7]) },
        String.raw`(\001\002\003\004\005\006\007) Tj`,
      ),
    ],
    ['whose font numbers its letters and has no table', inFont(composite(''), { 12: inner() }, glyphs)],
    [
      'whose table contains only private-use characters',
      inFont(composite('/ToUnicode 11 0 R'), { 11: table((code) => 0xe000 + code, codes, 4), 12: inner() }, glyphs),
    ],
    [
      'whose table has one letter for all glyphs',
      inFont(composite('/ToUnicode 11 0 R'), { 11: table(() => 0x61, codes, 4), 12: inner() }, glyphs),
    ],
    [
      'whose font file has other letters than its table',
      inFont(
        composite('/ToUnicode 11 0 R'),
        {
          11: table((code) => 0x6f + code, codes, 4),
          12: inner('/CIDToGIDMap /Identity /FontDescriptor 13 0 R'),
          13: '<< /Type /FontDescriptor /FontName /Zz /Flags 4 /FontFile2 14 0 R >>',
          14: { dictionary: '', bytes: trueType() },
        },
        glyphs,
      ),
    ],
    ['whose letters are drawings without names', inFont(type3('/q1 /q2 /q3 /q4 /q5 /q6'), {}, '(abcdefabcdef) Tj')],
    [
      'whose letters were replaced by others',
      {
        content: `BT /F1 9 Tf 72 600 Td (Gur svefg cneg bs gur cncre gung vf nobhg gur gbegher bs cevfbaref unf orra rapbqrq guvf jnl, naq abobql pna ernq vg) Tj ET`,
      },
    ],
    ['that is a picture only', withoutText(picture('595 0 0 842 0 0'))],
    [
      'that is a picture in two rotated pieces',
      withoutText({
        ...picture('0 421 595 0 0 0'),
        content: 'q 0 421 595 0 0 0 cm /Im1 Do Q q 595 0 0 421 0 421 cm /Im1 Do Q',
      }),
    ],
    [
      'whose letters are curves',
      withoutText({ content: 'q 10 0 m '.padEnd(9 + 400 * 18, '1 2 3 4 5 6 c 7 8 l ') + 'f Q' }),
    ],
  ])('%s', async (_, ingredients) => {
    expect(await looks(ingredients)).toEqual(unread)
  })
})

describe('a page is not reported as unreadable', () => {
  test.each<[string, PageIngredients]>([
    ['an ordinary page', {}],
    [
      'a page whose font maps its glyphs correctly',
      inFont(`<< ${helvetica} /ToUnicode 11 0 R >>`, { 11: table((code) => code, latin) }),
    ],
    [
      'a page in small capitals',
      inFont(`<< ${helvetica} /ToUnicode 11 0 R >>`, {
        11: table((code) => (code > 96 && code < 123 ? code - 32 : code), latin),
      }),
    ],
    [
      'a bullet in a font without a table',
      inFont(composite(''), { 12: inner() }, '<0001> Tj 0 -20 Td <0001> Tj 0 -20 Td <0002> Tj'),
    ],
    ['an empty page', withoutText({ content: '' })],
    ['a small picture and nothing else', withoutText(picture('30 0 0 30 0 0', 20, 20))],
    ['a table with rules', { content: '0 0 m 9 9 l S '.repeat(200) }],
  ])('%s', async (_, ingredients) => {
    expect(await looks(ingredients)).toEqual(fine)
  })

  test('a page with text and a photograph is read, and is marked because the photograph may contain text', async () => {
    expect(await looks(picture('300 0 0 300 100 200'))).toEqual({ unread: [], pictured: [1] })
  })

  test('a page whose letters are drawings named after letters is read, and is marked', async () => {
    expect(await looks(inFont(type3('/a /b /c /d /e /f'), {}, '(abcdefabcdef) Tj'))).toEqual({
      unread: [],
      pictured: [1],
    })
  })
})

test.each([
  'The interviews were held in the rehabilitation centre, and eleven people took part in them over two years of treatment.',
  'Les entretiens ont eu lieu au centre de réadaptation, et onze personnes y ont participé pendant deux ans de traitement.',
  'Las entrevistas se realizaron en el centro de rehabilitación y once personas participaron en ellas durante dos años.',
  'Die Gespräche fanden im Behandlungszentrum statt, und elf Menschen nahmen über zwei Jahre der Behandlung daran teil.',
  'Görüşmeler rehabilitasyon merkezinde yapıldı ve iki yıl süren tedavi boyunca on bir kişi bunlara katıldı, sonra bitti.',
  'Wywiady odbyły się w ośrodku rehabilitacji, a jedenaście osób uczestniczyło w nich przez dwa lata leczenia i opieki.',
  'Haastattelut pidettiin kuntoutuskeskuksessa, ja niihin osallistui yksitoista ihmistä kahden vuoden hoidon aikana.',
  'Mahojiano yalifanyika katika kituo cha urekebishaji, na watu kumi na mmoja walishiriki kwa miaka miwili ya matibabu.',
  'جرت المقابلات في مركز إعادة التأهيل وشارك فيها أحد عشر شخصا على مدى عامين من العلاج.',
  'Интервью проводились в реабилитационном центре, и в них приняли участие одиннадцать человек в течение двух лет.',
  'YYMMDDhhmmssZ YYYYMMDDhhmmss.sZ xx xx xx xx 7e 00 06 xx xx xx xx 10 04 xx xx xx xx 7e hhmm hhmm mmss hhmmss xx xx yy zz xx xx xx xx',
  'DOI 10.1136/bmj.n71 CI 95% OR 1.23 (0.98-1.54) p < 0.05 PTSD HTQ HSCL-25 SD 4.2',
])('%s is recognised as text', (text) => {
  expect(isPlausible(text)).toBe(true)
})

test.each([
  'Gur vagreivrjf jrer uryq va gur erunovyvgngvba prager, naq ryrira crbcyr gbbx cneg va gurz bire gjb lrnef bs gerngzrag.',
  'Xli mrxivzmiaw aivi liph mr xli vilefmpmxexmsr girxvi, erh ipizir tistpi xsso tevx mr xliq sziv xas cievw sj xviexqirx.',
  '\ue001\ue002\ue003\ue004 \ue005\ue006\ue007\ue008 \ue009\ue00a\ue00b\ue00c \ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008',
])('%s is not recognised as text', (text) => {
  expect(isPlausible(text)).toBe(false)
})
