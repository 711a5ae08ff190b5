import { expect, test } from 'vitest'
import { cleanBmp } from '../../workers/manuscripts/formats/drawings/bmp.ts'
import { cleanEmf } from '../../workers/manuscripts/formats/drawings/emf.ts'
import { cleanMedia, placeholder } from '../../workers/manuscripts/formats/package/media.ts'
import { cleanText } from '../../workers/manuscripts/formats/text/plain-text.ts'
import { cleanSvm } from '../../workers/manuscripts/formats/drawings/svm.ts'
import { cleanWmf } from '../../workers/manuscripts/formats/drawings/wmf.ts'

const words = (...numbers: readonly number[]) => Buffer.from(Uint32Array.from(numbers).buffer)
const record = (type: number, content: Buffer) => Buffer.concat([words(type, 8 + content.length), content])
const line = record(54, words(9, 9))

function emfOf(...records: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(88 + 16)
  header.writeUInt32LE(1, 0)
  header.writeUInt32LE(header.length, 4)
  header.writeUInt32LE(0x464d4520, 40)
  header.writeUInt32LE(8, 60)
  header.writeUInt32LE(88, 64)
  header.write('Zzqx App', 88, 'utf16le')
  return Buffer.concat([header, ...records, record(14, words(0, 16, 20))])
}

test('an EMF keeps its lines and loses its description and comments', () => {
  const comment = record(70, Buffer.concat([words(8), Buffer.from('Zzqx say')]))
  const cleaned = cleanEmf(emfOf(comment, line))
  expect(cleaned.includes('Zzqx')).toBe(false)
  expect(cleaned.includes(Buffer.from('Zzqx', 'utf16le'))).toBe(false)
  expect(cleaned.includes(line)).toBe(true)
  expect([cleaned.readUInt32LE(48), cleaned.readUInt32LE(52)]).toEqual([cleaned.length, 3])
  expect(cleanEmf(cleaned).equals(cleaned)).toBe(true)
})

test('an EMF drawn in EMF+ only keeps its drawing, without its comments', () => {
  const plus = (type: number, content: Buffer) =>
    Buffer.concat([Buffer.from([type & 255, type >> 8, 0, 0]), words(12 + content.length, content.length), content])
  const inside = Buffer.concat([
    plus(0x4001, words(1, 2, 3, 4)),
    plus(0x4003, Buffer.from('Zzqx')),
    plus(0x400a, words(7)),
  ])
  const comment = record(70, Buffer.concat([words(4 + inside.length, 0x2b464d45), inside]))
  const cleaned = cleanEmf(emfOf(comment))
  expect(cleaned.includes('Zzqx')).toBe(false)
  expect(cleaned.includes(plus(0x400a, words(7)))).toBe(true)
})

test('a WMF keeps its lines and loses its comments', () => {
  const one = (type: number, content: Buffer) => {
    const head = Buffer.alloc(6)
    head.writeUInt32LE((6 + content.length) / 2, 0)
    head.writeUInt16LE(type, 4)
    return Buffer.concat([head, content])
  }
  const header = Buffer.from([1, 0, 9, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  const drawn = one(0x0213, Buffer.from([9, 0, 9, 0]))
  const comment = one(0x0626, Buffer.concat([Buffer.from([15, 0, 8, 0]), Buffer.from('Zzqx say')]))
  const cleaned = cleanWmf(Buffer.concat([header, comment, drawn, one(0, Buffer.alloc(0))]))
  expect(cleaned.includes('Zzqx')).toBe(false)
  expect(cleaned.includes(drawn)).toBe(true)
  expect(cleaned.readUInt32LE(6) * 2).toBe(cleaned.length)
})

test('a BMP keeps its pixels and loses its profile and the bytes between its parts', () => {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(1, 4)
  header.writeInt32LE(1, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(24, 14)
  const start = Buffer.alloc(14)
  start.write('BM', 0, 'latin1')
  start.writeUInt32LE(62, 10)
  const bytes = Buffer.concat([start, header, Buffer.from('Zzqx 123'), Buffer.from([1, 2, 3, 0]), Buffer.from('Zzqx')])
  const cleaned = cleanBmp(bytes)
  expect(cleaned.length).toBe(58)
  expect(cleaned.subarray(54)).toEqual(Buffer.from([1, 2, 3, 0]))
})

test('a LibreOffice metafile keeps its lines and loses its comments', () => {
  const block = (content: Buffer) => {
    const head = Buffer.alloc(6)
    head.writeUInt16LE(1, 0)
    head.writeUInt32LE(content.length, 2)
    return Buffer.concat([head, content])
  }
  const action = (type: number, content: Buffer) =>
    Buffer.concat([Buffer.from([type & 255, type >> 8]), block(content)])
  const header = block(Buffer.concat([words(0), block(Buffer.alloc(27)), words(5, 5, 2)]))
  const drawn = action(102, words(1, 2, 3, 4))
  const cleaned = cleanSvm(Buffer.concat([Buffer.from('VCLMTF'), header, action(512, Buffer.from('Zzqx')), drawn]))
  expect(cleaned.includes('Zzqx')).toBe(false)
  expect(cleaned.subarray(-drawn.length).equals(drawn)).toBe(true)
  expect(cleaned.readUInt32LE(57)).toBe(1)
})

test('an SVG drawing is replaced by a rendered picture; a placeholder replaces a format that cannot be inspected', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><title>Zzqx</title><rect width="4" height="4"/></svg>'
  expect(await cleanMedia(Buffer.from(svg))).toMatchObject({ extension: 'png', removed: [] })
  const bomb = `<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${svg}`
  expect(await cleanMedia(Buffer.from(bomb))).toBe(placeholder)
  expect(await cleanMedia(Buffer.from('Zzqx'))).toBe(placeholder)
})

test('an SVG drawing is rendered without the text that names somebody', async () => {
  const drawing = (...texts: string[]) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">${texts.map((text) => `<text x="1" y="20">${text}</text>`).join('')}</svg>`,
    )
  const isNamed = (text: string) => /zebulon\s?quixwhistle/i.test(text)
  const empty = await cleanMedia(drawing(), isNamed)
  const named = ['Zebulon Quixwhistle', 'by Zebulon <tspan dy="3">Quix</tspan>whistle', '&#90;ebulon&#x20;Quixwhistle']
  for (const texts of [...named.map((name) => [name]), Array.from('ZebulonQuixwhistle'), ['Zebulon', 'Quixwhistle']]) {
    const cleaned = await cleanMedia(drawing(...texts), isNamed)
    expect(cleaned.removed, texts.join('|')).toEqual(['names_in_drawings'])
    expect(cleaned.bytes.equals(empty.bytes), texts.join('|')).toBe(true)
  }
  expect(await cleanMedia(drawing('Households'), isNamed)).toMatchObject({ removed: [] })
})

test('plain text in any encoding becomes UTF-8 with uniform line ends', () => {
  const plain = 'Gülşah\nσ\n'
  expect(cleanText(Buffer.from('\ufeffGülşah\r\nσ\r')).toString()).toBe(plain)
  expect(cleanText(Buffer.from('\ufeffGülşah\r\nσ\n', 'utf16le')).toString()).toBe(plain)
  expect(cleanText(Buffer.from('caf\xe9 \x07=1+1', 'latin1')).toString()).toBe('café =1+1')
  expect(() => cleanText(Buffer.from([1, 0, 0, 0, 0, 2]))).toThrow('wrong_type')
  expect(() => cleanText(Buffer.alloc(0))).toThrow('empty')
})
