import sharp from 'sharp'
import { describe, expect, test, type TestContext } from 'vitest'
import { cleanPdf } from '../../workers/manuscripts/formats/pdf/clean-pdf.ts'
import { lookedAt } from '../../workers/manuscripts/pipeline/unread.ts'
import { inProcessToolchain } from '../../workers/manuscripts/in-process-toolchain.ts'
import { read } from '../../workers/manuscripts/text/read.ts'
import { withSeen } from '../../workers/manuscripts/text/ocr-pages.ts'
import type { Reading } from '../../workers/manuscripts/shapes.ts'
import { findTools, missing } from '../../workers/manuscripts/tools/found.ts'
import { seenOn, type Seeing } from '../../workers/manuscripts/tools/ocr.ts'
import { pdf } from '../corpus/make/pdf.ts'

const tools = await findTools()
for (const sentence of missing(tools))
  if (/tesseract|poppler/.test(sentence)) console.warn(`SKIPPED what needs it: ${sentence}`)

function seeing({ skip }: TestContext): Seeing | null {
  const { pdftoppm, tesseract } = tools
  if (pdftoppm !== null && tesseract !== null) return { pdftoppm, tesseract }
  skip('tesseract or pdftoppm is not on this machine')
  return null
}

/** A scanned page that shows these lines. */
async function scan(lines: readonly string[]): Promise<Buffer> {
  const words = lines.map(
    (line, n) =>
      `<text x="100" y="${200 + n * 60}" font-family="DejaVu Sans, Helvetica, sans-serif" font-size="36">${line}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1240" height="1754"><rect width="100%" height="100%" fill="white"/>${words.join('')}</svg>`
  return sharp(Buffer.from(svg)).greyscale().raw().toBuffer()
}

async function scanned(lines: readonly string[]): Promise<Buffer> {
  return pdf({
    resources: '/XObject << /Im1 11 0 R >>',
    objects: {
      4: { dictionary: '', bytes: 'q 595 0 0 842 0 0 cm /Im1 Do Q' },
      11: {
        dictionary:
          '/Type /XObject /Subtype /Image /Width 1240 /Height 1754 /BitsPerComponent 8 /ColorSpace /DeviceGray',
        bytes: await scan(lines),
      },
    },
  })
}

const lines = ['The interviews were led by', 'Zebulon Quixwhistle and were', 'held in the rehabilitation centre.']
const next = Array.from({ length: 95 }, (_, n) => n + 32)
  .map((code) => `<${code.toString(16)}> <00${(code === 32 ? 32 : code + 1).toString(16)}>`)
  .join('\n')
const lying = () =>
  pdf({
    content: 'BT /F2 16 Tf 72 600 Td (The interviews were led by Zebulon Quixwhistle) Tj ET',
    objects: {
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R /F2 10 0 R >> >> /Contents 4 0 R >>',
      10: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 11 0 R >>',
      11: { dictionary: '', bytes: `95 beginbfchar\n${next}\nendbfchar` },
    },
  })

describe('with tesseract installed', () => {
  test.for([
    ['a scan', () => scanned(lines)],
    ['a page whose font maps its glyphs to other letters', async () => lying()],
  ] as const)('%s is read from its picture, and its place is reported', async ([, make], context) => {
    const found = seeing(context)
    if (found === null) return
    const { bytes } = await cleanPdf(await make())
    const reading = await read(bytes, 'pdf')
    expect(reading.unread).toEqual([1])
    const ocr = (file: Buffer, pages: readonly number[]) => seenOn(found, file, pages)
    const looked = await lookedAt(reading, bytes, { ...inProcessToolchain, ocr })
    expect(looked.notes).toEqual(['read_from_pictures'])
    expect(looked.reading.unread).toBeUndefined()
    const [first] = looked.reading.passages
    expect(first).toMatchObject({ place: 'picture', page: 1 })
    expect(first?.text).toContain('Zebulon Quixwhistle')
  })

  test('it skips pages that do not exist', async (context) => {
    const found = seeing(context)
    if (found === null) return
    expect([...(await seenOn(found, await scanned(lines), [1, 7])).keys()]).toEqual([1])
  })
})

test('without tesseract such pages stay unread, and this is noted', async () => {
  const { bytes } = await cleanPdf(await scanned(lines))
  const looked = await lookedAt(await read(bytes, 'pdf'), bytes, inProcessToolchain)
  expect(looked).toMatchObject({ reading: { unread: [1] }, notes: ['text_unreadable'] })
})

test('pages also stay unread when the program fails', async () => {
  const { bytes } = await cleanPdf(await scanned(lines))
  const ocr = () => Promise.reject(new Error('it does not start'))
  expect((await lookedAt(await read(bytes, 'pdf'), bytes, { ...inProcessToolchain, ocr })).notes).toEqual([
    'text_unreadable',
  ])
})

describe('text recognised in a picture', () => {
  const reading: Reading = {
    passages: [{ kind: 'paragraph', page: 2, text: 'Eleven people spoke of sleep.' }],
    language: 'en',
    words: 5,
    sections: [],
    references: [],
    figures: 0,
    tables: 0,
    pictured: [2],
  }

  test('is reported for a page with text only if its words differ from that text', () => {
    const seen = withSeen(reading, new Map([[2, 'Eleven people spoke\nof sleep.\nPhoto: Zebulon Quix-\nwhistle\n']]))
    expect(seen.passages[0]).toEqual({
      kind: 'paragraph',
      page: 2,
      text: 'Photo: Zebulon Quixwhistle',
      place: 'picture',
    })
    expect(seen.passages).toHaveLength(2)
  })

  test('is ignored when it is too short, or when letters of another script were recognised as Latin letters', () => {
    const unread = { ...reading, unread: [1], pictured: [] }
    expect(withSeen(unread, new Map([[1, 'ab 12']])).unread).toEqual([1])
    const nonsense =
      'xkqvj vzjwk wqxzf zzkqp jvqxw xwkzj qzxvk kvjqz zqwxk xjkvq vqzjw wkxqz jzqvk vkwjx xqjzw zkvqj wjxkq qkzvw vxwqj jqkzx'
    expect(withSeen(unread, new Map([[1, nonsense]])).unread).toEqual([1])
  })
})
