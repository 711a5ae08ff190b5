import { html, nothing, type TemplateResult } from 'lit'
import { productionSteps, type ProductionStep } from '../../server/domain/production.ts'
import type { Verdict } from '../../server/domain/refusal.ts'
import { Acts } from '../app/acts.ts'
import { api } from '../app/api.ts'
import { day } from '../app/dates.ts'
import { t, tOf } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-dialog.ts'
import '../elements/tj-timeline.ts'
import type { Production } from './article-draft.ts'

/** Where an article is on its way to print, and moving it on or back. Event: `moved`, detail: what to say. */
export class ArticleSteps extends TjElement {
  static override properties = { article: { attribute: false }, unsaved: { type: Boolean }, asking: { state: true } }
  declare article: Production
  /** Typed and not saved: proofs would show the text of before. */
  declare unsaved: boolean
  declare private asking: ProductionStep | null
  private readonly acts = new Acts(this)

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
    return html`<tj-timeline upright .steps=${steps} label=${t('editor.article.steps')}></tj-timeline>
      ${this.proofs()}
      <div class="acts-column">${productionSteps
        .filter((name) => name !== step)
        .toReversed()
        .map((name) => this.mover(name, name === productionSteps[now + 1]))}</div>
      ${this.asking === null ? this.acts.render() : nothing} ${this.dialog()}`
  }

  private proofs(): TemplateResult | typeof nothing {
    const { step, proofsApprovedAt, proofsComment, proofsCommentWithheld } = this.article
    const comment = proofsCommentWithheld
      ? html`<p class="small warn">${t('editor.copyedit.commentWithheld')}</p>`
      : proofsComment === ''
        ? nothing
        : html`<blockquote class="letter" dir="auto">${proofsComment}</blockquote>`
    if (proofsApprovedAt !== null) {
      return html`<div class="stack-tight"><p class="good">${t('editor.article.proofsApproved', { day: day(proofsApprovedAt) })}</p>${comment}</div>`
    }
    if (step === 'copyediting') return nothing
    return html`<div class="stack-tight"><p class="warn">${this.unapproved()}</p>${comment}</div>`
  }

  private unapproved(): string {
    const { step, proofsComment, proofsCommentWithheld } = this.article
    if (proofsComment !== '' || proofsCommentWithheld) return t('editor.article.proofsComment')
    return t(step === 'ready' ? 'editor.article.proofsUnapproved' : 'editor.article.proofsWaiting')
  }

  private mover(to: ProductionStep, primary: boolean): TemplateResult {
    const verdict = this.article.can.moveTo[to]
    return html`<tj-action kind=${primary ? 'primary' : ''} label=${t(`editor.article.move.${to}`)} .verdict=${verdict} reason=${this.reason(to, verdict)}
      ?busy=${this.acts.busy === to} @act=${() => this.ask(to)}></tj-action>`
  }

  private reason(to: ProductionStep, verdict: Verdict): string {
    if (!verdict.allowed) return verdict.code === 'incomplete' ? t('editor.article.pdfFirst') : ''
    return this.unsaved && to !== 'copyediting' ? t('editor.article.saveFirst') : ''
  }

  /** The author gets a letter with proofs; and who passes over the author should know it. Going back needs no question. */
  private ask(to: ProductionStep): void {
    this.acts.clear()
    const unapproved = to === 'ready' && this.article.proofsApprovedAt === null
    if (to === 'proofs' || unapproved) this.asking = to
    else void this.move(to)
  }

  private dialog(): TemplateResult {
    const to = this.asking
    return html`<tj-dialog heading=${to === null ? '' : t(`editor.article.move.${to}`)} ?open=${to !== null} @close=${() => (this.asking = null)}>
      <div class="stack"><p>${to === null ? '' : t(to === 'proofs' ? 'editor.article.proofsLetter' : 'editor.article.readyUnapproved')}</p> ${to === null ? nothing : this.acts.render()}</div>
      <button slot="actions" type="button" @click=${() => (this.asking = null)}>${t('common.cancel')}</button>
      ${to === null ? nothing : html`<tj-action slot="actions" kind="primary" label=${t(`editor.article.move.${to}`)} ?busy=${this.acts.busy !== null} @act=${() => void this.move(to)}></tj-action>`}
    </tj-dialog>`
  }

  private async move(step: ProductionStep): Promise<void> {
    const params = { id: this.article.articleId }
    if (!(await this.acts.run(step, () => api('POST /api/articles/:id/step', { params, body: { step } })))) return
    this.asking = null
    this.tell('moved', t(`editor.article.moved.${step}`))
  }
}

customElements.define('article-steps', ArticleSteps)
