import { html, nothing, type TemplateResult } from 'lit'
import { textLanguages } from '../../../server/domain/languages.ts'
import { oneLine } from '../../../server/domain/text.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-chips.ts'
import '../../elements/tj-errors.ts'
import '../../elements/tj-field.ts'
import '../../elements/tj-languages.ts'
import { type ArticleText, type Byline, draftOf, type Production } from './article-draft.ts'
import { bylineError } from './byline-list.ts'
import { errorOf, fieldErrors } from '../field-errors.ts'
import '../line-list.ts'

/** The form for what will be printed of an article. Event: `draft`, detail: the whole text. */
export class ArticleForm extends TjElement {
  static override properties = {
    article: { attribute: false },
    text: { attribute: false },
    problem: { attribute: false },
  }
  declare article: Production
  /** The text as changed on the screen; null: as saved. */
  declare text: ArticleText | null
  declare problem: ApiProblem | null

  constructor() {
    super()
    this.text = null
    this.problem = null
  }

  private get current(): ArticleText {
    return this.text ?? draftOf(this.article)
  }

  override render(): TemplateResult {
    const { current, article } = this
    return html`<tj-errors .errors=${fieldErrors(this.problem, labels(), bylineError)}></tj-errors>
      <section class="stack">
        ${this.field('title', html`<textarea name="title" rows="2" dir="auto" lang=${article.language} .value=${current.title} @input=${(event: Event) => this.change({ title: oneLine(valueOf(event)) })}></textarea>`)}
        ${this.oneLine('subtitle')}
        <byline-list .value=${current.bylines} .problem=${this.problem} @bylines=${(event: CustomEvent<Byline[]>) => this.change({ bylines: event.detail })}></byline-list>
      </section>
      <section class="section stack"><h2>${t('editor.article.opening')}</h2>
        <line-list long name="keyPoints" max="6" label=${labels().keyPoints} hint=${t('editor.article.keyPointsHint')} error=${errorOf(this.problem, 'keyPoints')}
          one=${t('editor.article.keyPoint')} add=${t('editor.article.addKeyPoint')} .value=${current.keyPoints}
          @lines=${(event: CustomEvent<string[]>) => this.change({ keyPoints: event.detail })}></line-list>
        <tj-languages long name="abstract" label=${labels().abstract} error=${errorOf(this.problem, 'abstract')} first=${article.language} .languages=${languages(article.language)}
          .value=${current.abstract} @change=${(event: Event) => this.take(event, 'abstract')}></tj-languages>
        <tj-chips name="keywords" label=${labels().keywords} hint=${t('editor.article.keywordsHint')} error=${errorOf(this.problem, 'keywords')}
          .value=${current.keywords} @change=${(event: Event) => this.take(event, 'keywords')}></tj-chips>
        ${this.field('contentNote', html`<textarea name="contentNote" dir="auto" .value=${current.contentNote} @input=${(event: Event) => this.change({ contentNote: valueOf(event) })}></textarea>`, t('editor.article.contentNoteHint'))}
      </section>
      <section class="section stack"><h2>${t('editor.article.numbers')}</h2>
        ${this.oneLine('doi')} ${this.suggestion()}
        <div class="row dates">${this.oneLine('firstPage')} ${this.oneLine('lastPage')}</div>
        <p class="hint">${t('editor.article.pagesHint')}</p>
      </section>`
  }

  private field(name: keyof ReturnType<typeof labels>, control: TemplateResult, hint = ''): TemplateResult {
    return html`<tj-field label=${labels()[name]} hint=${hint} error=${errorOf(this.problem, name)} ?required=${name === 'title'}>${control}</tj-field>`
  }

  private oneLine(name: 'subtitle' | 'doi' | 'firstPage' | 'lastPage'): TemplateResult {
    const hint = name === 'doi' ? t('editor.article.doiHint') : ''
    const short = name === 'firstPage' || name === 'lastPage' ? 'short' : ''
    return this.field(
      name,
      html`<input name=${name} class=${short} dir="auto" autocomplete="off" .value=${this.current[name] ?? ''} @input=${(event: Event) => this.change({ [name]: valueOf(event) || null })} />`,
      hint,
    )
  }

  private suggestion(): TemplateResult | typeof nothing {
    const { suggestedDoi } = this.article
    if (suggestedDoi === null) return html`<p class="hint">${t('editor.article.doiLater')}</p>`
    if (this.current.doi === suggestedDoi) return nothing
    return html`<p><button type="button" class="quiet small" @click=${() => this.change({ doi: suggestedDoi })}>${t('editor.article.doiUse', { doi: suggestedDoi })}</button></p>`
  }

  /** The controls inside these elements fire `change`, too, but without the list. */
  private take(event: Event, name: 'abstract' | 'keywords'): void {
    if (event instanceof CustomEvent) this.change({ [name]: event.detail })
  }

  private change(part: Partial<ArticleText>): void {
    this.text = { ...this.current, ...part }
    this.tell('draft', this.text)
  }
}

function languages(own: string): readonly string[] {
  return [...new Set([own, ...textLanguages])]
}

function labels() {
  return {
    title: t('editor.article.title'),
    subtitle: t('editor.article.subtitle'),
    bylines: t('editor.article.bylines'),
    keyPoints: t('editor.article.keyPoints'),
    abstract: t('editor.article.abstract'),
    keywords: t('editor.article.keywords'),
    contentNote: t('editor.article.contentNote'),
    doi: 'DOI',
    firstPage: t('editor.article.firstPage'),
    lastPage: t('editor.article.lastPage'),
  }
}

customElements.define('article-form', ArticleForm)
