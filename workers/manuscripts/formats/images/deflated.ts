import { constants, inflateRawSync, inflateSync } from 'node:zlib'

const options = { finishFlush: constants.Z_SYNC_FLUSH }

/** The most bytes that are inflated in memory to check them. */
export const mostAtOnce = 200_000_000

/**
 * The length of the compressed data; no program reads the bytes after it.
 * @returns null when the data is damaged, or larger than `most` bytes uncompressed
 */
export function packedLength(bytes: Buffer, most: number): number | null {
  try {
    // `info` is in Node's documentation, but not in its types.
    const withInfo: object = { ...options, info: true, maxOutputLength: most }
    const read: unknown = inflateSync(bytes, withInfo)
    return (read as { engine: { bytesWritten: number } }).engine.bytesWritten
  } catch {
    return null
  }
}

/** The uncompressed bytes before the first damage, at most `most`: viewers show these, too. */
export function beginningOf(bytes: Buffer, most: number): Buffer {
  let [sound, beyond] = [0, bytes.length + 1]
  let best: Buffer = Buffer.alloc(0)
  while (beyond - sound > 1) {
    const middle = (sound + beyond) >> 1
    const read = attempt(bytes.subarray(2, middle), most)
    if (read === null) beyond = middle
    else [sound, best] = [middle, read]
    if (best.length >= most) return best.subarray(0, most)
  }
  return best
}

const margin = 1_000_000

/** Without header and checksum, which are often wrong. */
function attempt(bytes: Buffer, most: number): Buffer | null {
  try {
    return inflateRawSync(bytes, { ...options, maxOutputLength: most + margin })
  } catch {
    return null
  }
}
