/** Reads a stream of bytes in pieces of a given length; the rest of a chunk is part of the next piece. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #next: Uint8Array | null = null
  #ended = false

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]()
  }

  /** Whether the stream has ended; waits for the next chunk. */
  async ended(): Promise<boolean> {
    while (this.#next === null && !this.#ended) {
      const { value, done } = await this.#chunks.next()
      if (done === true) this.#ended = true
      else if (value.length > 0) this.#next = value
    }
    return this.#next === null
  }

  async *take(mostBytes: number): AsyncGenerator<Uint8Array> {
    let room = mostBytes
    while (room > 0 && !(await this.ended()) && this.#next !== null) {
      const chunk = this.#next.subarray(0, room)
      this.#next = chunk.length < this.#next.length ? this.#next.subarray(chunk.length) : null
      room -= chunk.length
      yield chunk
    }
  }
}
