import { html, nothing, type TemplateResult } from 'lit'
import { productionSteps, type ProductionStep } from '../../../server/domain/production.ts'
import type { Verdict } from '../../../server/domain/refusal.ts'
import { Actions } from '../../app/actions.ts'
import { api } from '../../app/api.ts'
import { day } from '../../app/dates.ts'
import { t, tOf } from '../../app/strings.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import '../../elements/tj-timeline.ts'
import '../../elements/tj-notice.ts'
import type { Production } from './article-draft.ts'
import { isSamePdf, proofRounds } from './article-proofs.ts'

/** The production step of an article, and moving it on or back. Event: `moved`, detail: the message to show. */
export class ArticleSteps extends TjElement {
  static override properties = { article: { attribute: false }, unsaved: { type: Boolean }, asking: { state: true } }
  declare article: Production
  /** There is unsaved text: proofs would show the text saved before. */
  declare unsaved: boolean
  declare private asking: ProductionStep | null
  private readonly acts = new Actions(this)

  constructor() {
    super()
    this.unsaved = false
    this.asking = null
  }

  override render(): TemplateResult {
    const { step, stepSince } = this.article
    const now = productionSteps.indexOf(step)
    const steps = productionSteps.map((name, n) => ({
      label: tOf('editor.production.step', name) ?? name,
      state: n < now ? ('done' as const) : n === now ? ('now' as const) : ('ahead' as const),
      ...(n === now && { note: t('editor.article.sinceDay', { day: day(stepSince) }) }),
    }))
    const corrects = this.article.proofs === 'errors_reported'
    const offered = productionSteps.filter((name) => name !== step || (name === 'proofs' && corrects))
    const leading = corrects ? 'proofs' : productionSteps[now + 1]
    return html`<tj-timeline upright .steps=${steps} label=${t('editor.article.steps')}></tj-timeline>
      ${proofRounds(this.article)}
      ${step === 'ready' && this.article.proofs !== 'approved' ? html`<p class="warn">${t('editor.article.proofsUnapproved')}</p>` : nothing}
      <div class="acts-column">${offered
        .toSorted((a, b) => Number(b === leading) - Number(a === leading))
        .map((name) => this.mover(name, name === leading))}</div>
      ${this.asking === null ? this.acts.render() : nothing} ${this.dialog()}`
  }

  private mover(to: ProductionStep, primary: boolean): TemplateResult {
    const verdict = this.article.can.moveTo[to]
    return html`<tj-action kind=${primary ? 'primary' : ''} label=${this.labelOf(to)} .verdict=${verdict} reason=${this.reason(to, verdict)}
      ?busy=${this.acts.busy === to} @act=${() => this.ask(to)}></tj-action>`
  }

  private labelOf(to: ProductionStep): string {
    const corrected = to === 'proofs' && this.article.proofs === 'errors_reported'
    return t(corrected ? 'editor.article.move.corrected' : `editor.article.move.${to}`)
  }

  private reason(to: ProductionStep, verdict: Verdict): string {
    if (!verdict.allowed) return verdict.code === 'incomplete' ? t('editor.article.pdfFirst') : ''
    return this.unsaved && to !== 'copyediting' ? t('editor.article.saveFirst') : ''
  }

  /** Asks before proofs are sent to the author, and before a step that skips the author. Going back needs no confirmation. */
  private ask(to: ProductionStep): void {
    this.acts.clear()
    const unapproved = to === 'ready' && this.article.proofs !== 'approved'
    if (to === 'proofs' || unapproved) this.asking = to
    else void this.move(to)
  }

  private dialog(): TemplateResult {
    const to = this.asking
    return html`<tj-dialog heading=${to === null ? '' : this.labelOf(to)} ?open=${to !== null} @close=${() => (this.asking = null)}>
      ${
        to === null
          ? nothing
          : html`<div class="stack">
              ${to === 'proofs' && isSamePdf(this.article) ? html`<tj-notice kind="warn"><p>${t('editor.article.samePdf')}</p></tj-notice>` : nothing}
              <p>${t(warningBefore(to, this.article))}</p>
              ${this.acts.render()}
            </div>`
      }
      <button slot="actions" type="button" @click=${() => (this.asking = null)}>${t('common.cancel')}</button>
      ${to === null ? nothing : html`<tj-action slot="actions" kind="primary" label=${this.labelOf(to)} ?busy=${this.acts.busy !== null} @act=${() => void this.move(to)}></tj-action>`}
    </tj-dialog>`
  }

  private async move(step: ProductionStep): Promise<void> {
    const params = { id: this.article.articleId }
    const corrected = step === 'proofs' && this.article.proofs === 'errors_reported'
    if (!(await this.acts.run(step, () => api('POST /api/articles/:id/step', { params, body: { step } })))) return
    this.asking = null
    this.tell('moved', t(corrected ? 'editor.article.movedCorrected' : `editor.article.moved.${step}`))
  }
}

function warningBefore(to: ProductionStep, { proofs }: Production) {
  if (to === 'proofs')
    return proofs === 'errors_reported' ? 'editor.article.correctedLetter' : 'editor.article.proofsLetter'
  return proofs === 'errors_reported' ? 'editor.article.readyErrors' : 'editor.article.readyUnapproved'
}

customElements.define('article-steps', ArticleSteps)
