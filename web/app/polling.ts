import type { ReactiveController } from 'lit'

const pauseMs = 2_000
const longPauseMs = 10_000
/** Number of short pauses: one minute. */
const shortPauses = 30

interface Polled {
  /** Whether there is something to wait for. */
  readonly wanted: () => boolean
  readonly look: () => Promise<void>
}

/** Polls while something is running: every two seconds, after a minute every ten, and not in a hidden window. */
export class Polling implements ReactiveController {
  readonly #watched: Polled
  #timer: ReturnType<typeof setTimeout> | undefined
  #looks = 0

  constructor(watched: Polled) {
    this.#watched = watched
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#plan)
  }

  hostUpdated(): void {
    this.#plan()
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#plan)
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  readonly #plan = (): void => {
    const wanted = this.#watched.wanted()
    if (!wanted) this.#looks = 0
    if (wanted && !document.hidden) {
      this.#timer ??= setTimeout(() => void this.#look(), this.#looks < shortPauses ? pauseMs : longPauseMs)
      return
    }
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  async #look(): Promise<void> {
    this.#looks++
    await this.#watched.look()
    this.#timer = undefined
    this.#plan()
  }
}
