import { describe, expect, test } from 'vitest'
import { cleanPdf } from '../../workers/manuscripts/formats/pdf/clean-pdf.ts'
import { read } from '../../workers/manuscripts/text/read.ts'
import { hexText, pdf, type PdfObject } from '../corpus/make/pdf.ts'

// The text that an author enters into a form, or writes over a page, stays readable in the copy, in every script. A filled-in form is never
// the reason why a file is held.

interface Filled {
  readonly field?: string
  readonly form?: string
  readonly objects?: Readonly<Record<number, PdfObject>>
}

const withForm = ({ field = '', form = '', objects = {} }: Filled): Buffer =>
  pdf({
    catalog: `/AcroForm << /Fields [10 0 R] /DA (/Helv 11 Tf 0 g) ${form} >>`,
    page: '/Annots [10 0 R]',
    objects: { 10: `<< /Type /Annot /Subtype /Widget /T (answer) /Rect [72 600 372 640] ${field} >>`, ...objects },
  })

/** The appearance of a field that the file itself contains. */
const drawn = (text: string, font = '/F1'): PdfObject => ({
  dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 300 40] /Resources << /Font << /F1 5 0 R >> >>',
  bytes: `/Tx BMC BT ${font} 11 Tf 2 12 Td (${text}) Tj ET EMC`,
})

async function shown(bytes: Buffer): Promise<string> {
  const { bytes: copy } = await cleanPdf(bytes)
  expect((await cleanPdf(copy)).bytes.equals(copy)).toBe(true)
  const { passages } = await read(copy, 'pdf')
  return passages
    .map(({ text }) => text)
    .join(' ')
    .normalize('NFKC')
    .replaceAll(/\s+/g, ' ')
}

const removedFrom = async (bytes: Buffer) => (await cleanPdf(bytes)).removed

/** The scripts of the journal's authors. Only the first answer consists of the Latin letters that every viewer has. */
const scripts = {
  English: 'As it was told',
  Turkish: 'Şahin açıklaması İğdır',
  Polish: 'Zażółć gęślą jaźń',
  Vietnamese: 'Trường hợp của người tị nạn',
  Greek: 'Η απάντηση των ανθρώπων',
  Russian: 'Ответ на вопрос',
  Armenian: 'Պատասխան հարցին',
  Georgian: 'პასუხი კითხვაზე',
  Hebrew: 'תשובה לשאלה',
  Arabic: 'الإجابة عن السؤال',
  Persian: 'پاسخ به پرسش',
  Chinese: '关于问题的回答',
  Japanese: '質問への答えです',
  Korean: '질문에 대한 대답',
} as const

/** Letters without spaces: scripts without spaces are read as lines. */
const lettersOf = (text: string) => text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '')

describe.each(Object.entries(scripts))('an answer in %s', (_, answer) => {
  test.each<[string, Buffer]>([
    [
      'in a field drawn by the viewer',
      withForm({ field: `/FT /Tx /V ${hexText(answer)}`, form: '/NeedAppearances true' }),
    ],
    ['in a field without an appearance', withForm({ field: `/FT /Tx /V ${hexText(answer)}` })],
    [
      'in a field whose appearance shows an older value',
      withForm({ field: `/FT /Tx /V ${hexText(answer)} /AP << /N 11 0 R >>`, objects: { 11: drawn('Old words') } }),
    ],
    [
      'in a field of several lines',
      withForm({ field: `/FT /Tx /Ff 4096 /V ${hexText(`${answer}\r${answer}`)} /DA (/Nowhere 0 Tf 0 0 1 rg)` }),
    ],
    [
      'in a drop-down list',
      withForm({ field: `/FT /Ch /Ff 131072 /Opt [[(a) ${hexText(answer)}] [(b) (No)]] /V (a)` }),
    ],
    ['in a list', withForm({ field: `/FT /Ch /Opt [${hexText(answer)} (No)] /V [${hexText(answer)}]` })],
    ['in boxes for letters', withForm({ field: `/FT /Tx /Ff 16777216 /MaxLen 40 /V ${hexText(answer)}` })],
    [
      'in a text annotation',
      pdf({
        page: '/Annots [10 0 R]',
        objects: { 10: `<< /Type /Annot /Subtype /FreeText /Rect [72 500 372 540] /Contents ${hexText(answer)} >>` },
      }),
    ],
    [
      'in a text annotation with rich text',
      pdf({
        page: '/Annots [10 0 R]',
        objects: {
          10: `<< /Type /Annot /Subtype /FreeText /Rect [72 500 372 540] /RC ${hexText(`<body><p>${answer}</p></body>`)} >>`,
        },
      }),
    ],
  ])('%s is read in the copy', async (_where, bytes) => {
    expect(lettersOf(await shown(bytes))).toContain(lettersOf(answer))
    expect(await removedFrom(bytes)).not.toContain('form_letters')
  })
})

describe('An appearance that the file contains', () => {
  const own = drawn('Told in the morning')

  test.each<[string, string]>([
    ['shows the entered text', '/V (Told in the morning)'],
    ['belongs to a field without a value', ''],
    ['shows a formatted number or date', '/V (0.25) /AA << /F << /S /JavaScript /JS (f) >> >>'],
  ])('stays when it %s', async (_, value) => {
    const bytes = withForm({ field: `/FT /Tx ${value} /AP << /N 11 0 R >>`, objects: { 11: own } })
    expect(await shown(bytes)).toContain('Told in the morning')
  })

  test('is replaced by the entered text, which appears once', async () => {
    const field = '/FT /Tx /V (Told at night) /AP << /N 11 0 R >>'
    for (const form of ['', '/NeedAppearances true']) {
      const text = await shown(withForm({ field, form, objects: { 11: own } }))
      expect(text).toContain('Told at night')
      expect(text).not.toContain('morning')
    }
  })

  test('stays below the answer when it is only a frame', async () => {
    const frame: PdfObject = { dictionary: '/Subtype /Form /BBox [0 0 300 40]', bytes: '0.9 g 0 0 300 40 re f' }
    const field = '/FT /Tx /V (Told at night) /AP << /N 11 0 R >>'
    const { bytes } = await cleanPdf(withForm({ field, objects: { 11: frame } }))
    expect((await read(bytes, 'pdf')).passages.some(({ text }) => text.includes('Told at night'))).toBe(true)
  })

  test('stays, and this is reported, when no installed typeface has the letters', async () => {
    const answer = hexText('นี่คือคำตอบ')
    const kept = withForm({ field: `/FT /Tx /V ${answer} /AP << /N 11 0 R >>`, objects: { 11: own } })
    expect(await shown(kept)).toContain('Told in the morning')
    expect(await removedFrom(kept)).toContain('form_letters')
    // The glyphs are boxes; their text can be extracted.
    const bare = withForm({ field: `/FT /Tx /V ${answer}` })
    expect(lettersOf(await shown(bare))).toContain(lettersOf('นี่คือคำตอบ'))
    expect(await removedFrom(bare)).toContain('form_letters')
  })

  test('stays for a note that its author drew', async () => {
    const note = `<< /Type /Annot /Subtype /FreeText /Rect [72 500 372 540] /Contents (Other words) /AP << /N 11 0 R >> >>`
    const text = await shown(pdf({ page: '/Annots [10 0 R]', objects: { 10: note, 11: own } }))
    expect(text).toContain('Told in the morning')
    expect(text).not.toContain('Other words')
  })
})

describe('A check box or button', () => {
  const states = (on: string) => `/AP << /N << /${on} 11 0 R /Off 12 0 R >> >>`
  const objects = { 11: drawn('switched on'), 12: drawn('switched off') }

  test.each<[string, string, string]>([
    ['that is on', `/FT /Btn /V /Yes /AS /Yes ${states('Yes')}`, 'switched on'],
    ['that is off', `/FT /Btn /V /Off /AS /Off ${states('Yes')}`, 'switched off'],
    ['without a state', `/FT /Btn ${states('Yes')}`, 'switched off'],
    ['that is on, with the appearance of off', `/FT /Btn /V /Yes /AS /Off ${states('Yes')}`, 'switched on'],
    ['that is on, without an appearance state', `/FT /Btn /V /Yes ${states('Yes')}`, 'switched on'],
    ['that is the selected button of a group', `/FT /Btn /Ff 32768 /V /b /AS /Off ${states('b')}`, 'switched on'],
    ['that is not the selected button of a group', `/FT /Btn /Ff 32768 /V /a /AS /b ${states('b')}`, 'switched off'],
  ])('%s', async (_, field, expected) => {
    expect(await shown(withForm({ field, objects }))).toContain(expected)
  })

  test('without an appearance shows its mark when it is on', async () => {
    const marked = async (field: string) => {
      const { bytes } = await cleanPdf(withForm({ field }))
      return bytes.includes('ZapfDingbats') || (await drawnFonts(bytes)).includes('ZapfDingbats')
    }
    expect(await marked('/FT /Btn /AS /Yes')).toBe(true)
    expect(await marked('/FT /Btn /V /Yes')).toBe(true)
    expect(await marked('/FT /Btn /AS /Off')).toBe(false)
    expect(await marked('/FT /Btn')).toBe(false)
  })
})

async function drawnFonts(bytes: Buffer): Promise<string> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(bytes)
  return document.context
    .enumerateIndirectObjects()
    .map(([, object]) => String(object))
    .join('\n')
}

test('a long answer is completely in the copy, whatever the size of its field', async () => {
  const words = Array.from({ length: 300 }, (_, n) => `слово${n}`)
  const text = await shown(withForm({ field: `/FT /Tx /Ff 4096 /V ${hexText(words.join(' '))} /DA (/Helv 14 Tf 0 g)` }))
  const letters = lettersOf(text)
  expect(words.filter((word) => !letters.includes(word))).toEqual([])
})

test('a hidden answer is not drawn', async () => {
  expect(await shown(withForm({ field: '/FT /Tx /Ff 8192 /V (secret)' }))).not.toContain('secret')
  expect(await shown(withForm({ field: '/FT /Tx /F 2 /V (hidden)' }))).not.toContain('hidden')
})

test('a file with answers in Latin letters embeds no typeface of ours, other files embed only the letters in use', async () => {
  const sizeOf = async (answer: string) =>
    (await cleanPdf(withForm({ field: `/FT /Tx /V ${hexText(answer)}` }))).bytes.length
  const plain = await sizeOf('As it was told')
  expect(plain).toBeLessThan(2500)
  for (const answer of Object.values(scripts)) expect((await sizeOf(answer)) - plain).toBeLessThan(20_000)
})
