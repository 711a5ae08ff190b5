import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { t } from '../../app/strings.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { controlOf, valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-field.ts'
import '../../elements/tj-reorder.ts'
import type { Reordered, TjReorder } from '../../elements/tj-reorder.ts'
import type { Byline } from './article-draft.ts'
import { isBlank } from '../../../server/domain/text.ts'

interface Row {
  readonly id: string
  readonly byline: Byline
}

/** The names that are printed, in order. Event: `bylines`, detail: the list. */
export class BylineList extends TjElement {
  static override properties = { value: { attribute: false }, problem: { attribute: false }, rows: { state: true } }
  declare value: readonly Byline[]
  declare problem: ApiProblem | null
  declare private rows: readonly Row[]
  private drawn = 0

  constructor() {
    super()
    this.value = []
    this.problem = null
    this.rows = []
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const shown = this.rows.map(({ byline }) => byline)
    if (changed.has('value') && JSON.stringify(shown) !== JSON.stringify(this.value)) {
      this.rows = this.value.map((byline, n) => ({ id: this.rows[n]?.id ?? this.newId(), byline }))
    }
  }

  override render(): TemplateResult {
    return html`<fieldset id="bylines" tabindex="-1">
      <legend>${t('editor.article.bylines')}</legend>
      <p class="hint">${t('editor.article.bylinesHint')}</p>
      <p class="hint">${t('editor.article.sortNameHint')}</p>
      <tj-reorder label=${t('editor.article.bylines')} .items=${this.rows.map(({ id, byline }, n) => ({ id, label: nameOf(byline, n) }))}
        .content=${({ id }: { id: string }, n: number) => this.row(id, n)} @reorder=${(event: CustomEvent<Reordered>) => this.reorder(event)}></tj-reorder>
      <p><button type="button" class="quiet small" @click=${() => void this.add()}>${t('editor.article.addByline')}</button></p>
    </fieldset>`
  }

  private row(id: string, n: number): TemplateResult | typeof nothing {
    const byline = this.rows.find((row) => row.id === id)?.byline
    if (byline === undefined) return nothing
    const set = (part: Partial<Byline>) => this.change(id, part)
    const corresponding = (event: Event) => {
      const control = controlOf(event)
      set({ corresponding: control instanceof HTMLInputElement && control.checked })
    }
    return html`<div class="byline" role="group" aria-label=${nameOf(byline, n)}>
      <tj-field label=${t('editor.article.name')} error=${this.error(n, 'name')}><input id=${id} dir="auto" .value=${byline.name} @input=${(event: Event) => set({ name: valueOf(event) })} /></tj-field>
      <tj-field label=${t('editor.article.sortName')} optional error=${this.error(n, 'sortName')}><input dir="auto" autocomplete="off" .value=${byline.sortName ?? ''} @input=${(event: Event) => set({ sortName: valueOf(event) })} /></tj-field>
      <tj-field label=${t('editor.article.affiliation')} error=${this.error(n, 'affiliation')}><input dir="auto" .value=${byline.affiliation} @input=${(event: Event) => set({ affiliation: valueOf(event) })} /></tj-field>
      <tj-field label="ORCID iD" error=${this.error(n, 'orcid')}><input autocomplete="off" placeholder="0000-0002-1825-0097" .value=${byline.orcid ?? ''} @input=${(event: Event) => set({ orcid: valueOf(event) || null })} /></tj-field>
      <p class="row"><label class="choice"><input type="checkbox" .checked=${byline.corresponding} @change=${corresponding} /> ${t('editor.article.corresponding')}</label>
        ${this.rows.length > 1 ? html`<button type="button" class="quiet small" aria-label=${t('editor.article.removeByline', { name: nameOf(byline, n) })} @click=${() => this.drop(id)}>${t('editor.lines.removeShort')}</button>` : nothing}</p>
    </div>`
  }

  private error(n: number, field: keyof Byline): string {
    const path = `bylines.${n}.${field}`
    const found = this.problem?.fields.some((wrong) => wrong.path === path) === true
    return found ? (bylineError(path) ?? '') : ''
  }

  private change(id: string, part: Partial<Byline>): void {
    this.changeTo(this.rows.map((row) => (row.id === id ? { id, byline: { ...row.byline, ...part } } : row)))
  }

  private async add(): Promise<void> {
    const id = this.newId()
    this.changeTo([
      ...this.rows,
      { id, byline: { name: '', sortName: '', affiliation: '', orcid: null, corresponding: false } },
    ])
    await this.updateComplete
    await this.querySelector<TjReorder>('tj-reorder')?.updateComplete
    document.getElementById(id)?.focus()
  }

  private drop(id: string): void {
    this.changeTo(this.rows.filter((row) => row.id !== id))
    this.querySelector<HTMLElement>('#bylines')?.focus()
  }

  private newId(): string {
    return `${this.uid}-${++this.drawn}`
  }

  private reorder(event: CustomEvent<Reordered>): void {
    event.stopPropagation()
    const { ids } = event.detail
    this.changeTo([...this.rows].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)))
  }

  private changeTo(rows: readonly Row[]): void {
    this.rows = rows
    this.tell(
      'bylines',
      rows.map(({ byline }) => byline),
    )
  }
}

/** The error of one line; null for other fields. */
export function bylineError(path: string): string | null {
  if (!path.startsWith('bylines.')) return null
  return t(path.endsWith('.orcid') ? 'editor.article.orcidWrong' : 'editor.article.bylineWrong')
}

function nameOf({ name }: Byline, n: number): string {
  return isBlank(name) ? t('editor.article.nameless', { n: n + 1 }) : name
}

customElements.define('byline-list', BylineList)
