import { constants, inflateRawSync, inflateSync } from 'node:zlib'

const options = { finishFlush: constants.Z_SYNC_FLUSH }

/** What is held in memory at once to be looked at. */
export const mostAtOnce = 200_000_000

/**
 * How many of the bytes are the packed ones: what follows them is read by nobody.
 * @returns null when they are broken, or become more than `most`
 */
export function packedLength(bytes: Buffer, most: number): number | null {
  try {
    // `info` is in Node's documentation and not in its types.
    const withInfo: object = { ...options, info: true, maxOutputLength: most }
    const read: unknown = inflateSync(bytes, withInfo)
    return (read as { engine: { bytesWritten: number } }).engine.bytesWritten
  } catch {
    return null
  }
}

/** What packed bytes become before they break, at most `most`: viewers show that, too. */
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

/** Without its header and checksum, which are wrong often enough. */
function attempt(bytes: Buffer, most: number): Buffer | null {
  try {
    return inflateRawSync(bytes, { ...options, maxOutputLength: most + margin })
  } catch {
    return null
  }
}
