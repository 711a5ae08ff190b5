interface Made<V> {
  readonly value: V
  /** Milliseconds since the epoch from which it must be made again. */
  readonly until: number
}

/**
 * Keeps what took work to make, up to a number of bytes; what was not asked for longest goes first. Whoever asks while it
 * is being made waits for the same work: a thousand readers of a new page cost one rendering.
 */
export class Cache<V extends { readonly size: number }> {
  readonly #maxBytes: number
  readonly #kept = new Map<string, Made<V>>()
  readonly #making = new Map<string, Promise<V | null>>()
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** What is kept under the key and still good. */
  kept(key: string, now: number): V | undefined {
    const found = this.#kept.get(key)
    if (found === undefined || now >= found.until) return undefined
    // To the end of the line.
    this.#kept.delete(key)
    this.#kept.set(key, found)
    return found.value
  }

  /** @param make returns null when there is no such thing: that is not kept, or anybody could fill the cache with it */
  async get(key: string, now: number, make: () => Promise<Made<V> | null>): Promise<V | null> {
    const good = this.kept(key, now)
    if (good !== undefined) return good
    const begun = this.#making.get(key)
    if (begun !== undefined) return begun
    const work = this.#make(key, make)
    this.#making.set(key, work)
    return work
  }

  async #make(key: string, make: () => Promise<Made<V> | null>): Promise<V | null> {
    const making = this.#making
    // One turn later, so that the caller has written the work down.
    await Promise.resolve()
    const work = making.get(key)
    try {
      const made = await make()
      // Forgotten meanwhile: what was read may be old already.
      if (made !== null && making.get(key) === work) this.#keep(key, made)
      return made?.value ?? null
    } finally {
      if (making.get(key) === work) making.delete(key)
    }
  }

  #keep(key: string, made: Made<V>): void {
    this.#drop(key)
    this.#kept.set(key, made)
    this.#bytes += made.value.size
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#maxBytes) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.value.size ?? 0
    this.#kept.delete(key)
  }

  clear(): void {
    this.#kept.clear()
    this.#making.clear()
    this.#bytes = 0
  }
}
