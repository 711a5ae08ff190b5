import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import type { Ask } from '../../app/api.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import '../../elements/tj-field.ts'
import '../line-list.ts'
import { isBlank } from '../../../server/domain/text.ts'

export type SectionDraft = Ask<'PUT /api/issues/:id/special-sections'>['body']['specialSections'][number]

interface CallChoice {
  readonly id: string
  readonly title: string
}

/**
 * A dialog for a special section: its title, its editors, the call it came from. The page sets `save`; null removes the section. Event:
 * `close`.
 */
export class SpecialSectionDialog extends TjElement {
  static override properties = {
    section: { attribute: false },
    issueId: {},
    calls: { attribute: false },
    save: { attribute: false },
  }
  declare issueId: string
  /** Null when the dialog is closed. */
  declare section: SectionDraft | null
  declare calls: readonly CallChoice[]
  declare save: (section: SectionDraft | null) => Promise<unknown>
  private readonly acts = new Actions(this)
  /** For a new section, the unsent text belongs to the issue. */
  private readonly kept = new ActDraft<SectionDraft>(this, {
    act: 'special_section',
    id: () => (this.section === null ? null : (this.section.id ?? this.issueId)),
    droppedHere: true,
  })

  constructor() {
    super()
    this.section = null
    this.issueId = ''
    this.calls = []
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('section') || this.section === null) return
    this.acts.clear()
  }

  private get typed(): SectionDraft | null {
    return this.kept.value ?? this.section
  }

  override render(): TemplateResult {
    const { section, acts } = this
    const closed = section !== null && isBlank(this.typed?.title) ? t('editor.issue.specialTitleMissing') : ''
    return html`<tj-dialog heading=${t(section?.id === null ? 'editor.issue.newSpecial' : 'editor.issue.editSpecialHeading')} ?open=${section !== null} @close=${() => this.tell('close')}>
      ${this.typed === null ? nothing : this.form(this.typed)}
      ${section === null || section.id === null ? nothing : html`<tj-action slot="actions" kind="danger" label=${t('editor.issue.removeSpecial')} ?busy=${acts.busy === 'remove'} @act=${() => void this.send('remove')}></tj-action>`}
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('common.cancel')}</button>
      <tj-action slot="actions" kind="primary" label=${t('common.save')} reason=${closed} ?busy=${acts.busy === 'save'} @act=${() => void this.send('save')}></tj-action>
    </tj-dialog>`
  }

  private form(typed: SectionDraft): TemplateResult {
    const set = (part: Partial<SectionDraft>) => this.kept.change({ ...typed, ...part })
    return html`<div class="stack">${this.acts.render()}
      <tj-field label=${t('editor.issue.specialTitle')} required><input dir="auto" maxlength="300" .value=${typed.title} @input=${(event: Event) => set({ title: valueOf(event) })} /></tj-field>
      <tj-field label=${t('editor.issue.specialCall')} hint=${t('editor.issue.specialCallHint')}><select @change=${(event: Event) => set({ callId: valueOf(event) || null })}>
        <option value="" ?selected=${typed.callId === null}>${t('editor.issue.noCall')}</option>
        ${this.calls.map(({ id, title }) => html`<option value=${id} ?selected=${id === typed.callId}>${title}</option>`)}</select></tj-field>
      <line-list label=${t('editor.issue.guestEditorsLabel')} hint=${t('editor.issue.guestEditorsHint')} one=${t('editor.issue.guestEditor')} add=${t('editor.issue.addGuestEditor')} max="10"
        .value=${typed.guestEditors} @lines=${(event: CustomEvent<string[]>) => set({ guestEditors: event.detail })}></line-list>
      ${this.kept.render()}
      ${typed.id === null ? nothing : html`<p class="hint">${t('editor.issue.removeSpecialHint')}</p>`}
    </div>`
  }

  private async send(act: 'save' | 'remove'): Promise<void> {
    const { typed } = this
    if (typed === null) return
    const guestEditors = typed.guestEditors.filter((name) => !isBlank(name))
    const send = () => this.save(act === 'remove' ? null : { ...typed, guestEditors })
    if (await this.kept.during(() => this.acts.run(act, send))) this.tell('close')
  }
}

customElements.define('special-section', SpecialSectionDialog)
