import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

/** "21–40 of 142" with links to the previous and next page. Keeps the other query parameters. Empty when there is only one page. */
export class TjPaging extends TjElement {
  static override properties = {
    page: { type: Number },
    pageSize: { type: Number },
    total: { type: Number },
    param: {},
  }
  /** From 1. */
  declare page: number
  declare pageSize: number
  declare total: number
  /** Name of the query parameter. */
  declare param: string

  constructor() {
    super()
    this.page = 1
    this.pageSize = 20
    this.total = 0
    this.param = 'page'
  }

  override render(): TemplateResult | typeof nothing {
    const { page, pageSize, total } = this
    if (total === 0) return nothing
    const first = (page - 1) * pageSize + 1
    const last = Math.min(page * pageSize, total)
    return html`<nav aria-label=${t('common.paging.label')}>
      <span>${t('common.paging.range', { first, last, total })}</span>
      ${page > 1 ? html`<a rel="prev" href=${this.href(page - 1)}>${t('common.paging.previous')}</a>` : nothing}
      ${last < total ? html`<a rel="next" href=${this.href(page + 1)}>${t('common.paging.next')}</a>` : nothing}
    </nav>`
  }

  private href(page: number): string {
    const query = new URLSearchParams(location.search)
    query.set(this.param, String(page))
    return `?${query.toString()}`
  }
}

customElements.define('tj-paging', TjPaging)
