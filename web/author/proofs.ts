import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { allowed, type Verdict } from '../../server/domain/refusal.ts'
import { sizeInWords } from '../app/sizes.ts'
import { t, tOf } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-date.ts'
import '../elements/tj-field.ts'
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
    const { step, proofsApprovedAt, proofsComment } = production
    const open = step === 'proofs' && proofsApprovedAt === null
    const wanted = open && proofsComment === ''
    return html`<section class=${wanted ? 'asked' : 'section stack'}>
      <h2>${wanted ? t('author.proofs.asked') : t('author.proofs.title')}</h2>
      ${wanted ? html`<p>${t('author.proofs.text')}</p>` : nothing} ${this.galleys(production)}
      ${proofsApprovedAt === null ? this.sent(proofsComment) : html`<p class="good">${t('author.proofs.approved')} <tj-date mode="instant" at=${proofsApprovedAt}></tj-date></p>`}
      ${open ? this.answers() : nothing}
    </section>`
  }

  /** The corrections already sent; approving stays possible. */
  private sent(comment: string): TemplateResult | typeof nothing {
    if (comment === '') return nothing
    return html`<p>${t('author.proofs.youWrote')}</p>
      <blockquote class="written" dir="auto">${comment}</blockquote>
      <p>${t('author.proofs.waiting')}</p>`
  }

  private galleys({ galleys }: Production): TemplateResult {
    return html`<ul class="plain">
      ${galleys.map(({ id, kind, bytes }) => html`<li><a href="/api/galleys/${id}" download>${tOf('author.proofs.kind', kind) ?? kind}</a> <span class="muted">${sizeInWords(bytes)}</span></li>`)}
    </ul>`
  }

  private answers(): TemplateResult {
    if (this.correcting) return this.corrections()
    return html`<div class="actions">
      <tj-action kind="primary" label=${t('author.proofs.approve')} .verdict=${this.verdict} ?busy=${this.busy}
        @act=${() => this.tell('answer', { approved: true, comment: '' } satisfies ProofsAnswer)}></tj-action>
      <tj-action label=${t('author.proofs.wrong')} .verdict=${this.verdict} @act=${() => void this.correct()}></tj-action>
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
