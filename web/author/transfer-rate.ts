const windowMs = 8_000

/** How fast bytes have been leaving lately: since the line was last broken, and not longer ago than a few seconds. */
export class TransferRate {
  #samples: { readonly at: number; readonly bytes: number }[] = []

  /** @returns bytes a second */
  add(bytes: number, at = performance.now()): number {
    const last = this.#samples.at(-1)
    // Fewer than before: it began again from what had arrived.
    if (last !== undefined && bytes < last.bytes) this.#samples = []
    this.#samples.push({ at, bytes })
    while (this.#samples.length > 2 && (this.#samples[0]?.at ?? at) < at - windowMs) this.#samples.shift()
    const first = this.#samples[0]
    if (first === undefined || at - first.at < 1) return 0
    return ((bytes - first.bytes) * 1000) / (at - first.at)
  }
}
