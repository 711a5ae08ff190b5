import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { cleanPdf } from '../../workers/manuscripts/formats/pdf/clean-pdf.ts'
import { asciiEightyFive, asciiHex, lzw, runLength } from '../../workers/manuscripts/formats/pdf/decoders.ts'
import { guardPdf } from '../../workers/manuscripts/formats/pdf/guard-pdf.ts'
import { Lexer } from '../../workers/manuscripts/formats/pdf/lexer.ts'
import { Name, Ref, Text } from '../../workers/manuscripts/formats/pdf/objects.ts'
import { unpredicted } from '../../workers/manuscripts/formats/pdf/predictors.ts'
import { pdf } from '../corpus/make/pdf.ts'
import { survivors } from '../corpus/inflate.ts'
import { linesOf } from '../corpus/text.ts'

const lines = ['Rest and recovery', 'Eleven people spoke of sleep & of waking.']
const read = (written: string) => new Lexer(Buffer.from(written, 'latin1')).read()
const cleaned = async (bytes: Buffer) => (await cleanPdf(bytes)).bytes

describe('objects are read as viewers read them', () => {
  test.each([
    ['12', 12],
    ['-.5', -0.5],
    ['--3', -3],
    ['4.', 4],
    ['1.2.3', 1.2],
    ['12 0 R', new Ref(12)],
    ['/A#20b', new Name('A b')],
    ['(a(b)\\)\\101\\\r\nc)', new Text(Buffer.from('a(b))Ac'))],
    ['<4 1 4>', new Text(Buffer.from('A@'))],
    ['[1 nonsense 2]', [1, 2]],
    ['[1 2 endobj', [1, 2]],
    ['<</A 1/B/C>>', new Map<string, unknown>(Object.entries({ A: 1, B: new Name('C') }))],
    ['<</A 1 endobj', new Map([['A', 1]])],
  ])('%s', (written, object) => {
    expect(read(written)).toEqual(object)
  })

  test('nesting has a limit', () => {
    expect(() => read('['.repeat(100_000))).toThrow('damaged')
  })
})

test.each([
  ['hexadecimal', asciiHex(Buffer.from('48 65 6C 6c 6F>rest'))],
  ['base 85', asciiEightyFive(Buffer.from('87cURD]~>rest'))],
  ['runs', runLength(Buffer.from([1, 72, 101, 255, 108, 0, 111, 128, 9]))],
  ['LZW', lzw(packedHello(), 1)],
])('%s unpack to the original bytes', (_, bytes) => {
  expect(bytes.toString()).toBe('Hello')
})

/** Codes of nine bits: the clear code, the letters, the end code. */
function packedHello(): Buffer {
  const bits = [256, ...Buffer.from('Hello'), 257].map((code) => code.toString(2).padStart(9, '0')).join('')
  return Buffer.from(bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)) ?? [])
}

test.each([
  [8, 3, [10, 20, 30, 1, 1, 1, 255, 0, 2], [10, 20, 30, 11, 21, 31, 10, 21, 33]],
  [4, 1, [0x12, 0x30], [0x13, 0x60]],
  [16, 1, [0, 255, 0, 1, 0, 0], [0, 255, 1, 0, 1, 0]],
])('differences of %i bits in %i colours are summed up', (bits, colours, packed, samples) => {
  const given: Record<string, number> = { Predictor: 2, BitsPerComponent: bits, Colors: colours, Columns: 3 }
  expect([...unpredicted(Buffer.from(packed), (key, otherwise) => given[key] ?? otherwise)]).toEqual(samples)
})

describe('a file protected by an owner password', () => {
  test.each(['RC4-40', 'RC4-128', 'AES-128', 'AES-256'] as const)('is opened and cleaned: %s', async (algorithm) => {
    const restricted = await locked({ algorithm, ownerPassword: 'Zzqx-owner' })
    expect((await guardPdf(restricted)).kind).toBe('pdf')
    expect(await linesOf(await cleaned(restricted), 'pdf')).toEqual(lines)
  })

  test.each(['RC4-128', 'AES-256'] as const)(
    'is refused when reading it requires a password: %s',
    async (algorithm) => {
      await expect(guardPdf(await locked({ algorithm, userPassword: 'secret' }))).rejects.toThrow('encrypted')
      await expect(cleaned(await locked({ algorithm, userPassword: 'secret' }))).rejects.toThrow('encrypted')
    },
  )
})

async function locked(how: Parameters<PDFDocument['encrypt']>[0]): Promise<Buffer> {
  const document = await PDFDocument.load(pdf())
  document.encrypt({ ...how, allowWeakCryptography: true })
  return Buffer.from(await document.save())
}

describe('the file decides which version of an object counts', () => {
  test('an object that a later revision deleted stays deleted', async () => {
    const revised = pdf({
      page: '/Annots [10 0 R]',
      objects: { 10: '<< /Subtype /FreeText /Rect [0 0 99 20] /Contents (Zzqx deleted) >>' },
      revision: { objects: {}, freed: [10] },
    })
    expect(await linesOf(await cleaned(revised), 'pdf')).toEqual(lines)
  })

  test('a file without its cross-reference table is searched for objects', async () => {
    const whole = pdf({ packed: true })
    const cut = whole.subarray(0, whole.lastIndexOf('startxref'))
    expect(await linesOf(await cleaned(cut), 'pdf')).toEqual(lines)
  })
})

test('the same file always gives the same copy, and the copy of a copy is identical', async () => {
  const copy = await cleaned(pdf())
  expect(await cleaned(pdf())).toEqual(copy)
  expect(await cleaned(copy)).toEqual(copy)
})

test('entered text is still read after the form is removed', async () => {
  const document = await PDFDocument.load(pdf())
  const [page] = document.getPages()
  if (page === undefined) throw new Error('the base page is missing')
  const field = document.getForm().createTextField('Zzqx.author')
  field.setText('Forty-two days')
  field.addToPage(page, { x: 72, y: 600, width: 200, height: 20 })
  const copy = await cleanPdf(Buffer.from(await document.save()))
  expect(copy.removed).toContain('form_data')
  expect(await linesOf(copy.bytes, 'pdf')).toEqual([...lines, 'Forty-two days'])
  expect(survivors(copy.bytes, ['Zzqx.author', 'Zzqx'])).toEqual([])
})
