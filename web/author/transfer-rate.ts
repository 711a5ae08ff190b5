const windowMs = 8_000

/** Bytes per second over the last few seconds, since the last interruption. */
export class TransferRate {
  #samples: { readonly at: number; readonly bytes: number }[] = []

  /** @returns bytes a second */
  add(bytes: number, at = performance.now()): number {
    const last = this.#samples.at(-1)
    // Fewer bytes than before: the upload was continued from what had arrived.
    if (last !== undefined && bytes < last.bytes) this.#samples = []
    this.#samples.push({ at, bytes })
    while (this.#samples.length > 2 && (this.#samples[0]?.at ?? at) < at - windowMs) this.#samples.shift()
    const first = this.#samples[0]
    if (first === undefined || at - first.at < 1) return 0
    return ((bytes - first.bytes) * 1000) / (at - first.at)
  }
}
