import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { canOutlivePage } from './keepalive.ts'
import { merge } from './merge.ts'
import { ApiProblem, asProblem } from './problem.ts'
import { noteArrival, savers, sending } from './open-drafts.ts'
import { reachedEvent, signedInEvent } from './session-events.ts'
import { t } from './strings.ts'
import { dropUnsent, markUnsent, setUnsent, unsentOf } from './unsent.ts'

/**
 * `waiting`: typed, not sent yet; `failed`: not sent, tried again by itself; `signed_out`: saved as soon as somebody has signed
 * in again; `conflict`: somebody saved another text meanwhile; `refused`: the server says no (a field too long, the case
 * closed), trying again will not help.
 */
export type SaveState = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed' | 'signed_out' | 'conflict' | 'refused'

interface AutosaveOptions<Draft extends object> {
  /** Names the draft while the screens are open, so that text not yet sent survives going to another page and back. */
  key: string
  /**
   * Sends the whole draft, with `keepalive`, because the page may be left meanwhile. Gives back what was saved when it is another:
   * together with what another window had saved.
   */
  save: (draft: Draft) => Promise<Draft | undefined>
  delayMs?: number
  /** What is typed over, as the page knows it: kept with the text, and given back as `over` when the text is found again. */
  over?: () => unknown
}

const firstRetryMs = 2_000
const longestRetryMs = 60_000

/** Saves what is typed: after a pause, when the page is left, and again with longer and longer pauses when the line is down. */
export class Autosave<Draft extends object> implements ReactiveController {
  state: SaveState = 'idle'
  savedAt: Date | null = null
  problem: ApiProblem | null = null
  readonly #host: ReactiveControllerHost
  readonly #options: AutosaveOptions<Draft>
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #retryMs = firstRetryMs
  #held = false

  constructor(host: ReactiveControllerHost, options: AutosaveOptions<Draft>) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  /** Text typed earlier in this visit that never reached the server; show it instead of what the server has. */
  get unsent(): Draft | undefined {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `change` writes under this key
    return unsentOf(this.#options.key)?.text as Draft | undefined
  }

  /** What `unsent` was typed over; nothing when nobody said. */
  get over(): unknown {
    return unsentOf(this.#options.key)?.over ?? undefined
  }

  /** One's own text that gave way to another window's; `bringBack` puts it in its place again. */
  get aside(): Draft | undefined {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `settle` writes under this key
    return unsentOf(this.#asideKey)?.text as Draft | undefined
  }

  get #asideKey(): string {
    return `aside ${this.#options.key}`
  }

  /** Call on every input with the whole draft as it is now. */
  change(draft: Draft): void {
    this.#keep(draft)
    if (this.state === 'conflict') return this.#host.requestUpdate()
    // Every attempt would find the session over: it is tried when there is one again.
    if (this.state === 'signed_out') return this.#host.requestUpdate()
    this.#show('waiting')
    // Sent beside what is on its way already, it could be refused as another window's: whoever leaves now is asked.
    if (this.#running !== null) markUnsent(this.#options.key, false)
    this.#plan(this.#options.delayMs ?? 900)
  }

  /** Sends what is waiting now. Await it before an act that needs the saved text; false when it could not be saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    await this.#running
    if (this.unsent !== undefined && this.state !== 'conflict' && !this.#held) await this.#send()
    return this.unsent === undefined
  }

  /** As `flush`, for an act that needs the saved text. @throws ApiProblem why it could not be saved */
  async ensureSaved(): Promise<void> {
    if (await this.flush()) return
    const { status = 0, code = 'not_saved', reason = '' } = this.problem ?? {}
    throw new ApiProblem(status, code, t('common.notSaved', { reason }))
  }

  /** Nothing is on its way any more, and nothing leaves until `release`: the act itself is about to take the text along. */
  async hold(): Promise<void> {
    this.#held = true
    clearTimeout(this.#timer)
    await this.#running
  }

  release(): void {
    this.#held = false
    if (this.unsent !== undefined && (this.state === 'waiting' || this.state === 'failed')) this.#plan(0)
  }

  /** The text has gone another way, or is not wanted any more. */
  forget(): void {
    clearTimeout(this.#timer)
    dropUnsent(this.#options.key)
    dropUnsent(this.#asideKey)
    this.#show('idle')
  }

  /** After a conflict: `mine` sends this text over the other one, else it is laid aside (the page loads the newer text). */
  async settle(mine: boolean): Promise<void> {
    if (!mine && this.unsent !== undefined) this.putAside(this.unsent)
    this.#show('idle')
    if (mine) await this.flush()
  }

  /** Keeps a text that gives way to another. */
  putAside(draft: Draft): void {
    clearTimeout(this.#timer)
    setUnsent(this.#asideKey, draft)
    markUnsent(this.#asideKey, false)
    dropUnsent(this.#options.key)
  }

  /** Puts the text that was laid aside in its place again. */
  bringBack(): Draft | undefined {
    const draft = this.aside
    dropUnsent(this.#asideKey)
    if (draft !== undefined) this.change(draft)
    return draft
  }

  hostConnected(): void {
    const { key } = this.#options
    savers.get(key)?.retire()
    savers.set(key, this)
    // Before the next page is asked for, so that it finds what was typed.
    addEventListener('beforeunload', this.#leave)
    addEventListener('pagehide', this.#leave)
    addEventListener('online', this.#again)
    addEventListener(reachedEvent, this.#again)
    addEventListener(signedInEvent, this.#again)
    document.addEventListener('visibilitychange', this.#hidden)
    if (this.unsent !== undefined) this.#plan(0)
  }

  /** What has not arrived yet is tried on, also when its page is not shown any more. */
  hostDisconnected(): void {
    sending(this.#leaveBehind())
  }

  async #leaveBehind(): Promise<void> {
    if ((await this.flush()) && savers.get(this.#options.key) === this) this.retire()
  }

  /** Another page saves this draft from now on, or nobody does. */
  retire(): void {
    clearTimeout(this.#timer)
    removeEventListener('beforeunload', this.#leave)
    removeEventListener('pagehide', this.#leave)
    removeEventListener('online', this.#again)
    removeEventListener(reachedEvent, this.#again)
    removeEventListener(signedInEvent, this.#again)
    document.removeEventListener('visibilitychange', this.#hidden)
  }

  readonly #leave = () => {
    if (this.unsent !== undefined && this.state === 'waiting' && !this.#held) void this.#send()
  }
  readonly #hidden = () => {
    if (document.visibilityState === 'hidden') this.#leave()
  }
  readonly #again = (event: Event) => {
    if (this.state === 'failed' || (this.state === 'signed_out' && event.type === signedInEvent)) void this.flush()
  }

  #keep(draft: Draft): void {
    setUnsent(this.#options.key, draft, this.#options.over?.())
  }

  #plan(delayMs: number): void {
    clearTimeout(this.#timer)
    if (!this.#held) this.#timer = setTimeout(() => void this.flush(), delayMs)
  }

  #send(): Promise<void> {
    this.#running = this.#attempt().finally(() => {
      this.#running = null
    })
    sending(this.#running)
    return this.#running
  }

  async #attempt(): Promise<void> {
    const { save } = this.#options
    const draft = this.unsent
    if (draft === undefined) return
    this.#show('saving')
    try {
      const saving = save(draft)
      // What is being tried belongs to it: the answer may be lost.
      this.#keep(draft)
      this.#arrived(draft, (await saving) ?? draft)
    } catch (failure) {
      this.#fail(asProblem(failure))
    }
  }

  #arrived(sent: Draft, saved: Draft): void {
    const { key } = this.#options
    noteArrival()
    this.#retryMs = firstRetryMs
    this.savedAt = new Date()
    const now = this.unsent
    if (now === undefined || now === sent) {
      dropUnsent(key)
      return this.#show('saved')
    }
    // Something typed while this was on its way is still to be sent.
    this.#keep(merge(sent, now, saved).text)
    this.#show('waiting')
    this.#plan(this.#options.delayMs ?? 900)
  }

  #fail(problem: ApiProblem): void {
    if (problem.code === 'edited_elsewhere') return this.#show('conflict', problem)
    if (problem.status === 401) return this.#show('signed_out', problem)
    if (!problem.mayPass && problem.status < 500) return this.#show('refused', problem)
    this.#show('failed', problem)
    this.#plan(this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs)
  }

  #show(state: SaveState, problem: ApiProblem | null = null): void {
    this.state = state
    this.problem = problem
    markUnsent(this.#options.key, (state === 'waiting' || state === 'saving') && this.#leavesWithPage())
    this.#host.requestUpdate()
  }

  /** Its body may hold it as a text in a text. */
  #leavesWithPage(): boolean {
    return canOutlivePage(JSON.stringify(JSON.stringify(this.unsent ?? null)))
  }
}
