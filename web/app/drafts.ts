import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { ApiProblem, asProblem } from './problem.ts'
import { signedInEvent } from './session-events.ts'

/**
 * `waiting`: typed, not sent yet; `failed`: not sent, tried again by itself; `conflict`: somebody saved another text meanwhile;
 * `refused`: the server says no (a field too long, the case closed), trying again will not help.
 */
export type SaveState = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed' | 'conflict' | 'refused'

export interface AutosaveOptions<Draft> {
  /** Names the draft while the screens are open, so that text not yet sent survives going to another page and back. */
  key: string
  /** Sends the whole draft. `keepalive` is true when the page is being left: hand it on to `api`. */
  save: (draft: Draft, options: { keepalive: boolean }) => Promise<unknown>
  delayMs?: number
}

// In memory only: what an author writes is never left on a shared computer (docs/threat-model.md R-21).
const unsent = new Map<string, unknown>()
/** What pages that were left are still sending. */
const onTheirWay = new Set<Promise<unknown>>()
const firstRetryMs = 2_000
const longestRetryMs = 60_000

export function forgetDrafts(): void {
  unsent.clear()
}

/** Waits for what the page before is still sending: a list loaded after it shows what was typed there. */
export async function draftsSent(): Promise<void> {
  await Promise.allSettled(onTheirWay)
}

/** Saves what is typed: after a pause, when the page is left, and again with longer and longer pauses when the line is down. */
export class Autosave<Draft> implements ReactiveController {
  state: SaveState = 'idle'
  savedAt: Date | null = null
  problem: ApiProblem | null = null
  readonly #host: ReactiveControllerHost
  readonly #options: AutosaveOptions<Draft>
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #retryMs = firstRetryMs

  constructor(host: ReactiveControllerHost, options: AutosaveOptions<Draft>) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  /** Text typed earlier in this visit that never reached the server; show it instead of what the server has. */
  get unsent(): Draft | undefined {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `change` writes under this key
    return unsent.get(this.#options.key) as Draft | undefined
  }

  /** Call on every input with the whole draft as it is now. */
  change(draft: Draft): void {
    unsent.set(this.#options.key, draft)
    if (this.state === 'conflict') return this.#host.requestUpdate()
    this.#show('waiting')
    this.#plan(this.#options.delayMs ?? 900)
  }

  /** Sends what is waiting now. Await it before an act that needs the saved text; false when it could not be saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    await this.#running
    if (this.unsent !== undefined && this.state !== 'conflict') await this.#send(false)
    return this.unsent === undefined
  }

  /** After a conflict: `mine` sends this text over the other one, else it is dropped (the page loads the newer text). */
  async settle(mine: boolean): Promise<void> {
    if (!mine) unsent.delete(this.#options.key)
    this.#show('idle')
    if (mine) await this.flush()
  }

  hostConnected(): void {
    addEventListener('pagehide', this.#leave)
    addEventListener('beforeunload', this.#warn)
    addEventListener('online', this.#again)
    addEventListener(signedInEvent, this.#again)
    document.addEventListener('visibilitychange', this.#hidden)
    if (this.unsent !== undefined) this.#plan(0)
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#leave)
    removeEventListener('beforeunload', this.#warn)
    removeEventListener('online', this.#again)
    removeEventListener(signedInEvent, this.#again)
    document.removeEventListener('visibilitychange', this.#hidden)
    const sending = this.flush()
    onTheirWay.add(sending)
    void sending.finally(() => onTheirWay.delete(sending))
  }

  readonly #leave = () => {
    if (this.unsent !== undefined && this.state === 'waiting') void this.#send(true)
  }
  readonly #hidden = () => {
    if (document.visibilityState === 'hidden') this.#leave()
  }
  readonly #again = () => {
    if (this.state === 'failed') void this.flush()
  }
  readonly #warn = (event: BeforeUnloadEvent) => {
    if (this.state === 'failed' || this.state === 'conflict' || this.state === 'refused') event.preventDefault()
  }

  #plan(delayMs: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), delayMs)
  }

  #send(keepalive: boolean): Promise<void> {
    this.#running = this.#attempt(keepalive).finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #attempt(keepalive: boolean): Promise<void> {
    const { key, save } = this.#options
    const draft = this.unsent
    if (draft === undefined) return
    this.#show('saving')
    try {
      await save(draft, { keepalive })
    } catch (failure) {
      return this.#fail(asProblem(failure))
    }
    this.#retryMs = firstRetryMs
    this.savedAt = new Date()
    // Something typed while this was on its way is still to be sent.
    if (unsent.get(key) !== draft) return this.#show('waiting')
    unsent.delete(key)
    this.#show('saved')
  }

  #fail(problem: ApiProblem): void {
    if (problem.code === 'edited_elsewhere') return this.#show('conflict', problem)
    if (!problem.mayPass && problem.status < 500 && problem.status !== 401) return this.#show('refused', problem)
    this.#show('failed', problem)
    this.#plan(this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs)
  }

  #show(state: SaveState, problem: ApiProblem | null = null): void {
    this.state = state
    this.problem = problem
    this.#host.requestUpdate()
  }
}
