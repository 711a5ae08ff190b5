import { crc32, deflateSync } from 'node:zlib'
import { type Field, long, short, tiffBlock } from './exif.ts'

// Eight by six pixels in every format, and room in each for what should not be there.

const baseJpeg = Buffer.from(
  '/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREy' +
    'YVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAGAAgDASIAAhEBAxEB/8QAFQAB' +
    'AQAAAAAAAAAAAAAAAAAAAAL/xAAbEAACAwEBAQAAAAAAAAAAAAABAgMRMQAhUf/EABUBAQEAAAAAAAAAAAAAAAAAAAIE/8QAGhEAAgIDAAAAAA' +
    'AAAAAAAAAAAQIAEQMEIf/aAAwDAQACEQMRAD8AmZFigjhSNVsAsNB8TzPjqMqrGAh3OclJCipVrY0YMWF9n//Z',
  'base64',
)
const webpPixels = Buffer.from('LwdAAQDNZUT/A2TSNmqqr2/9s2sKZntKYgJYdtwA', 'base64')

export function segment(marker: number, body: Buffer | string): Buffer {
  const content = typeof body === 'string' ? Buffer.from(body, 'utf8') : body
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** A photograph with these segments before its tables and these bytes after its end. */
export function jpeg(segments: readonly Buffer[] = [], after: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([baseJpeg.subarray(0, 2), ...segments, baseJpeg.subarray(2), after])
}

export const exifSegment = (...directories: readonly (readonly Field[])[]): Buffer =>
  segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiffBlock(...directories)]))

export const xmpSegment = (packet: string): Buffer => segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${packet}`)

/** Photoshop's resources; `records` are IPTC's (number, text). */
export function iptcSegment(records: readonly (readonly [number, string])[]): Buffer {
  const iim = Buffer.concat(
    records.map(([number, text]) => {
      const body = Buffer.from(text, 'utf8')
      const head = Buffer.from([0x1c, 2, number, 0, 0])
      head.writeUInt16BE(body.length, 3)
      return Buffer.concat([head, body])
    }),
  )
  return segment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0', 'latin1'), resource(0x0404, iim)]))
}

export function resource(id: number, body: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.write('8BIM', 0, 'latin1')
  head.writeUInt16BE(id, 4)
  head.writeUInt32BE(body.length, 8)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

export function chunk(type: string, body: Buffer | string): Buffer {
  const content = Buffer.concat([
    Buffer.from(type, 'latin1'),
    typeof body === 'string' ? Buffer.from(body, 'utf8') : body,
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length - 4)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(content))
  return Buffer.concat([length, content, check])
}

export const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

export function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return chunk('IHDR', header)
}

/** A figure with these chunks before its pixels, these behind them, these bytes after its end, and these after its last row. */
export function png(
  before: readonly Buffer[] = [],
  behind: readonly Buffer[] = [],
  after: Buffer = Buffer.alloc(0),
  belowRows: Buffer = Buffer.alloc(0),
): Buffer {
  const rows = Array.from({ length: 6 }, (_, y) =>
    Buffer.concat([Buffer.alloc(1), pixels.subarray(y * 24, y * 24 + 24)]),
  )
  const body = chunk('IDAT', deflateSync(Buffer.concat([...rows, belowRows])))
  return Buffer.concat([pngSignature, pngHeader(8, 6), ...before, body, ...behind, chunk('IEND', ''), after])
}

const pixels = Buffer.from(Array.from({ length: 8 * 6 * 3 }, (_, i) => (i * 37) % 256))

/** A scan of one page (or more: `furtherDirectories` may hold thumbnails and the like). */
export function tiff(fields: readonly Field[] = [], ...furtherDirectories: readonly (readonly Field[])[]): Buffer {
  return tiffBlock([...tiffPicture(), ...fields], ...furtherDirectories)
}

export function tiffPicture(): readonly Field[] {
  return [
    short(256, 8),
    short(257, 6),
    short(258, 8, 8, 8),
    short(259, 1),
    short(262, 2),
    { tag: 273, type: 4, elsewhere: pixels, value: Buffer.alloc(4) },
    short(277, 3),
    short(278, 6),
    long(279, pixels.length),
  ]
}

/** `flags` of the extended header: 0x08 EXIF, 0x04 XMP, 0x20 ICC. */
export function webp(
  flags: number,
  chunks: readonly (readonly [string, Buffer])[],
  after: Buffer = Buffer.alloc(0),
): Buffer {
  const extended = Buffer.from([flags, 0, 0, 0, 7, 0, 0, 5, 0, 0])
  const first = chunks.filter(([name]) => name === 'ICCP')
  const rest = chunks.filter(([name]) => name !== 'ICCP')
  const all = [['VP8X', extended] as const, ...first, ['VP8L', webpPixels] as const, ...rest]
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...all.map(([name, content]) => riff(name, content))])
  return Buffer.concat([riff('RIFF', body), after])
}

function riff(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 0, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}

export function gif(comment: string): Buffer {
  const text = Buffer.from(comment, 'utf8').subarray(0, 255)
  return Buffer.concat([
    Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0', 'latin1'),
    Buffer.from([0x21, 0xfe, text.length]),
    text,
    Buffer.from('\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b', 'latin1'),
  ])
}

/** An enhanced metafile whose header says who drew it. */
export function emf(description: string): Buffer {
  const text = Buffer.from(`${description}\0\0`, 'utf16le')
  const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4)])
  const head = Buffer.alloc(108)
  head.writeUInt32LE(1, 0)
  head.writeUInt32LE(108 + padded.length, 4)
  for (const [i, value] of [0, 0, 100, 100, 0, 0, 2000, 2000].entries()) head.writeInt32LE(value, 8 + i * 4)
  head.writeUInt32LE(0x464d4520, 40)
  head.writeUInt32LE(0x10000, 44)
  head.writeUInt32LE(108 + padded.length + 20, 48)
  head.writeUInt32LE(2, 52)
  head.writeUInt16LE(1, 56)
  head.writeUInt32LE(description.length + 2, 60)
  head.writeUInt32LE(108, 64)
  for (const [i, value] of [1024, 768, 320, 240].entries()) head.writeInt32LE(value, 72 + i * 4)
  const end = Buffer.alloc(20)
  for (const [i, value] of [14, 20, 0, 16, 20].entries()) end.writeUInt32LE(value, i * 4)
  return Buffer.concat([head, padded, end])
}

/** A colour profile for RGB that works, and says whose it is. */
export function profile(description: string): Buffer {
  const desc = Buffer.concat([
    tagHead('desc'),
    uint32(description.length + 1),
    Buffer.from(`${description}\0`, 'latin1'),
    Buffer.alloc(78),
  ])
  const copyright = Buffer.concat([tagHead('text'), Buffer.from(`Copyright ${description}\0`, 'latin1')])
  const xyz = (...values: readonly number[]) =>
    Buffer.concat([tagHead('XYZ '), ...values.map((value) => uint32(Math.round(value * 65536)))])
  const curve = Buffer.concat([tagHead('curv'), uint32(1), Buffer.from([2, 51, 0, 0])])
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', desc],
    ['cprt', copyright],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.4361, 0.2225, 0.0139)],
    ['gXYZ', xyz(0.3851, 0.7169, 0.0971)],
    ['bXYZ', xyz(0.1431, 0.0606, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  const pieces: Buffer[] = []
  const rows: Buffer[] = []
  let at = 128 + 4 + tags.length * 12
  for (const [name, content] of tags) {
    const padded = Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4)])
    rows.push(Buffer.concat([Buffer.from(name, 'latin1'), uint32(at), uint32(content.length)]))
    pieces.push(padded)
    at += padded.length
  }
  const head = Buffer.alloc(128)
  head.writeUInt32BE(at, 0)
  head.writeUInt32BE(0x02100000, 8)
  head.write('mntrRGB XYZ ', 12, 'latin1')
  head.set([0x07, 0xe3, 0, 7, 0, 23, 0, 11, 0, 47, 0, 9], 24)
  head.write('acsp', 36, 'latin1')
  for (const [i, value] of [0.9642, 1, 0.8249].entries()) head.writeUInt32BE(Math.round(value * 65536), 68 + i * 4)
  return Buffer.concat([head, uint32(tags.length), ...rows, ...pieces])
}

const tagHead = (type: string): Buffer => Buffer.concat([Buffer.from(type, 'latin1'), Buffer.alloc(4)])

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}
