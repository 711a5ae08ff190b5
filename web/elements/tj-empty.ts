import { html, nothing, type TemplateResult } from 'lit'
import { TjElement } from './light-element.ts'

/** For an empty list: what that means, and (between the tags) what one can do about it. */
export class TjEmpty extends TjElement {
  static override properties = { heading: {}, text: {} }
  declare heading: string
  declare text: string

  constructor() {
    super()
    this.heading = ''
    this.text = ''
  }

  override render(): TemplateResult {
    return html`<p class="heading">${this.heading}</p>
      ${this.text === '' ? nothing : html`<p class="muted">${this.text}</p>`}`
  }
}

customElements.define('tj-empty', TjEmpty)
