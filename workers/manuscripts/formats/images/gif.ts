import type { Stripped } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import type { Filtered } from './filtered.ts'

const intro = { extension: 0x21, picture: 0x2c, end: 0x3b }
const label = { control: 0xf9, application: 0xff }

/**
 * A GIF with its pictures, their timing and the number of repetitions, without comments, captions and application data (XMP).
 * @throws FileRejected damaged
 */
export function filterGif(bytes: Buffer): Filtered {
  if (bytes.length < 13) throw new FileRejected('damaged')
  const start = 13 + tableBytes(bytes[10] ?? 0)
  const kept = [bytes.subarray(0, start)]
  const removed = new Set<Stripped>()
  let at = start
  while (bytes[at] === intro.extension || bytes[at] === intro.picture) {
    const end = endOfBlock(bytes, at)
    const block = bytes.subarray(at, end)
    if (draws(block)) kept.push(block)
    else removed.add('picture_metadata')
    at = end
  }
  if (bytes[at] !== intro.end || kept.length < 2) throw new FileRejected('damaged')
  if (at + 1 < bytes.length) removed.add('custom_data')
  return {
    bytes: Buffer.concat([...kept, Buffer.from([intro.end])]),
    width: bytes.readUInt16LE(6),
    height: bytes.readUInt16LE(8),
    remake: false,
    removed,
  }
}

function draws(block: Buffer): boolean {
  if (block[0] === intro.picture || block[1] === label.control) return true
  const repeats = /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/.test(block.toString('latin1', 3, 14))
  return block[1] === label.application && repeats && block.length === 19
}

const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1))

function endOfBlock(bytes: Buffer, at: number): number {
  let next = bytes[at] === intro.extension ? at + 2 : at + 11 + tableBytes(bytes[at + 9] ?? 0)
  while (next < bytes.length && bytes[next] !== 0) next += 1 + (bytes[next] ?? 0)
  if (next >= bytes.length) throw new FileRejected('damaged')
  return next + 1
}
