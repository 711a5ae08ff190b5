import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { allowed, type Verdict } from '../../server/domain/refusal.ts'
import { ActDraft } from '../app/act-draft.ts'
import { clock } from '../app/dates.ts'
import { sizeInWords } from '../app/sizes.ts'
import { t, tOf } from '../app/strings.ts'
import { valueOf } from '../elements/control-of.ts'
import { TjElement } from '../elements/light-element.ts'
import type { TjAction } from '../elements/tj-action.ts'
import '../elements/tj-action.ts'
import '../elements/tj-field.ts'
import { earlierProofs, newestAnswers } from './proof-rounds.ts'
import type { Submission } from './labels.ts'

type Production = NonNullable<Submission['production']>

export interface ProofsAnswer {
  approved: boolean
  comment: string
}

/** The page proofs: read them, then approve them or report errors. The page sets `answer`, which returns whether it succeeded. */
class AuthorProofs extends TjElement {
  static override properties = {
    submissionId: {},
    production: { attribute: false },
    answer: { attribute: false },
    takeBack: { attribute: false },
    verdict: { attribute: false },
    busy: { type: Boolean },
    correcting: { state: true },
    error: { state: true },
  }
  declare submissionId: string
  declare production: Production | null
  declare answer: (answer: ProofsAnswer) => Promise<boolean>
  declare takeBack: () => Promise<boolean>
  declare verdict: Verdict
  declare busy: boolean
  /** Null until the author has chosen: then the form opens if there is unsent text. */
  declare private correcting: boolean | null
  declare private error: string
  /** True until the page has been reloaded, which removes the clicked button. */
  private answered = false
  private readonly kept = new ActDraft<{ readonly comment: string }>(this, {
    act: 'proofs',
    id: () => (this.isOpen ? this.submissionId : null),
  })

  constructor() {
    super()
    this.submissionId = ''
    this.production = null
    this.verdict = allowed
    this.busy = false
    this.correcting = null
    this.error = ''
  }

  private get isOpen(): boolean {
    return this.production?.step === 'proofs' && this.production.proofs !== 'approved'
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.answered && changed.has('production')) void this.keepFocus()
  }

  /** To the next action. */
  private async keepFocus(): Promise<void> {
    this.answered = false
    await Promise.all([...this.querySelectorAll<TjAction>('tj-action')].map((action) => action.updateComplete))
    if (document.activeElement === document.body) this.querySelector<HTMLElement>('tj-action button')?.focus()
  }

  override render(): TemplateResult | typeof nothing {
    const { production } = this
    if (production === null) return nothing
    const { step, proofs, rounds } = production
    const wanted = step === 'proofs' && proofs === 'with_author'
    const asked = rounds.length > 1 ? 'author.proofs.again' : 'author.proofs.asked'
    return html`<section class=${wanted ? 'task' : 'section stack'}>
      <h2>${t(wanted ? asked : 'author.proofs.title')}</h2>
      ${wanted ? html`<p>${t('author.proofs.text')}</p>` : nothing} ${this.galleys(production)} ${newestAnswers(production)}
      ${step === 'proofs' && proofs === 'errors_reported' ? html`<p>${t('author.proofs.waiting')}</p>` : nothing}
      ${step === 'proofs' && proofs !== 'approved' ? this.answers(wanted) : nothing}
      ${this.undo(production)} ${earlierProofs(production)}
    </section>`
  }

  /** Shown for some minutes, even after the page was left and opened again. */
  private undo({ takeBackUntil }: Production): TemplateResult | typeof nothing {
    if (takeBackUntil === null) return nothing
    return html`<p>${t('author.proofs.takeBackText', { time: clock(new Date(takeBackUntil)) })}</p>
      <div class="actions"><tj-action label=${t('author.proofs.takeBack')} ?busy=${this.busy} @act=${() => void this.takeItBack()}></tj-action></div>`
  }

  private async approve(): Promise<void> {
    await this.answer({ approved: true, comment: '' })
    this.answered = true
  }

  private async takeItBack(): Promise<void> {
    await this.takeBack()
    this.answered = true
  }

  private galleys({ galleys }: Production): TemplateResult {
    return html`<ul class="plain">
      ${galleys.map(({ id, kind, bytes }) => html`<li><a href="/api/galleys/${id}" download>${tOf('author.proofs.kind', kind) ?? kind}</a> <span class="muted">${sizeInWords(bytes)}</span></li>`)}
    </ul>`
  }

  private answers(first: boolean): TemplateResult {
    const begun = (this.kept.value?.comment ?? '') !== ''
    if (this.correcting ?? begun) return this.corrections()
    const report = begun ? 'author.proofs.goOn' : first ? 'author.proofs.wrong' : 'author.proofs.more'
    return html`<div class="actions">
      <tj-action kind="primary" label=${t('author.proofs.approve')} .verdict=${this.verdict} ?busy=${this.busy}
        @act=${() => void this.approve()}></tj-action>
      <tj-action label=${t(report)} .verdict=${this.verdict} @act=${() => void this.correct()}></tj-action>
    </div>`
  }

  private corrections(): TemplateResult {
    return html`<tj-field label=${t('author.proofs.what')} hint=${t('author.proofs.whatHint')} required error=${this.error}>
        <textarea name="comment" rows="6" dir="auto" .value=${this.kept.value?.comment ?? ''}
          @input=${(event: Event) => this.kept.change({ comment: valueOf(event) })}></textarea>
      </tj-field>
      ${this.kept.render()}
      <div class="actions">
        <tj-action kind="primary" label=${t('author.proofs.send')} .verdict=${this.verdict} ?busy=${this.busy} @act=${() => void this.send()}></tj-action>
        <button type="button" @click=${() => (this.correcting = false)}>${t('author.proofs.later')}</button>
      </div>`
  }

  private async correct(): Promise<void> {
    this.correcting = true
    await this.updateComplete
    this.querySelector('textarea')?.focus()
  }

  private async send(): Promise<void> {
    const comment = this.kept.value?.comment.trim() ?? ''
    this.error = comment === '' ? t('author.proofs.nothing') : ''
    if (comment === '') return
    if (await this.kept.during(() => this.answer({ approved: false, comment }))) this.correcting = null
  }
}

customElements.define('author-proofs', AuthorProofs)
