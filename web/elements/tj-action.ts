import { html, nothing, type TemplateResult } from 'lit'
import { allowed, type Verdict } from '../../server/domain/refusal.ts'
import type { ApiProblem } from '../app/problem.ts'
import { why } from '../app/strings.ts'
import { TjElement } from './light-element.ts'
import './tj-problem.ts'

/** The action whose button was clicked last; null after another control. Pressing Enter in a form counts as a click on its button. */
let pressed: TjAction | null = null
addEventListener('click', ({ target }) => (pressed = target instanceof Element ? target.closest('tj-action') : null), {
  capture: true,
})

export function pressedAction(): TjAction | null {
  return pressed
}

/**
 * A button for an action. When the action is not possible, the button stays, can be focused, and shows the reason beside it; so does an
 * error. Event: `act`.
 */
export class TjAction extends TjElement {
  static override properties = {
    label: {},
    verdict: { attribute: false },
    reason: {},
    kind: {},
    busy: { type: Boolean },
    submit: { type: Boolean },
    href: {},
    problem: { attribute: false },
  }
  /** A verb. */
  declare label: string
  /** The server's verdict; a refusal's text comes from the catalogue. */
  declare verdict: Verdict
  /** A reason of the page's own for disabling the button. */
  declare reason: string
  declare kind: '' | 'primary' | 'danger' | 'quiet'
  declare busy: boolean
  /** Submits its form instead of firing `act`. */
  declare submit: boolean
  /** A link to a page instead of a button; when disabled, a button that shows the reason. */
  declare href: string
  /** The error of the last click (web/app/actions.ts). Trying again clicks the button again. */
  declare problem: ApiProblem | null

  constructor() {
    super()
    this.label = ''
    this.verdict = allowed
    this.reason = ''
    this.kind = ''
    this.busy = false
    this.submit = false
    this.href = ''
    this.problem = null
  }

  override render(): TemplateResult {
    const reason = this.reason || why(this.verdict)
    if (this.href !== '' && reason === '')
      return html`<a class="button ${this.kind}" href=${this.href}>${this.label}</a>`
    return html`<button
        type=${this.submit ? 'submit' : 'button'}
        class=${this.kind}
        aria-disabled=${reason !== '' || this.busy ? 'true' : nothing}
        aria-busy=${this.busy ? 'true' : nothing}
        aria-describedby=${reason === '' ? nothing : `${this.uid}-reason`}
        @click=${(event: Event) => this.press(event, reason)}
      >
        ${this.label}</button
      >${reason === '' ? nothing : html`<span class="reason" id="${this.uid}-reason">${reason}</span>`}
      ${this.problem === null ? nothing : html`<tj-problem .problem=${this.problem} @retry=${(event: Event) => this.again(event)}></tj-problem>`}`
  }

  private again(event: Event): void {
    event.stopPropagation()
    this.problem = null
    this.querySelector('button')?.click()
  }

  private press(event: Event, reason: string): void {
    if (reason !== '' || this.busy) return event.preventDefault()
    if (!this.submit) this.tell('act')
  }
}

customElements.define('tj-action', TjAction)

declare global {
  interface HTMLElementTagNameMap {
    'tj-action': TjAction
  }
}
