import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

/** "Loading…", shown only after 300 ms, so that quick loading does not flicker. */
export class TjLoading extends TjElement {
  static override properties = { label: {}, late: { state: true } }
  /** What is being loaded; absent: "Loading". */
  declare label: string
  declare private late: boolean
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.label = ''
    this.late = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.timer = setTimeout(() => (this.late = true), 300)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.timer)
  }

  override render(): TemplateResult {
    return html`<p role="status">${this.late ? html`<span class="dots" aria-hidden="true"></span>${this.label || t('common.loading')}` : nothing}</p>`
  }
}

customElements.define('tj-loading', TjLoading)
