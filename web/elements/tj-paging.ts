import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

/**
 * Links to the next page of a list and back to its beginning; the browser's Back is the page before. Keeps the other query parameters.
 * Empty when there is only one page.
 */
export class TjPaging extends TjElement {
  static override properties = { next: {} }
  /** The cursor of the page that follows; null or empty for the last. */
  declare next: string | null

  constructor() {
    super()
    this.next = null
  }

  override render(): TemplateResult | typeof nothing {
    const next = this.next ?? ''
    const isFirst = !new URLSearchParams(location.search).has('after')
    if (isFirst && next === '') return nothing
    return html`<nav aria-label=${t('common.paging.label')}>
      ${isFirst ? nothing : html`<a href=${hrefAfter(null)}>${t('common.paging.first')}</a>`}
      ${next === '' ? nothing : html`<a rel="next" href=${hrefAfter(next)}>${t('common.paging.next')}</a>`}
    </nav>`
  }
}

function hrefAfter(cursor: string | null): string {
  const query = new URLSearchParams(location.search)
  query.delete('after')
  if (cursor !== null) query.set('after', cursor)
  return query.size === 0 ? location.pathname : `?${query.toString()}`
}

customElements.define('tj-paging', TjPaging)
