import { html, type TemplateResult } from 'lit'
import { type Answer, api } from '../../app/api.ts'
import { day } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import { t } from '../../app/strings.ts'
import { TjPage } from '../../elements/tj-page.ts'

type Listed = Answer<'GET /api/pages'>['pages'][number]

/** The pages about the journal that its editors write. */
class PublicPagesPage extends TjPage {
  private readonly pages = new AsyncData(this, async () => (await api('GET /api/pages')).pages)

  override render(): TemplateResult {
    return html`<div class="page-head"><h1>${t('editor.pages.heading')}</h1><p class="muted">${t('editor.pages.text')}</p></div>
      ${this.pages.render({ ready: (pages) => table(pages), isEmpty: () => false })}`
  }
}

function table(pages: readonly Listed[]): TemplateResult {
  return html`<table class="rows">
    <thead><tr><th>${t('editor.pages.page')}</th><th>${t('editor.pages.state')}</th></tr></thead>
    <tbody>${pages.map(
      ({ slug, title, firstText, savedAt }) => html`<tr>
        <td><a class="title" href="/editor/pages/${slug}" dir="auto">${title}</a></td>
        <td data-label=${t('editor.pages.state')}>${
          firstText
            ? html`<span class="state warn">${t('editor.pages.firstText')}</span>`
            : html`<span class="muted">${t('editor.pages.saved', { day: day(savedAt) })}</span>`
        }</td></tr>`,
    )}</tbody></table>`
}

customElements.define('public-pages-page', PublicPagesPage)
