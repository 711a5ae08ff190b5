import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { canOutlivePage } from './keepalive.ts'
import { merge } from './merge.ts'
import { ApiProblem, asProblem } from './problem.ts'
import { noteArrival, savers, sending } from './open-drafts.ts'
import { isOpenElsewhere, tellClosed, tellOpened } from './other-windows.ts'
import { reachedEvent, signedInEvent } from './session-events.ts'
import { t } from './strings.ts'
import { dropUnsent, markUnsent, setUnsent, unsentOf } from './unsent.ts'

/**
 * `waiting`: typed, not sent yet; `failed`: not sent, tried again automatically; `signed_out`: saved when the person has signed in again;
 * `conflict`: somebody has saved another text in the meantime; `refused`: the server refuses it (a field is too long, the submission is
 * closed), and trying again will not help.
 */
export type SaveState = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed' | 'signed_out' | 'conflict' | 'refused'

interface AutosaveOptions<Draft extends object> {
  /** Identifies the draft as long as the screens are open, so that unsent text survives going to another page and back. */
  key: string
  /**
   * Sends the whole draft, with `keepalive`, because the page may be left in the meantime. Returns what was saved if that differs: the
   * draft merged with the text of another window.
   */
  save: (draft: Draft) => Promise<Draft | undefined>
  delayMs?: number
  /** The text that the draft is based on: stored with it, and returned by `over` when the draft is found again. */
  over?: () => unknown
}

const firstRetryMs = 2_000
const longestRetryMs = 60_000

/** Saves what is typed: after a pause, when the page is left, and after a failure again with increasing pauses. */
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

  /** Text typed earlier that has not reached the server; shown instead of the server's. */
  get unsent(): Draft | undefined {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `change` writes under this key
    return unsentOf(this.#options.key)?.text as Draft | undefined
  }

  /** The text that `unsent` is based on; undefined when it is unknown. */
  get over(): unknown {
    return unsentOf(this.#options.key)?.over ?? undefined
  }

  /** The own text that was replaced by another window's; `bringBack` restores it. */
  get aside(): Draft | undefined {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `settle` writes under this key
    return unsentOf(this.#asideKey)?.text as Draft | undefined
  }

  get #asideKey(): string {
    return `aside ${this.#options.key}`
  }

  /** Call with the whole draft at every input. */
  change(draft: Draft): void {
    this.#keep(draft)
    if (this.state === 'conflict') return this.#host.requestUpdate()
    // Every attempt would fail until the person has signed in again.
    if (this.state === 'signed_out') return this.#host.requestUpdate()
    this.#show('waiting')
    // Sent at the same time as an earlier version, it could be refused as another window's text: if the person leaves now, the browser
    // asks.
    if (this.#running !== null) markUnsent(this.#options.key, false)
    this.#plan(this.#options.delayMs ?? 900)
  }

  /** Sends what is waiting now. Await this before an action that needs the saved text; false when it could not be saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    await this.#running
    if (this.unsent !== undefined && this.state !== 'conflict' && !this.#held) await this.#send()
    return this.unsent === undefined
  }

  /** As `flush`. @throws ApiProblem the reason why it could not be saved */
  async ensureSaved(): Promise<void> {
    if (await this.flush()) return
    const { status = 0, code = 'not_saved', reason = '' } = this.problem ?? {}
    throw new ApiProblem(status, code, t('common.notSaved', { reason }))
  }

  /** Waits for a running attempt and starts no other until `release`: the action itself will send the text. */
  async hold(): Promise<void> {
    this.#held = true
    clearTimeout(this.#timer)
    await this.#running
  }

  release(): void {
    this.#held = false
    if (this.unsent !== undefined && (this.state === 'waiting' || this.state === 'failed')) this.#plan(0)
  }

  /** Call when the first request of a save was refused and others follow: they end with the page, so the browser asks before it is left. */
  needsPage(): void {
    markUnsent(this.#options.key, false)
  }

  /** The text was sent otherwise, or is not wanted any more. */
  forget(): void {
    clearTimeout(this.#timer)
    dropUnsent(this.#options.key)
    dropUnsent(this.#asideKey)
    this.#show('idle')
  }

  /** After a conflict: `mine` overwrites the other text with this one; else this one is put aside, and the page loads the newer text. */
  async settle(mine: boolean): Promise<void> {
    if (!mine && this.unsent !== undefined) this.putAside(this.unsent)
    this.#show('idle')
    if (mine) await this.flush()
  }

  /** Keeps a text that another one replaces. */
  putAside(draft: Draft): void {
    clearTimeout(this.#timer)
    setUnsent(this.#asideKey, draft)
    markUnsent(this.#asideKey, false)
    dropUnsent(this.#options.key)
  }

  /** Restores the text that was put aside. */
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
    tellOpened(key)
    // Sent before the next page is requested, so that the next page contains it.
    addEventListener('beforeunload', this.#leave)
    addEventListener('pagehide', this.#leave)
    addEventListener('online', this.#again)
    addEventListener(reachedEvent, this.#again)
    addEventListener(signedInEvent, this.#again)
    document.addEventListener('visibilitychange', this.#hidden)
    if (this.unsent !== undefined) this.#plan(0)
  }

  /** Keeps trying to send an unsent text, although its page is not shown any more. */
  hostDisconnected(): void {
    sending(this.#leaveBehind())
  }

  async #leaveBehind(): Promise<void> {
    if ((await this.flush()) && savers.get(this.#options.key) === this) this.retire()
  }

  /** Stops saving: another page saves this draft from now on, or nobody does. */
  retire(): void {
    clearTimeout(this.#timer)
    tellClosed(this.#options.key)
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
      // Stores `over` again with what is being sent, because the reply may be lost.
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
    // Text that was typed during the request is sent next.
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

  /** Serialised twice, because the body may contain the text as a JSON string. */
  #leavesWithPage(): boolean {
    return !isOpenElsewhere(this.#options.key) && canOutlivePage(JSON.stringify(JSON.stringify(this.unsent ?? null)))
  }
}
