/**
 * Which version of the issue something on the screen builds on: an open dialog, a move that waits. What the editor
 * changed carries it along; what a colleague changed does not, and the journal then refuses instead of overwriting.
 */
export class IssueChanges {
  /** Versions from which this page itself led on to the next. */
  readonly #own = new Set<number>()
  #last: Promise<unknown> = Promise.resolve()

  /**
   * One after the other: a change sent while a move is still on its way builds on that move.
   * @param seen the version the change builds on
   */
  async send(seen: number, change: (version: number) => Promise<unknown>): Promise<void> {
    const mine = this.#after(this.#last, seen, change)
    this.#last = mine
    await mine
  }

  async #after(last: Promise<unknown>, seen: number, change: (version: number) => Promise<unknown>): Promise<void> {
    // What became of the one before is told where it was sent.
    await Promise.allSettled([last])
    const version = this.#reached(seen)
    await change(version)
    this.#own.add(version)
  }

  #reached(seen: number): number {
    let version = seen
    while (this.#own.has(version)) version += 1
    return version
  }
}
