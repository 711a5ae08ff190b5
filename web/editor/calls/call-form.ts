import { html, nothing, type TemplateResult } from 'lit'
import { cityOf } from '../../../server/domain/day.ts'
import { textLanguages } from '../../../server/domain/languages.ts'
import { journalZone } from '../../app/dates.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { languageName, t } from '../../app/strings.ts'
import { controlOf, valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-errors.ts'
import '../../elements/tj-field.ts'
import { closingOn, daysUntil, fieldDay, instantInWords, openingOn } from './call-dates.ts'
import { type CallChoices, type CallText, type Choice, emptyCall } from './call-draft.ts'
import { errorOf, fieldErrors } from '../field-errors.ts'
import '../line-list.ts'

/** The fields of a call. Event: `draft`, detail: the whole text. */
export class CallForm extends TjElement {
  static override properties = {
    text: { attribute: false },
    choices: { attribute: false },
    guests: { attribute: false },
    problem: { attribute: false },
  }
  declare text: CallText
  declare choices: CallChoices
  /** The guest editors as saved: shown even if they can no longer be chosen. */
  declare guests: readonly Choice[]
  declare problem: ApiProblem | null

  constructor() {
    super()
    this.text = emptyCall()
    this.choices = { sections: [], editors: [] }
    this.guests = []
    this.problem = null
  }

  override render(): TemplateResult {
    const { text } = this
    return html`<tj-errors .errors=${fieldErrors(this.problem, labels())}></tj-errors>
      <section class="stack">
        ${this.line('title', { required: true })}
        ${this.prose('summary', { short: true })}
        <tj-field label=${t('editor.call.language')}><select class="short" name="language" @change=${(event: Event) => this.change({ language: valueOf(event) })}>
          ${[...new Set([text.language, ...textLanguages])].map((tag) => html`<option value=${tag} ?selected=${tag === text.language}>${languageName(tag)}</option>`)}
        </select></tj-field>
      </section>
      <section class="section stack"><h2>${t('editor.call.dates')}</h2>${this.dates()}</section>
      <section class="section stack"><h2>${t('editor.call.content')}</h2>
        ${this.prose('background')}
        <line-list long name="themes" label=${t('editor.call.themes')} hint=${t('editor.call.themesHint')} error=${errorOf(this.problem, 'themes')}
          one=${t('editor.call.theme')} add=${t('editor.call.addTheme')} max="30" .value=${text.themes}
          @lines=${(event: CustomEvent<string[]>) => this.change({ themes: event.detail })}></line-list>
        ${this.prose('orientation')} ${this.prose('guidelines')} ${this.prose('contact', { short: true })}
      </section>
      <section class="section stack"><h2>${t('editor.call.people')}</h2>
        <line-list name="editors" label=${t('editor.call.editors')} hint=${t('editor.call.editorsHint')} error=${errorOf(this.problem, 'editors')}
          one=${t('editor.call.editor')} add=${t('editor.call.addEditor')} max="20" .value=${text.editors}
          @lines=${(event: CustomEvent<string[]>) => this.change({ editors: event.detail })}></line-list>
        ${this.guestEditors()} ${this.section()}
      </section>`
  }

  private line(name: 'title', { required }: { required: boolean }): TemplateResult {
    return html`<tj-field label=${labels()[name]} error=${errorOf(this.problem, name)} ?required=${required}>
      <input name=${name} dir="auto" maxlength="300" .value=${this.text[name]} @input=${(event: Event) => this.change({ [name]: valueOf(event) })} /></tj-field>`
  }

  private prose(
    name: 'summary' | 'background' | 'orientation' | 'guidelines' | 'contact',
    { short = false } = {},
  ): TemplateResult {
    return html`<tj-field label=${labels()[name]} hint=${t(`editor.call.${name}Hint`)} error=${errorOf(this.problem, name)}>
      <textarea name=${name} dir="auto" class=${short ? '' : 'long'} .value=${this.text[name]}
        @input=${(event: Event) => this.change({ [name]: valueOf(event) })}></textarea></tj-field>`
  }

  private dates(): TemplateResult {
    const { opensAt, closesAt } = this.text
    // An unchanged day keeps its time, because not every deadline is the end of a day.
    const opens = (day: string) => this.change({ opensAt: day === fieldDay(opensAt) ? opensAt : openingOn(day) })
    const closes = (day: string) => this.change({ closesAt: day === fieldDay(closesAt) ? closesAt : closingOn(day) })
    return html`<p class="hint">${t('editor.call.datesHint', { zone: journalZone(), city: cityOf(journalZone()) })}</p>
      <div class="row dates">
        <tj-field label=${t('editor.call.opensAt')} error=${errorOf(this.problem, 'opensAt')}><input type="date" name="opensAt" .value=${fieldDay(opensAt)} @change=${(event: Event) => opens(valueOf(event))} /></tj-field>
        <tj-field label=${t('editor.call.closesAt')} error=${errorOf(this.problem, 'closesAt')}><input type="date" name="closesAt" .value=${fieldDay(closesAt)} @change=${(event: Event) => closes(valueOf(event))} /></tj-field>
      </div>
      <div role="status" class="stack-tight">${windowInWords(opensAt, closesAt)}</div>`
  }

  private guestEditors(): TemplateResult {
    const people = new Map([...this.guests, ...this.choices.editors].map((person) => [person.id, person.name]))
    const chosen = this.text.guestEditorIds
    const toggle = (event: Event, id: string) => {
      const control = controlOf(event)
      const on = control instanceof HTMLInputElement && control.checked
      this.change({ guestEditorIds: on ? [...chosen, id] : chosen.filter((held) => held !== id) })
    }
    return html`<fieldset id="guestEditorIds" tabindex="-1"><legend>${t('editor.call.guestEditors')}</legend>
      <p class="hint">${t('editor.call.guestEditorsHint')}</p>
      ${errorOf(this.problem, 'guestEditorIds') === '' ? nothing : html`<p class="error">${errorOf(this.problem, 'guestEditorIds')}</p>`}
      ${[...people].map(([id, name]) => html`<label class="choice"><input type="checkbox" .checked=${chosen.includes(id)} @change=${(event: Event) => toggle(event, id)} /> <span dir="auto">${name}</span></label>`)}
    </fieldset>`
  }

  private section(): TemplateResult {
    const { sectionId } = this.text
    const { sections } = this.choices
    const unknown = sectionId !== null && !sections.some(({ id }) => id === sectionId)
    return html`<tj-field label=${t('editor.call.section')} hint=${t('editor.call.sectionHint')} error=${errorOf(this.problem, 'sectionId')}>
      <select name="sectionId" @change=${(event: Event) => this.change({ sectionId: valueOf(event) || null })}>
        <option value="" ?selected=${sectionId === null}>${t('editor.call.anySection')}</option>
        ${unknown ? html`<option value=${sectionId} selected>${t('editor.call.sectionAsNow')}</option>` : nothing}
        ${sections.map(({ id, name }) => html`<option value=${id} ?selected=${id === sectionId}>${name}</option>`)}
      </select></tj-field>`
  }

  private change(part: Partial<CallText>): void {
    this.text = { ...this.text, ...part }
    this.tell('draft', this.text)
  }
}

/** Both dates in words, in the journal's time zone and the reader's. */
function windowInWords(opensAt: string | null, closesAt: string | null): TemplateResult {
  const opens =
    opensAt === null ? t('editor.call.opensNow') : t('editor.call.opensWords', { when: instantInWords(opensAt) })
  if (closesAt === null) return html`<p>${opens}</p><p>${t('editor.call.closesNever')}</p>`
  const days = daysUntil(closesAt)
  const closes = t('editor.call.closesWords', { when: instantInWords(closesAt) })
  const wrong = opensAt !== null && opensAt >= closesAt
  return html`<p>${opens}</p>
    <p>${closes} ${days >= 0 ? t('editor.call.daysLeft', { days }) : nothing}</p>
    ${wrong ? html`<p class="error">${t('editor.call.windowBackwards')}</p>` : nothing}
    ${days < 0 ? html`<p class="warn">${t('editor.call.closesPast')}</p>` : nothing}`
}

function labels() {
  return {
    title: t('editor.call.title'),
    summary: t('editor.call.summary'),
    background: t('editor.call.background'),
    themes: t('editor.call.themes'),
    orientation: t('editor.call.orientation'),
    guidelines: t('editor.call.guidelines'),
    contact: t('editor.call.contact'),
    editors: t('editor.call.editors'),
    guestEditorIds: t('editor.call.guestEditors'),
    sectionId: t('editor.call.section'),
    opensAt: t('editor.call.opensAt'),
    closesAt: t('editor.call.closesAt'),
  }
}

customElements.define('call-form', CallForm)
