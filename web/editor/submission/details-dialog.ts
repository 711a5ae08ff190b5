import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { oneLine } from '../../../server/domain/text.ts'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import { type Answer, api } from '../../app/api.ts'
import { AsyncData } from '../../app/async-data.ts'
import { merge } from '../../app/merge.ts'
import { listed, t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-chips.ts'
import '../../elements/tj-dialog.ts'
import '../../elements/tj-errors.ts'
import '../../elements/tj-field.ts'
import '../../elements/tj-languages.ts'
import { detailName } from '../../manuscripts/detail-changes.ts'
import type { TextFinding } from '../../manuscripts/text-findings.ts'
import '../../manuscripts/text-findings.ts'
import { asSent, type DetailsDraft, type DetailsText, textOf } from './details-draft.ts'
import { errorOf, fieldErrors } from '../field-errors.ts'
import { type EditorSubmission } from '../labels.ts'

type Choices = Answer<'GET /api/desk/:id/choices'>

/**
 * A dialog that changes the details of a submission. Its author is notified of every change. `reload` loads the page again. Events:
 * `changed` when it was done, `close`.
 */
class DetailsDialog extends TjElement {
  static override properties = {
    page: { attribute: false },
    reload: { attribute: false },
    both: { state: true },
    names: { state: true },
  }
  declare page: EditorSubmission
  declare reload: () => Promise<void>
  /** Fields that a colleague has changed, too. */
  declare private both: readonly string[]
  /** Names of authors in text that reviewers would read at once. */
  declare private names: readonly TextFinding[]
  private readonly acts = new Actions(this)
  private readonly choices = new AsyncData(this, () => api('GET /api/desk/:id/choices', this.target))
  private readonly kept = new ActDraft<DetailsDraft>(this, { act: 'details', id: () => this.page.id })

  constructor() {
    super()
    this.both = []
    this.names = []
  }

  private get target() {
    return { params: { id: this.page.id } }
  }

  private get draft(): DetailsDraft {
    const now = textOf(this.page)
    return this.kept.value ?? { text: now, base: now }
  }

  override render(): TemplateResult {
    return html`<tj-dialog open heading=${t('editor.details.heading')} @close=${() => this.tell('close')}>
      <form class="stack" novalidate @submit=${(event: Event) => this.entered(event)} @keep=${(event: CustomEvent<string>) => this.keep(event)}>
        <p class="muted">${t('editor.details.text')}</p>
        ${(this.acts.problem?.fields.length ?? 0) > 0 ? nothing : this.acts.render()}
        <tj-errors .errors=${fieldErrors(this.acts.problem, labels())}></tj-errors>
        ${this.both.length === 0 ? nothing : html`<p class="warn" role="status">${t('editor.details.both', { fields: listed(this.both.map(detailName)) })}</p>`}
        <text-findings in="details" .findings=${this.names}></text-findings>
        ${this.choices.render({ ready: (choices) => this.fields(choices) })}
        ${this.kept.render()}
        <button type="submit" hidden></button>
      </form>
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('common.cancel')}</button>
      <tj-action slot="actions" kind="primary" label=${t('editor.details.save')} ?busy=${this.acts.busy !== null} @act=${() => void this.save()}></tj-action>
    </tj-dialog>`
  }

  private fields({ sections, calls }: Choices): TemplateResult {
    const { language } = this.page
    const { sectionId, callId, title, abstract, keywords, contentNote } = this.draft.text
    const section = sections.find(({ id }) => id === sectionId)
    const error = (field: string) => errorOf(this.acts.problem, field)
    return html`<div class="columns">
        <tj-field label=${labels().sectionId} error=${error('sectionId')}>
          <select name="sectionId" @change=${(event: Event) => this.write({ sectionId: valueOf(event) })}>
            ${sections.map(({ id, title: name }) => html`<option value=${id} ?selected=${id === sectionId}>${name}</option>`)}
          </select></tj-field>
        <tj-field label=${labels().callId} error=${error('callId')}>
          <select name="callId" @change=${(event: Event) => this.write({ callId: valueOf(event) || null })}>
            <option value="" ?selected=${callId === null}>${t('editor.details.noCall')}</option>
            ${calls.map(({ id, title: name, closed }) => html`<option value=${id} ?selected=${id === callId}>${closed ? t('editor.details.closedCall', { title: name }) : name}</option>`)}
          </select></tj-field>
      </div>
      <tj-field label=${labels().title} required error=${error('title')}>
        <textarea name="title" rows="2" dir="auto" lang=${language} .value=${live(title)} @input=${(event: Event) => this.write({ title: oneLine(valueOf(event)) })}></textarea></tj-field>
      <tj-languages long name="abstract" label=${labels().abstract} error=${error('abstract')} first=${language} .value=${abstract} maxWords=${section?.abstractLimit ?? 0}
        @change=${({ detail }: CustomEvent<DetailsText['abstract']>) => this.write({ abstract: detail })}></tj-languages>
      <tj-chips name="keywords" label=${labels().keywords} error=${error('keywords')} .value=${keywords}
        @change=${({ detail }: CustomEvent<string[]>) => this.write({ keywords: detail })}></tj-chips>
      <tj-field optional label=${labels().contentNote} hint=${t('editor.details.contentNoteHint')} error=${error('contentNote')}>
        <textarea name="contentNote" rows="2" dir="auto" .value=${contentNote} @input=${(event: Event) => this.write({ contentNote: valueOf(event) })}></textarea></tj-field>`
  }

  private write(part: Partial<DetailsText>): void {
    const { text, base } = this.draft
    this.kept.change({ text: { ...text, ...part }, base })
  }

  private entered(event: Event): void {
    event.preventDefault()
    void this.save()
  }

  /** The confirmation is sent with the form; the event must not reach the page behind, which would store it at once. */
  private keep(event: CustomEvent<string>): void {
    event.stopPropagation()
    const confirmed = { at: new Date().toISOString(), by: 'editor' as const }
    this.names = this.names.map((line) => (line.id === event.detail ? { ...line, confirmed } : line))
  }

  private async save(): Promise<void> {
    const { draft } = this
    const looked = this.names.filter(({ confirmed }) => confirmed !== null).map(({ id }) => id)
    const send = () =>
      api('PATCH /api/submissions/:id/details', { ...this.target, body: asSent(draft, looked) }).then(this.reload)
    const done = await this.kept.during(() => this.acts.run('save', send))
    if (done) {
      this.tell('changed')
      return this.tell('close')
    }
    if (this.acts.problem?.code === 'names_in_details') await this.look(draft.text)
    if (this.acts.problem?.code === 'edited_elsewhere') await this.bringTogether(draft)
  }

  private async look({ title, abstract, keywords, contentNote }: DetailsText): Promise<void> {
    const body = { field: 'details' as const, title, abstract, keywords: [...keywords], contentNote }
    const { findings } = await api('POST /api/submissions/:id/text-check', { ...this.target, body })
    const before = this.names
    this.names = findings.map((line) => before.find(({ id }) => id === line.id) ?? line)
    await this.updateComplete
    // The list of names above the form, whose elements render after this one.
    requestAnimationFrame(() => this.querySelector<HTMLElement>('text-findings button')?.focus())
  }

  /**
   * Somebody has changed it in the meantime. Changes to different fields are merged without asking; where both changed the same field, the
   * text typed here stays, and clicking the button again overwrites theirs.
   */
  private async bringTogether({ text, base }: DetailsDraft): Promise<void> {
    await this.reload()
    const newest = textOf(this.page)
    const merged = merge(base, { ...text, version: newest.version }, newest)
    this.both = [...new Set(merged.both.map((field) => field.split('.')[0] ?? field))]
    this.kept.change({ text: merged.text, base: newest })
    if (this.both.length === 0) await this.save()
  }
}

function labels() {
  return {
    sectionId: t('editor.details.sectionId'),
    callId: t('editor.details.callId'),
    title: t('editor.details.title'),
    abstract: t('editor.submission.abstract'),
    keywords: t('editor.details.keywords'),
    contentNote: t('editor.submission.contentNote'),
  }
}

customElements.define('details-dialog', DetailsDialog)
