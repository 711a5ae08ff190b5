/**
 * Tracks which version of the issue a dialog or a waiting move is based on. After a change by this editor the base moves on to the new
 * version; after a colleague's change it does not, and the server then refuses instead of overwriting.
 */
export class IssueChanges {
  /** Versions that this page itself replaced by the next. */
  readonly #own = new Set<number>()
  #last: Promise<unknown> = Promise.resolve()

  /**
   * Sends changes one after the other: a change made during a move is based on that move.
   * @param seen the version the change is based on
   */
  async send(seen: number, change: (version: number) => Promise<unknown>): Promise<void> {
    const mine = this.#after(this.#last, seen, change)
    this.#last = mine
    await mine
  }

  async #after(last: Promise<unknown>, seen: number, change: (version: number) => Promise<unknown>): Promise<void> {
    // The caller that sent the last change handles its error.
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
