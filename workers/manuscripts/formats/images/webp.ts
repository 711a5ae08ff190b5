import type { Stripped } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import { plainColourProfile } from './colour-profile.ts'
import type { Filtered } from './filtered.ts'
import { orientationOf } from './orientation.ts'

interface Chunk {
  readonly type: string
  readonly content: Buffer
}

const drawing = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const frameHeader = 16
const flags = { xmp: 0x04, exif: 0x08, profile: 0x20 }

/**
 * A WebP with the chunks that draw it, without EXIF, XMP, unknown chunks and bytes after the container. sharp would make a lossy picture three times
 * as large and take seconds (README.md, Libraries and our own code).
 * @throws FileRejected damaged
 */
export function filterWebp(bytes: Buffer): Filtered {
  if (bytes.length < 20) throw new FileRejected('damaged')
  const end = Math.min(8 + bytes.readUInt32LE(4), bytes.length)
  const chunks = chunksOf(bytes.subarray(12, end))
  if (!chunks.some(({ type }) => /^(?:VP8 |VP8L|ANMF)$/.test(type))) throw new FileRejected('damaged')
  const removed = new Set<Stripped>()
  if (chunks.some(({ type }) => !drawing.has(type))) removed.add('picture_metadata')
  if (end < bytes.length) removed.add('custom_data')
  const exif = chunks.find(({ type }) => type === 'EXIF')?.content ?? Buffer.alloc(0)
  return {
    bytes: riff(plainChunks(chunks)),
    ...dimensionsOf(chunks[0]),
    remake: orientationOf(exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif) !== 1,
    removed,
  }
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4)
    if (at + 8 + size > bytes.length) throw new FileRejected('damaged')
    chunks.push({ type: bytes.toString('latin1', at, at + 4), content: bytes.subarray(at + 8, at + 8 + size) })
    at += 8 + size + (size % 2)
  }
  return chunks
}

function plainChunks(chunks: readonly Chunk[]): Chunk[] {
  const profile = plainColourProfile(chunks.find(({ type }) => type === 'ICCP')?.content ?? Buffer.alloc(0))
  return chunks
    .filter(({ type }) => drawing.has(type) && (type !== 'ICCP' || profile !== null))
    .map(({ type, content }) => {
      if (type === 'ICCP' && profile !== null) return { type, content: profile }
      if (type === 'VP8X') return { type, content: plainFeatures(content, profile !== null) }
      return { type, content: type === 'ANMF' ? plainFrame(content) : content }
    })
}

function plainFeatures(content: Buffer, profile: boolean): Buffer {
  const features = Buffer.from(content.subarray(0, 10))
  const cleared = flags.xmp | flags.exif | (profile ? 0 : flags.profile)
  features.writeUInt8((features[0] ?? 0) & ~cleared, 0)
  return features
}

function plainFrame(content: Buffer): Buffer {
  if (content.length < frameHeader) throw new FileRejected('damaged')
  const inner = chunksOf(content.subarray(frameHeader)).filter(({ type }) => drawing.has(type))
  return Buffer.concat([content.subarray(0, frameHeader), ...inner.map(chunk)])
}

function chunk({ type, content }: Chunk): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)])
}

function riff(chunks: readonly Chunk[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks.map(chunk)])
  return chunk({ type: 'RIFF', content: body })
}

/** The dimensions of the picture, from the first chunk: VP8X when there is one, otherwise the picture data. */
function dimensionsOf(first: Chunk | undefined): { width: number; height: number } {
  const content = first?.content ?? Buffer.alloc(0)
  if (content.length < (first?.type === 'VP8L' ? 5 : 10)) throw new FileRejected('damaged')
  if (first?.type === 'VP8X') return { width: content.readUIntLE(4, 3) + 1, height: content.readUIntLE(7, 3) + 1 }
  if (first?.type === 'VP8L') {
    const bits = content.readUInt32LE(1)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff }
}
