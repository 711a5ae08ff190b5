import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Stripped } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import { mostAtOnce, packedLength } from './deflated.ts'
import { plainColourProfile } from './colour-profile.ts'
import type { Filtered } from './filtered.ts'
import { orientationOf } from './orientation.ts'

interface Chunk {
  readonly type: string
  readonly content: Buffer
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
const drawing = ['IHDR', 'PLTE', 'IDAT', 'IEND']
const describing = ['tRNS', 'gAMA', 'cHRM', 'sRGB', 'cICP', 'mDCV', 'cLLI', 'pHYs', 'sBIT', 'bKGD', 'hIST']
const moving = ['acTL', 'fcTL', 'fdAT']
const kept = new Set([...drawing, ...describing, ...moving, 'iCCP'])
const largestProfile = 16_000_000

/**
 * A PNG with the chunks that draw it, without texts, times, EXIF, suggested palettes, private chunks and bytes after the end.
 * @throws FileRejected damaged
 */
export function filterPng(bytes: Buffer): Filtered {
  const { chunks, end, complete } = chunksOf(bytes)
  const [header] = chunks
  if (header?.type !== 'IHDR' || header.content.length !== 13 || !chunks.some(({ type }) => type === 'IDAT'))
    throw new FileRejected('damaged')
  const removed = new Set<Stripped>()
  const pixels = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content))
  const needed = pixelsNeeded(pixels, header.content)
  if (chunks.some(({ type }) => !kept.has(type))) removed.add('picture_metadata')
  if (end < bytes.length || needed !== pixels.length) removed.add('custom_data')
  const drawn = needed === pixels.length || needed === null ? chunks : inOnePiece(chunks, pixels.subarray(0, needed))
  return {
    bytes: Buffer.concat([signature, ...drawn.flatMap(plainChunk)]),
    width: header.content.readUInt32BE(0),
    height: header.content.readUInt32BE(4),
    remake: !complete || needed === null || chunks.some(isTurned),
    removed,
  }
}

const isTurned = ({ type, content }: Chunk) => type === 'eXIf' && orientationOf(content) !== 1

/** The number of compressed bytes that the picture uses; null when they are damaged, or longer than its rows. */
function pixelsNeeded(pixels: Buffer, header: Buffer): number | null {
  const expected = rowsOf(header)
  // The largest pictures are not checked: inflating them would need more memory than the limit.
  return expected > mostAtOnce ? pixels.length : packedLength(pixels, expected)
}

const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** The size of all uncompressed rows, each with its filter byte (ISO 15948, 7 and 8). */
function rowsOf(header: Buffer): number {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const bits = (header[8] ?? 8) * (samples[header[9] ?? 0] ?? 4)
  const rows = (w: number, h: number) => (w === 0 ? 0 : h * (1 + Math.ceil((w * bits) / 8)))
  if (header[12] !== 1) return rows(width, height)
  const sizes = passes.map(([x, y, dx, dy]) => rows(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)))
  return sizes.reduce((sum, size) => sum + Math.max(0, size), 0)
}

function inOnePiece(chunks: readonly Chunk[], pixels: Buffer): Chunk[] {
  const first = chunks.findIndex(({ type }) => type === 'IDAT')
  return chunks.flatMap((chunk, n) => {
    if (n === first) return [{ type: 'IDAT', content: pixels }]
    return chunk.type === 'IDAT' ? [] : [chunk]
  })
}

function chunksOf(bytes: Buffer): { chunks: Chunk[]; end: number; complete: boolean } {
  const chunks: Chunk[] = []
  let at = signature.length
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) break
    const type = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, end - 4)
    if (isCritical(type) && !isSound(bytes.subarray(at + 4, end))) break
    chunks.push({ type, content })
    if (type === 'IEND') return { chunks, end, complete: true }
    at = end
  }
  return { chunks, end: bytes.length, complete: false }
}

const isCritical = (type: string) => /^[A-Z]/.test(type)
const isSound = (checked: Buffer) =>
  drawing.includes(checked.toString('latin1', 0, 4)) &&
  crc32(checked.subarray(0, -4)) === checked.readUInt32BE(checked.length - 4)

function plainChunk({ type, content }: Chunk): Buffer[] {
  if (!kept.has(type)) return []
  if (type === 'iCCP') return profileChunk(content)
  return [chunk(type, type === 'IEND' ? Buffer.alloc(0) : content)]
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

// A profile's name is free text, so all get the same name.
function profileChunk(content: Buffer): Buffer[] {
  const name = content.indexOf(0)
  const profile = name === -1 ? null : plainColourProfile(inflated(content.subarray(name + 2)))
  if (profile === null) return []
  return [chunk('iCCP', Buffer.concat([Buffer.from('ICC\0\0', 'latin1'), deflateSync(profile, { level: 9 })]))]
}

function inflated(compressed: Buffer): Buffer {
  try {
    return inflateSync(compressed, { maxOutputLength: largestProfile })
  } catch {
    return Buffer.alloc(0)
  }
}
