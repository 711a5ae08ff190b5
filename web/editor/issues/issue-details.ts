import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import type { Ask } from '../../app/api.ts'
import { merge } from '../../app/merge.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import '../../elements/tj-field.ts'
import { errorOf } from '../field-errors.ts'

export type Details = Ask<'POST /api/issues'>['body']

/** A dialog for the number and title of an issue. The page sets `save`, which may refuse. Event: `close`. */
export class IssueDetails extends TjElement {
  static override properties = {
    heading: {},
    act: {},
    open: { type: Boolean },
    issueId: {},
    details: { attribute: false },
    save: { attribute: false },
  }
  declare heading: string
  declare act: string
  declare open: boolean
  /** `new` for a new issue. */
  declare issueId: string
  declare details: Details
  declare save: (details: Details) => Promise<unknown>
  private readonly acts = new Actions(this)
  private readonly kept = new ActDraft<{ readonly typed: Details; readonly base: Details }>(this, {
    act: 'issue',
    id: () => (this.open ? this.issueId : null),
  })

  constructor() {
    super()
    this.heading = ''
    this.act = ''
    this.open = false
    this.issueId = 'new'
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) this.acts.clear()
  }

  /** The stored text, merged with colleagues' changes since. */
  private get typed(): Details {
    const begun = this.kept.value
    return begun === null ? this.details : merge(begun.base, begun.typed, this.details).text
  }

  override render(): TemplateResult {
    return html`<tj-dialog heading=${this.heading} ?open=${this.open} @close=${() => this.tell('close')}>
      ${this.open ? this.form() : nothing}
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('common.cancel')}</button>
      <tj-action slot="actions" kind="primary" label=${this.act} ?busy=${this.acts.busy !== null} @act=${() => void this.send()}></tj-action>
    </tj-dialog>`
  }

  private form(): TemplateResult {
    const { typed, acts } = this
    const set = (part: Partial<Details>) => this.kept.change({ typed: { ...typed, ...part }, base: this.details })
    return html`<form class="stack" novalidate @submit=${(event: Event) => this.entered(event)}>
      ${(acts.problem?.fields.length ?? 0) > 0 ? nothing : acts.render()}
      <div class="row dates">
        <tj-field label=${t('editor.issue.volume')} error=${errorOf(acts.problem, 'volume')}><input type="number" name="volume" min="1" max="999" .value=${String(typed.volume || '')} @input=${(event: Event) => set({ volume: Number(valueOf(event)) })} /></tj-field>
        <tj-field label=${t('editor.issue.number')} error=${errorOf(acts.problem, 'number')}><input class="short" name="number" size="6" maxlength="10" .value=${typed.number} @input=${(event: Event) => set({ number: valueOf(event) })} /></tj-field>
        <tj-field label=${t('editor.issue.year')} error=${errorOf(acts.problem, 'year')}><input type="number" name="year" min="1991" max="2200" .value=${String(typed.year || '')} @input=${(event: Event) => set({ year: Number(valueOf(event)) })} /></tj-field>
      </div>
      <p class="hint">${t('editor.issue.numberHint')}</p>
      <tj-field optional label=${t('editor.issue.title')} error=${errorOf(acts.problem, 'title')}><input dir="auto" name="title" maxlength="300" .value=${typed.title} @input=${(event: Event) => set({ title: valueOf(event) })} /></tj-field>
      <tj-field optional label=${t('editor.issue.summary')} hint=${t('editor.issue.summaryHint')} error=${errorOf(acts.problem, 'summary')}><textarea dir="auto" name="summary" rows="5" .value=${typed.summary} @input=${(event: Event) => set({ summary: valueOf(event) })}></textarea></tj-field>
      ${this.kept.render()}
      <button type="submit" hidden></button>
    </form>`
  }

  private entered(event: Event): void {
    event.preventDefault()
    void this.send()
  }

  private async send(): Promise<void> {
    const { typed } = this
    if (await this.kept.during(() => this.acts.run('save', () => this.save(typed)))) this.tell('close')
  }
}

customElements.define('issue-details', IssueDetails)
