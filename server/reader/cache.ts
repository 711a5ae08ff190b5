interface Made<V> {
  readonly value: V
  /** Milliseconds since the epoch until which the value is valid. */
  readonly until: number
}

/**
 * Caches values up to a total number of bytes; the least recently used are dropped first. Requests for a value that is being made wait for
 * the same promise: a thousand readers of a new page cause one rendering.
 *
 * lru-cache (`fetch`, `maxSize`) was measured behind this interface: it finds cached values as fast and stores, evicts and waits at half
 * the speed; its lifetimes count from when a value was stored, where `until` is an instant.
 */
export class Cache<V extends { readonly size: number }> {
  readonly #maxBytes: number
  readonly #kept = new Map<string, Made<V>>()
  readonly #making = new Map<string, Promise<V | null>>()
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** The value of a key, if it is valid. */
  kept(key: string, now: number): V | undefined {
    const found = this.#kept.get(key)
    if (found === undefined || now >= found.until) return undefined
    // Moves the key to the end: most recently used.
    this.#kept.delete(key)
    this.#kept.set(key, found)
    return found.value
  }

  /** @param make returns null when the thing does not exist: null is not cached, otherwise anybody could fill the cache */
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
    // Waits one microtask, so that the caller has stored this promise in #making.
    await Promise.resolve()
    const work = making.get(key)
    try {
      const made = await make()
      // If clear() was called in the meantime, the value may be out of date and is not cached.
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
