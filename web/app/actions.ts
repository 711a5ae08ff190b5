import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { pressedAction, type TjAction } from '../elements/tj-action.ts'
import '../elements/tj-notice.ts'
import '../elements/tj-problem.ts'
import { type ApiProblem, asProblem } from './problem.ts'
import { reachedEvent, signedInEvent } from './session-events.ts'

type Host = ReactiveControllerHost & ParentNode

/**
 * The actions of a page, one at a time: which one is running, its error, or its success. An error is shown beside the clicked button,
 * wherever on the page that is; a success message is read out, and gets the focus when the button is gone.
 */
export class Actions implements ReactiveController {
  /** Name of the running action. */
  busy: string | null = null
  problem: ApiProblem | null = null
  done = ''
  /** The button beside which the error is shown. */
  #at: TjAction | null = null
  readonly #host: Host
  readonly #afterwards: () => Promise<void>

  /** @param afterwards runs after every successful action: reloads the page's content */
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

  /** The action is possible again, but not repeated automatically: the person may have changed their mind. */
  readonly #signedIn = () => {
    if (this.problem?.status === 401) this.clear()
  }
  /** The error that the server cannot be reached is out of date. */
  readonly #reached = () => {
    if (this.problem?.status === 0) this.clear()
  }

  /** True when the action succeeded; `said` is then shown. */
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

  /** Reloads the page's content because something else has changed it. */
  async refresh(): Promise<void> {
    await this.#afterwards()
  }

  /** Removes the message about the last action. */
  clear(): void {
    this.#show(this.busy, null, '')
  }

  /** Shows a message about something done elsewhere, or on the previous page. */
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
    // The elements of the page render after the page itself.
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const { activeElement } = document
    if (activeElement !== null && activeElement !== document.body) return
    this.#host.querySelector<HTMLElement>('.outcome')?.focus()
  }

  #show(busy: string | null, problem: ApiProblem | null, done: string): void {
    Object.assign(this, { busy, problem, done })
    // Errors of fields are shown beside the fields instead.
    if (this.#at !== null) this.#at.problem = this.#isBeside ? problem : null
    this.#host.requestUpdate()
  }
}

/** Stopping one's own upload is not an error. */
function wasStopped(failure: unknown): boolean {
  return failure instanceof DOMException && failure.name === 'AbortError'
}
