/** Keeps the last bytes of a stream. */
export class LastBytes {
  #limit: number
  #chunks: Buffer[] = []
  #held = 0
  constructor(limitBytes: number) {
    this.#limit = limitBytes
  }
  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#held += chunk.length
    while (this.#held - (this.#chunks[0]?.length ?? 0) >= this.#limit) {
      this.#held -= this.#chunks.shift()?.length ?? 0
    }
  }
  bytes(): Buffer {
    return Buffer.concat(this.#chunks).subarray(-this.#limit)
  }
}
