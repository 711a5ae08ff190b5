import { html, nothing, svg, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

type NoticeKind = 'info' | 'good' | 'warn' | 'bad'

const signs = {
  info: svg`<path d="M7 7h2v5H7zM7 4h2v2H7z"/>`,
  good: svg`<path d="m6.8 11.6-3-3 1.3-1.3 1.7 1.7 4.1-4.4 1.3 1.3z"/>`,
  warn: svg`<path d="M7 4h2v5H7zM7 10h2v2H7z"/>`,
  bad: svg`<path d="m5.2 4 2.8 2.8L10.8 4 12 5.2 9.2 8l2.8 2.8-1.2 1.2L8 9.2 5.2 12 4 10.8 6.8 8 4 5.2z"/>`,
} as const satisfies Record<NoticeKind, unknown>

/** A highlighted message; what is put between the tags follows the heading. `live`: read out by screen readers when it appears. */
export class TjNotice extends TjElement {
  static override properties = { kind: { reflect: true }, heading: {}, live: { type: Boolean } }
  declare kind: NoticeKind
  declare heading: string
  declare live: boolean

  constructor() {
    super()
    this.kind = 'info'
    this.heading = ''
    this.live = false
  }

  override willUpdate(): void {
    this.className = `notice ${this.kind}`
    if (this.live) this.setAttribute('role', this.kind === 'bad' ? 'alert' : 'status')
    else this.removeAttribute('role')
  }

  override render(): TemplateResult {
    return html`<svg class="sign" viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
        <circle cx="8" cy="8" r="7.2" fill="none" stroke="currentColor" stroke-width="1.2" />
        ${signs[this.kind]}</svg
      ><span class="sr-only">${t(`common.notice.${this.kind}`)}</span>${this.heading === '' ? nothing : html`<strong>${this.heading}</strong>`}`
  }
}

customElements.define('tj-notice', TjNotice)
