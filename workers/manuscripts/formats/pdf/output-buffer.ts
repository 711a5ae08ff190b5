import { FileRejected } from '../../shapes.ts'

/** Limit for one decoded stream; page contents of manuscripts are far smaller. */
export const largestStream = 100_000_000

/** A buffer that grows as bytes are written. @throws FileRejected too_large_inside */
export class OutputBuffer {
  length = 0
  #bytes = Buffer.alloc(65_536)

  append(from: Buffer, start: number, end: number): void {
    this.#makeRoom(end - start)
    this.length += from.copy(this.#bytes, this.length, start, end)
  }

  repeat(byte: number, times: number): void {
    this.#makeRoom(times)
    this.#bytes.fill(byte, this.length, this.length + times)
    this.length += times
  }

  /** Copies earlier output to the end, byte by byte, because the source may reach into the copy. */
  again(start: number, length: number): void {
    this.#makeRoom(length)
    for (let n = 0; n < length; n++) this.#bytes[this.length + n] = this.#bytes[start + n] ?? 0
    this.length += length
  }

  written(): Buffer {
    return this.#bytes.subarray(0, this.length)
  }

  #makeRoom(more: number): void {
    const needed = this.length + more
    if (needed > largestStream) throw new FileRejected('too_large_inside')
    if (needed <= this.#bytes.length) return
    const larger = Buffer.alloc(Math.max(needed, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.length)
    this.#bytes = larger
  }
}
