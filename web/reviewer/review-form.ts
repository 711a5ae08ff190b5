import { html, nothing, type TemplateResult } from 'lit'
import { recommendations } from '../../server/domain/review.ts'
import { isolated } from '../../server/domain/text.ts'
import { t } from '../app/strings.ts'
import { valueOf } from '../elements/control-of.ts'
import { TjElement } from '../elements/light-element.ts'
import { focusControl } from '../elements/tj-errors.ts'
import '../elements/tj-field.ts'
import '../elements/tj-scale.ts'
import type { TextFinding } from '../manuscripts/text-findings.ts'
import '../manuscripts/text-findings.ts'
import { gapsOf, withScore, type Criterion, type ReviewDraft } from './review-draft.ts'

/** Scores, comments and recommendation, and which of them are missing. Event: `draft`, detail: the whole draft. */
export class ReviewForm extends TjElement {
  static override properties = {
    criteria: { attribute: false },
    draft: { attribute: false },
    names: { attribute: false },
    errorOf: { attribute: false },
    abstained: { state: true },
  }
  declare criteria: readonly Criterion[]
  declare draft: ReviewDraft
  /** Places in the text to the author that name the reviewer, as it was last saved. */
  declare names: readonly TextFinding[]
  /** The error of a text; the empty string when there is none. */
  declare errorOf: (field: 'toAuthor' | 'toEditor') => string
  /** Ids of criteria that the reviewer said they cannot judge; on the screen only, the server stores no score for them. */
  declare private abstained: ReadonlySet<string>

  constructor() {
    super()
    this.criteria = []
    this.draft = { scores: {}, toAuthor: '', toEditor: '', recommendation: null }
    this.names = []
    this.errorOf = () => ''
    this.abstained = new Set()
  }

  override render(): TemplateResult {
    return html`<div class="stack-loose">
      <section class="stack"><h2>${t('reviewer.review.scores')}</h2>${this.criteria.map((criterion) => this.scale(criterion))}</section>
      <section class="stack">
        ${this.text('toAuthor', t('reviewer.review.toAuthor'), t('reviewer.review.toAuthorHint'))}
        <text-findings in="own_review" .findings=${this.names}></text-findings>
        ${this.text('toEditor', t('reviewer.review.toEditor'), t('reviewer.review.toEditorHint'))}
      </section>
      ${this.recommend()} ${this.missing()}
    </div>`
  }

  private scale({ id, title, hint, weight, scale, required }: Criterion): TemplateResult {
    const counts = weight === 1 ? '' : t('reviewer.review.weight', { weight })
    return html`<tj-scale
      name="scores.${id}"
      label=${title}
      hint=${[hint, counts].filter((part) => part !== '').join(' ·\u00a0')}
      .steps=${scale.map((label, at) => ({ value: at + 1, label }))}
      .value=${this.draft.scores[id] ?? null}
      ?abstained=${this.abstained.has(id) && this.draft.scores[id] === undefined}
      ?optional=${!required}
      @score=${(event: CustomEvent<number | null>) => this.score(id, event.detail)}
    ></tj-scale>`
  }

  private score(id: string, value: number | null): void {
    this.abstained = new Set([...this.abstained].filter((held) => held !== id).concat(value === null ? [id] : []))
    this.changeTo(withScore(this.draft, id, value))
  }

  private text(name: 'toAuthor' | 'toEditor', label: string, hint: string): TemplateResult {
    return html`<tj-field label=${label} hint=${hint} count="words" error=${this.errorOf(name)} ?optional=${name === 'toEditor'}>
      <textarea class=${name === 'toAuthor' ? 'long' : ''} name=${name} dir="auto" .value=${this.draft[name]}
        @input=${(event: Event) => this.changeTo({ ...this.draft, [name]: valueOf(event) })}></textarea>
    </tj-field>`
  }

  private recommend(): TemplateResult {
    return html`<fieldset class="stack-tight">
      <legend><h2>${t('reviewer.review.recommendation')}</h2></legend>
      <p class="hint">${t('reviewer.review.recommendationHint')}</p>
      ${recommendations.map(
        (recommendation) => html`<label class="choice">
          <input type="radio" name="recommendation" .checked=${this.draft.recommendation === recommendation}
            @change=${() => this.changeTo({ ...this.draft, recommendation })} />
          <span><strong>${t(`reviewer.recommendation.${recommendation}`)}</strong>
            <small>${t(`reviewer.recommendationHint.${recommendation}`)}</small></span>
        </label>`,
      )}
    </fieldset>`
  }

  private missing(): TemplateResult {
    const gaps = gapsOf(this.draft, this.criteria)
    const titles = new Map(this.criteria.map(({ id, title }) => [`scores.${id}`, title]))
    const empty = this.criteria.filter(({ id, required }) => !required && this.draft.scores[id] === undefined)
    return html`<section class="section">
      <h2>${t('reviewer.review.submitHeading')}</h2>
      <div class="stack-tight">
        <p>${gaps.length === 0 ? t('reviewer.review.complete') : t('reviewer.review.missing', { n: gaps.length })}</p>
        <ul class="missing">${gaps.map(
          ({ path, code }) => html`<li><a href="#${path}" @click=${(event: Event) => lead(event, path)}
            >${t(`reviewer.review.missing.${code}`, { criterion: titles.get(path) ?? '' })}</a></li>`,
        )}</ul>
        ${empty.length === 0 ? nothing : html`<p class="small muted">${t('reviewer.review.mayStayEmpty', { list: empty.map(({ title }) => isolated(title)).join(', ') })}</p>`}
      </div>
    </section>`
  }

  private changeTo(draft: ReviewDraft): void {
    this.draft = draft
    this.tell('draft', draft)
  }
}

function lead(event: Event, path: string): void {
  event.preventDefault()
  focusControl(path)
}

customElements.define('review-form', ReviewForm)
