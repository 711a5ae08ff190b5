import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { Actions } from '../../app/actions.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import '../../elements/tj-field.ts'
import { titleOf } from './issue-obstacles.ts'
import { hasPages, lengthOf, type Placed, startOf } from './issue-plan.ts'

export interface Numbering {
  readonly startAt: number
  readonly lengths: Readonly<Record<string, number>>
}

/** A dialog that numbers the pages of an issue: its first page, and the number of pages of each article. Event: `close`. */
export class PageNumbers extends TjElement {
  static override properties = {
    open: { type: Boolean },
    contents: { attribute: false },
    save: { attribute: false },
    startAt: { state: true },
    lengths: { state: true },
  }
  declare open: boolean
  declare contents: readonly Placed[]
  declare save: (numbering: Numbering) => Promise<unknown>
  declare private startAt: number
  /** Number of pages by article; 0: not known yet. */
  declare private lengths: Readonly<Record<string, number>>
  private readonly acts = new Actions(this)

  constructor() {
    super()
    this.open = false
    this.contents = []
    this.startAt = 1
    this.lengths = {}
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return
    this.startAt = startOf(this.contents)
    this.lengths = Object.fromEntries(this.numbered.map((article) => [article.articleId, lengthOf(article) ?? 0]))
    this.acts.clear()
  }

  private get numbered(): readonly Placed[] {
    return this.contents.filter(hasPages)
  }

  override render(): TemplateResult {
    const unknown = this.numbered.filter(({ articleId }) => !isLength(this.lengths[articleId])).length
    const closed =
      unknown > 0
        ? t('editor.issue.lengthsMissing', { n: unknown })
        : this.startAt < 1
          ? t('editor.issue.startMissing')
          : ''
    return html`<tj-dialog heading=${t('editor.issue.pages')} ?open=${this.open} @close=${() => this.tell('close')}>
      ${this.open ? html`<div class="stack"><p>${t('editor.issue.pagesText')}</p>${this.acts.render()}${this.start()}${this.table()}</div>` : nothing}
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('common.cancel')}</button>
      <tj-action slot="actions" kind="primary" label=${t('editor.issue.pagesSave')} reason=${closed} ?busy=${this.acts.busy !== null} @act=${() => void this.send()}></tj-action>
    </tj-dialog>`
  }

  private start(): TemplateResult {
    return html`<tj-field label=${t('editor.issue.startAt')}><input type="number" min="1" max="9999" .value=${String(this.startAt || '')} @input=${(event: Event) => (this.startAt = Math.trunc(Number(valueOf(event))))} /></tj-field>`
  }

  private table(): TemplateResult {
    let next = this.startAt
    const rows = this.numbered.map((article) => {
      const length = this.lengths[article.articleId]
      const pages = isLength(length) && next > 0 ? `${next}–${next + length - 1}` : '–'
      next = isLength(length) && next > 0 ? next + length : 0
      return this.row(article, pages)
    })
    return html`<table class="lengths">
      <thead><tr><th>${t('editor.issue.article')}</th><th>${t('editor.issue.length')}</th><th>${t('editor.issue.becomes')}</th></tr></thead>
      <tbody>${rows}</tbody></table>`
  }

  private row(article: Placed, pages: string): TemplateResult {
    const { articleId } = article
    const set = (event: Event) => (this.lengths = { ...this.lengths, [articleId]: Math.trunc(Number(valueOf(event))) })
    return html`<tr><th scope="row" dir="auto">${titleOf(article)}</th>
      <td><input type="number" min="1" max="500" aria-label=${t('editor.issue.lengthOf', { title: titleOf(article) })} .value=${String(this.lengths[articleId] || '')} @input=${set} /></td>
      <td class="nowrap">${pages}</td></tr>`
  }

  private async send(): Promise<void> {
    const { startAt, lengths } = this
    if (await this.acts.run('pages', () => this.save({ startAt, lengths }))) this.tell('close')
  }
}

function isLength(pages: number | undefined): pages is number {
  return pages !== undefined && pages >= 1 && pages <= 500
}

customElements.define('page-numbers', PageNumbers)
