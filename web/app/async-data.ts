import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import '../elements/tj-loading.ts'
import '../elements/tj-problem.ts'
import { type ApiProblem, asProblem } from './problem.ts'
import { reachedEvent, signedInEvent } from './session-events.ts'

type Shown = TemplateResult | typeof nothing

interface Showing<Value> {
  ready: (value: Value) => Shown
  /** Shown when `isEmpty` says so, or for an empty list. */
  empty?: () => Shown
  isEmpty?: (value: Value) => boolean
}

/** Loads what a page shows and keeps its four states: loading, empty, error, ready. Loads when the page appears and when its query changes; `reload()` at will. */
export class AsyncData<Value> implements ReactiveController {
  value: Value | undefined
  problem: ApiProblem | null = null
  readonly #host: ReactiveControllerHost
  readonly #load: () => Promise<Value>
  readonly #of: () => string
  #turn = 0
  #loadedFor: string | null = null

  /** `of` names what is loaded (by default the address); when it changes, the value is loaded again. */
  constructor(
    host: ReactiveControllerHost,
    load: () => Promise<Value>,
    of = () => location.pathname + location.search,
  ) {
    this.#host = host
    this.#load = load
    this.#of = of
    host.addController(this)
  }

  hostUpdate(): void {
    const wanted = this.#of()
    if (wanted === this.#loadedFor) return
    this.#loadedFor = wanted
    void this.reload()
  }

  hostConnected(): void {
    addEventListener(signedInEvent, this.#signedIn)
    addEventListener(reachedEvent, this.#reached)
    addEventListener('online', this.#reached)
  }

  hostDisconnected(): void {
    removeEventListener(signedInEvent, this.#signedIn)
    removeEventListener(reachedEvent, this.#reached)
    removeEventListener('online', this.#reached)
  }

  readonly #signedIn = () => {
    if (this.problem?.status === 401) this.#retry()
  }
  readonly #reached = () => {
    if (this.problem?.status === 0) this.#retry()
  }

  /** Loads again; what was shown stays until the new value is here. */
  async reload(): Promise<void> {
    const turn = ++this.#turn
    try {
      const value = await this.#load()
      if (turn !== this.#turn) return
      this.set(value)
    } catch (failure) {
      if (turn !== this.#turn) return
      this.problem = asProblem(failure)
      this.#host.requestUpdate()
    }
  }

  /** Puts a value the page already has, for example the reply to an act. */
  set(value: Value): void {
    this.value = value
    this.problem = null
    this.#host.requestUpdate()
  }

  render(showing: Showing<Value>): Shown {
    const { value, problem } = this
    const trouble = problem && html`<tj-problem .problem=${problem} @retry=${() => this.#retry()}></tj-problem>`
    if (value === undefined) return trouble ?? html`<tj-loading></tj-loading>`
    if (trouble !== null) return html`${trouble}${showing.ready(value)}`
    const empty = showing.isEmpty?.(value) ?? (Array.isArray(value) && value.length === 0)
    return empty && showing.empty !== undefined ? showing.empty() : showing.ready(value)
  }

  #retry(): void {
    this.problem = null
    this.#host.requestUpdate()
    void this.reload()
  }
}
