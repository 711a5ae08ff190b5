import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { pressedAction, type TjAction } from '../elements/tj-action.ts'
import '../elements/tj-notice.ts'
import '../elements/tj-problem.ts'
import { type ApiProblem, asProblem } from './problem.ts'
import { reachedEvent, signedInEvent } from './session-events.ts'

type Host = ReactiveControllerHost & ParentNode

/**
 * The acts of a page, one at a time: which one is under way, what went wrong, what was done. What went wrong stands beside the
 * pressed button, wherever on the page that is; what was done is read out, and takes the focus when the button is gone.
 */
export class Actions implements ReactiveController {
  /** Name of the act under way. */
  busy: string | null = null
  problem: ApiProblem | null = null
  done = ''
  /** Beside which button the problem stands. */
  #at: TjAction | null = null
  readonly #host: Host
  readonly #afterwards: () => Promise<void>

  /** `afterwards` follows every act that was done: it loads the page's content again. */
  constructor(host: Host, afterwards: () => Promise<void> = async () => {}) {
    this.#host = host
    this.#afterwards = afterwards
    host.addController(this)
  }

  hostConnected(): void {
    addEventListener(signedInEvent, this.#signedIn)
    addEventListener(reachedEvent, this.#reached)
  }

  hostDisconnected(): void {
    removeEventListener(signedInEvent, this.#signedIn)
    removeEventListener(reachedEvent, this.#reached)
  }

  /** The act can be done now: it is not done by itself, because somebody may have thought better of it. */
  readonly #signedIn = () => {
    if (this.problem?.status === 401) this.clear()
  }
  /** That there is no line is not true any more. */
  readonly #reached = () => {
    if (this.problem?.status === 0) this.clear()
  }

  /** True when it was done; `said` is then shown. */
  async run(name: string, act: () => Promise<unknown>, said = ''): Promise<boolean> {
    if (this.busy !== null) return false
    const button = pressedAction()
    this.#show(name, null, '')
    this.#at = button
    try {
      await act()
      await this.#afterwards()
    } catch (failure) {
      this.#show(null, wasStopped(failure) ? null : asProblem(failure), '')
      return false
    }
    this.#show(null, null, said)
    if (said !== '') await this.#keepFocus()
    return true
  }

  /** Loads the page's content again without an act: something else has changed it. */
  async refresh(): Promise<void> {
    await this.#afterwards()
  }

  /** Takes away what is shown of the last act. */
  clear(): void {
    this.#show(this.busy, null, '')
  }

  /** Says what was done elsewhere, or on the page before. */
  say(said: string): void {
    this.#show(this.busy, null, said)
    if (said !== '') void this.#keepFocus()
  }

  render(): TemplateResult {
    const { done } = this
    const problem = this.#isBeside ? null : this.problem
    return html`<div class="outcome" tabindex="-1" role="status">
      ${done === '' ? nothing : html`<tj-notice kind="good"><p>${done}</p></tj-notice>`}
      <tj-problem .problem=${problem} @retry=${() => this.clear()}></tj-problem>
    </div>`
  }

  get #isBeside(): boolean {
    return this.#at?.isConnected === true && this.problem?.fields.length === 0
  }

  async #keepFocus(): Promise<void> {
    await this.#host.updateComplete
    // The elements on the page draw themselves after it.
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const { activeElement } = document
    if (activeElement !== null && activeElement !== document.body) return
    this.#host.querySelector<HTMLElement>('.outcome')?.focus()
  }

  #show(busy: string | null, problem: ApiProblem | null, done: string): void {
    Object.assign(this, { busy, problem, done })
    // What is wrong in a field is said beside the field.
    if (this.#at !== null) this.#at.problem = this.#isBeside ? problem : null
    this.#host.requestUpdate()
  }
}

/** An upload that was stopped by who began it is nothing that went wrong. */
function wasStopped(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'AbortError'
}
