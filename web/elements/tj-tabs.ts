import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

interface Tab {
  readonly label: string
  readonly href: string
  readonly count?: number
  readonly current?: boolean
}

/** Views of one list, as links with counts; each view has an address that can be bookmarked and shared. */
export class TjTabs extends TjElement {
  static override properties = { tabs: { attribute: false }, label: {} }
  declare tabs: readonly Tab[]
  declare label: string

  constructor() {
    super()
    this.tabs = []
    this.label = ''
  }

  override render(): TemplateResult {
    return html`<nav aria-label=${this.label || nothing}>
      <ul>
        ${this.tabs.map(
          ({ label, href, count, current }) => html`<li>
            <a href=${href} aria-current=${current === true ? 'page' : nothing}
              >${label}${count === undefined ? nothing : html` <span class="tally">${t('common.count', { n: count })}</span>`}</a
            >
          </li>`,
        )}
      </ul>
    </nav>`
  }
}

customElements.define('tj-tabs', TjTabs)
