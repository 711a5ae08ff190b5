import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { allowed, type Verdict } from '../../server/domain/refusal.ts'
import { sizeInWords } from '../app/sizes.ts'
import { t, tOf } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-field.ts'
import { earlierProofs, newestAnswers } from './proof-rounds.ts'
import type { Submission } from './words.ts'

type Production = NonNullable<Submission['production']>

export interface ProofsAnswer {
  approved: boolean
  comment: string
}

/** The page proofs: read them, then approve or say what is wrong. Event: `answer` (detail: ProofsAnswer). */
class AuthorProofs extends TjElement {
  static override properties = {
    production: { attribute: false },
    verdict: { attribute: false },
    busy: { type: Boolean },
    correcting: { state: true },
    error: { state: true },
  }
  declare production: Production | null
  declare verdict: Verdict
  declare busy: boolean
  declare private correcting: boolean
  declare private error: string

  constructor() {
    super()
    this.production = null
    this.verdict = allowed
    this.busy = false
    this.correcting = false
    this.error = ''
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('production')) this.correcting = false
  }

  override render(): TemplateResult | typeof nothing {
    const { production } = this
    if (production === null) return nothing
    const { step, proofs, rounds } = production
    const wanted = step === 'proofs' && proofs === 'with_author'
    const asked = rounds.length > 1 ? 'author.proofs.again' : 'author.proofs.asked'
    return html`<section class=${wanted ? 'asked' : 'section stack'}>
      <h2>${t(wanted ? asked : 'author.proofs.title')}</h2>
      ${wanted ? html`<p>${t('author.proofs.text')}</p>` : nothing} ${this.galleys(production)} ${newestAnswers(production)}
      ${step === 'proofs' && proofs === 'errors_reported' ? html`<p>${t('author.proofs.waiting')}</p>` : nothing}
      ${step === 'proofs' && proofs !== 'approved' ? this.answers(wanted) : nothing} ${earlierProofs(production)}
    </section>`
  }

  private galleys({ galleys }: Production): TemplateResult {
    return html`<ul class="plain">
      ${galleys.map(({ id, kind, bytes }) => html`<li><a href="/api/galleys/${id}" download>${tOf('author.proofs.kind', kind) ?? kind}</a> <span class="muted">${sizeInWords(bytes)}</span></li>`)}
    </ul>`
  }

  private answers(first: boolean): TemplateResult {
    if (this.correcting) return this.corrections()
    return html`<div class="actions">
      <tj-action kind="primary" label=${t('author.proofs.approve')} .verdict=${this.verdict} ?busy=${this.busy}
        @act=${() => this.tell('answer', { approved: true, comment: '' } satisfies ProofsAnswer)}></tj-action>
      <tj-action label=${t(first ? 'author.proofs.wrong' : 'author.proofs.more')} .verdict=${this.verdict} @act=${() => void this.correct()}></tj-action>
    </div>`
  }

  private corrections(): TemplateResult {
    return html`<tj-field label=${t('author.proofs.what')} hint=${t('author.proofs.whatHint')} required error=${this.error}>
        <textarea name="comment" rows="6" dir="auto"></textarea>
      </tj-field>
      <div class="actions">
        <tj-action kind="primary" label=${t('author.proofs.send')} .verdict=${this.verdict} ?busy=${this.busy} @act=${() => this.send()}></tj-action>
        <button type="button" @click=${() => (this.correcting = false)}>${t('common.cancel')}</button>
      </div>`
  }

  private async correct(): Promise<void> {
    this.correcting = true
    await this.updateComplete
    this.querySelector('textarea')?.focus()
  }

  private send(): void {
    const comment = this.querySelector('textarea')?.value.trim() ?? ''
    this.error = comment === '' ? t('author.proofs.nothing') : ''
    if (comment !== '') this.tell('answer', { approved: false, comment } satisfies ProofsAnswer)
  }
}

customElements.define('author-proofs', AuthorProofs)
