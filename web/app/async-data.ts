import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import '../elements/tj-loading.ts'
import '../elements/tj-problem.ts'
import { type ApiProblem, asProblem } from './problem.ts'
import { reachedEvent, signedInEvent } from './session-events.ts'

type Rendered = TemplateResult | typeof nothing

interface Showing<Value> {
  ready: (value: Value) => Rendered
  /** Rendered for an empty list, or when `isEmpty` returns true. */
  empty?: () => Rendered
  isEmpty?: (value: Value) => boolean
}

/**
 * Loads the data of a page and shows one of four states: loading, empty, error, ready. Loads when the page appears and when its query
 * changes; `reload()` at any time.
 */
export class AsyncData<Value> implements ReactiveController {
  value: Value | undefined
  problem: ApiProblem | null = null
  readonly #host: ReactiveControllerHost
  readonly #load: () => Promise<Value>
  readonly #of: () => string
  #turn = 0
  #loadedFor: string | null = null

  /** @param of identifies the data (by default the address); when its value changes, the data is loaded again */
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

  /** Loads again; the previous data stays visible until the new data is here. */
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

  /** Sets data that the page already has, for example the reply to an action. */
  set(value: Value): void {
    this.value = value
    this.problem = null
    this.#host.requestUpdate()
  }

  render(showing: Showing<Value>): Rendered {
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
