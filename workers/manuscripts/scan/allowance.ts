import { constants, gunzipSync, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib'
import { z } from 'zod'

/** Thrown when a part cannot be searched. The scan must then assume that the part holds a name. */
export class Unreadable extends Error {}

const mostInflated = 600 * 1024 * 1024
const mostAtOnce = 200 * 1024 * 1024
const inflaters = { raw: inflateRawSync, zlib: inflateSync, gzip: gunzipSync } as const
type Form = keyof typeof inflaters

const withEngine = z.object({ buffer: z.instanceof(Buffer), engine: z.object({ bytesWritten: z.number() }) })

function inflated(packed: Buffer, form: Form, options: ZlibOptions, behind?: (rest: Buffer) => void): Buffer {
  // With `info` zlib also reports how many bytes it read; Node's types do not declare this.
  const { buffer, engine } = withEngine.parse(inflaters[form](packed, { ...options, info: true }))
  if (engine.bytesWritten < packed.length) behind?.(packed.subarray(engine.bytesWritten))
  return buffer
}

/** How many bytes may still be inflated of one file: a small file can hold a very large one. */
export class Allowance {
  #left = mostInflated

  /**
   * @param behind called with the bytes after the packed data, which no program reads
   * @throws Unreadable when the data is broken, or larger than what is left of the allowance
   */
  inflate(packed: Buffer, form: Form, behind?: (rest: Buffer) => void): Buffer {
    try {
      return this.count(inflated(packed, form, { maxOutputLength: this.#most() }, behind))
    } catch {
      throw new Unreadable()
    }
  }

  /**
   * Inflates as much as possible of data that may be cut off or damaged: viewers also show that much.
   * @throws Unreadable when the result is larger than what is left of the allowance
   */
  inflateWhatCan(packed: Buffer, form: Form, behind?: (rest: Buffer) => void): Buffer {
    const whole = this.#tryInflate(packed, form, behind)
    if (whole !== null) return this.count(whole)
    // A longer prefix inflates only if all shorter ones do: a binary search finds the longest.
    let [good, bad] = [0, packed.length]
    while (bad - good > 1) {
      const middle = (good + bad) >> 1
      if (this.#tryInflate(packed.subarray(0, middle), form) === null) bad = middle
      else good = middle
    }
    return this.count(this.#tryInflate(packed.subarray(0, good), form) ?? Buffer.alloc(0))
  }

  /** @throws Unreadable when the bytes are more than what is left of the allowance */
  count(bytes: Buffer): Buffer {
    this.#left -= bytes.length
    if (this.#left < 0) throw new Unreadable()
    return bytes
  }

  #most(): number {
    return Math.max(1, Math.min(this.#left, mostAtOnce))
  }

  #tryInflate(packed: Buffer, form: Form, behind?: (rest: Buffer) => void): Buffer | null {
    try {
      const options = { maxOutputLength: this.#most(), finishFlush: constants.Z_SYNC_FLUSH }
      return inflated(packed, form, options, behind)
    } catch (fault) {
      if (fault instanceof RangeError) throw new Unreadable()
      return null
    }
  }
}
