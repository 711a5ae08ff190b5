import { html, nothing, type TemplateResult } from 'lit'
import { productionSteps, type ProductionStep } from '../../../server/domain/production.ts'
import { type Answer, api } from '../../app/api.ts'
import { AsyncData } from '../../app/async-data.ts'
import { t, tOf } from '../../app/strings.ts'
import '../../elements/tj-date.ts'
import '../../elements/tj-empty.ts'
import { TjPage } from '../../elements/tj-page.ts'

type Article = Answer<'GET /api/production'>['articles'][number]

/** All articles between acceptance and an issue, by step; the longest wait first. */
class ProductionPage extends TjPage {
  private readonly articles = new AsyncData(this, async () => (await api('GET /api/production')).articles)

  override render(): TemplateResult {
    return html`<header class="page-head"><h1>${t('common.title.production')}</h1></header>
      ${this.articles.render({ ready: (articles) => html`${productionSteps.map((step) => atStep(step, articles))}`, empty: nothingYet })}`
  }
}

function atStep(step: ProductionStep, all: readonly Article[]): TemplateResult {
  const articles = all.filter((article) => article.step === step)
  return html`<section class="section">
    <h2>${tOf('editor.production.step', step)} <span class="tally">${articles.length}</span></h2>
    ${articles.length === 0 ? html`<p class="muted">${t('editor.production.stepEmpty')}</p>` : table(step, articles)}
  </section>`
}

function table(step: ProductionStep, articles: readonly Article[]): TemplateResult {
  return html`<table class="rows production-rows">
    <caption class="sr-only">${tOf('editor.production.step', step)}</caption>
    <thead><tr><th>${t('editor.production.reference')}</th><th>${t('editor.production.article')}</th><th>${t('editor.production.since')}</th><th>${t('editor.production.files')}</th><th>${t('editor.production.issue')}</th></tr></thead>
    <tbody>${articles.map((article) => row(article))}</tbody>
  </table>`
}

function row({ articleId, reference, title, stepSince, galleys, issue, proofs }: Article): TemplateResult {
  return html`<tr>
    <td class="code">${reference}</td>
    <th scope="row"><a class="title" dir="auto" href="/editor/production/${articleId}">${title}</a></th>
    <td data-label=${t('editor.production.since')}><tj-date mode="relative" at=${stepSince}></tj-date>${proofs === 'none' ? nothing : html`<br /><span class="state ${proofTones[proofs]}">${t(`editor.production.proofs.${proofs}`)}</span>`}
      ${proofs === 'errors_reported' ? html`<br /><a class="next" href="/editor/production/${articleId}">${t('editor.act.correct_proofs')}</a>` : nothing}</td>
    <td>${galleys.length === 0 ? html`<span class="state warn">${t('editor.production.noFiles')}</span>` : galleys.map((galley, n) => html`${n > 0 ? ', ' : nothing}${fileOf(galley)}`)}</td>
    <td>${issue ?? nothing}</td>
  </tr>`
}

/** A galley that is ready gets no text. */
function fileOf({ kind, state }: Article['galleys'][number]): TemplateResult {
  const name = kind.toUpperCase()
  if (state === 'ready') return html`${name}`
  return html`<span class="state ${tones[state]}">${t('editor.production.file', { kind: name, state: t(`editor.production.fileState.${state}`) })}</span>`
}

const proofTones = { with_author: 'now', errors_reported: 'warn', approved: 'good' } as const
const tones = { preparing: 'now', held: 'warn', refused: 'bad' } as const

function nothingYet(): TemplateResult {
  return html`<tj-empty heading=${t('editor.production.empty')} text=${t('editor.production.emptyText')}></tj-empty>`
}

customElements.define('production-page', ProductionPage)
