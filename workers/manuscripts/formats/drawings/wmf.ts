import { FileRejected } from '../../shapes.ts'
import { holdsPictureMetadata } from './picture-metadata.ts'

// [MS-WMF]: lengths count 16-bit words.

const placeableKey = 0x9ac6cdd7
const placeableBytes = 22
const headerBytes = 18
const escape = 0x0626
/** Line caps, line joins and mitre limits; every other escape is a comment or for one printer. */
const drawnEscapes = new Set([21, 22, 23])

export function isWmf(bytes: Buffer): boolean {
  if (bytes.length < headerBytes) return false
  if (bytes.readUInt32LE(0) === placeableKey) return true
  const [form, words] = [bytes.readUInt16LE(0), bytes.readUInt16LE(2)]
  return (form === 1 || form === 2) && words === 9 && [0x100, 0x300].includes(bytes.readUInt16LE(4))
}

/** The same drawing without comments. @throws FileRejected damaged */
export function cleanWmf(bytes: Buffer): Buffer {
  const placeable = bytes.readUInt32LE(0) === placeableKey
  const start = placeable ? placeableBytes : 0
  if (bytes.length < start + headerBytes) throw new FileRejected('damaged')
  const records = recordsOf(bytes, start + headerBytes).filter(isDrawn)
  const header = Buffer.from(bytes.subarray(start, start + headerBytes))
  const length = records.reduce((sum, record) => sum + record.length, headerBytes)
  header.writeUInt32LE(length / 2, 6)
  header.writeUInt32LE(Math.max(...records.map((record) => record.length / 2)), 12)
  header.writeUInt16LE(0, 16)
  const whole = Buffer.concat([...(placeable ? [plainPlaceable(bytes)] : []), header, ...records])
  if (holdsPictureMetadata(whole)) throw new FileRejected('damaged')
  return whole
}

/** All records, including the last. */
function recordsOf(bytes: Buffer, start: number): Buffer[] {
  const records: Buffer[] = []
  for (let at = start; at + 6 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at) * 2
    const isEnd = bytes.readUInt16LE(at + 4) === 0
    if (isEnd) return [...records, Buffer.from([3, 0, 0, 0, 0, 0])]
    if (length < 6 || at + length > bytes.length) throw new FileRejected('damaged')
    records.push(bytes.subarray(at, at + length))
    at += length
  }
  throw new FileRejected('damaged')
}

function isDrawn(record: Buffer): boolean {
  if (record.readUInt16LE(4) !== escape) return true
  return record.length >= 8 && drawnEscapes.has(record.readUInt16LE(6))
}

/** The header with the position on the page; its reserved fields, which can contain anything, become zero. */
function plainPlaceable(bytes: Buffer): Buffer {
  const plain = Buffer.alloc(placeableBytes)
  plain.writeUInt32LE(placeableKey, 0)
  bytes.copy(plain, 6, 6, 16)
  let sum = 0
  for (let at = 0; at < 20; at += 2) sum ^= plain.readUInt16LE(at)
  plain.writeUInt16LE(sum, 20)
  return plain
}
