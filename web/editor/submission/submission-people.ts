import { html, nothing, type TemplateResult } from 'lit'
import { isolated } from '../../../server/domain/text.ts'
import { api } from '../../app/api.ts'
import type { Actions } from '../../app/actions.ts'
import { AsyncData } from '../../app/async-data.ts'
import { listed, t } from '../../app/strings.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import { countryName } from '../../app/countries.ts'
import { type EditorSubmission } from '../labels.ts'

/** The authors, shown only on request, and the editors who handle the submission. */
export class SubmissionPeople extends TjElement {
  static override properties = {
    page: { attribute: false },
    acts: { attribute: false },
    assigning: { state: true },
    chosen: { state: true },
  }
  declare page: EditorSubmission | null
  declare acts: Actions | null
  declare private assigning: boolean
  declare private chosen: readonly string[]

  constructor() {
    super()
    this.page = null
    this.acts = null
    this.assigning = false
    this.chosen = []
  }

  override render(): TemplateResult | typeof nothing {
    const { page } = this
    if (page === null) return nothing
    const { handling, can } = page
    return html`<h2>${t('editor.people.heading')}</h2>
      <p>${t('editor.people.handling')}: <span dir="auto">${handling.length === 0 ? html`<span class="muted">${t('editor.people.handlingNone')}</span>` : listed(handling.map(({ name }) => name))}</span></p>
      ${can.assignEditor.allowed ? html`<button type="button" class="small" @click=${() => this.open(handling)}>${t('editor.people.assign')}</button>` : nothing}
      <details><summary>${t('editor.people.authors')}</summary>${this.authors(page)}</details>
      ${this.assigning ? html`<assign-editors .chosen=${this.chosen} @close=${() => (this.assigning = false)} @assign=${(event: CustomEvent<readonly string[]>) => void this.assign(event.detail)}></assign-editors>` : nothing}`
  }

  private authors({ contributors }: EditorSubmission): TemplateResult {
    return html`<p class="small muted">${t('editor.people.authorsWarning')}</p>
      <ul class="lines">${contributors.map(
        ({ name, email, affiliation, country, orcid, corresponding, byline, penName }) => html`<li>
          <p><strong dir="auto">${name}</strong> ${corresponding ? html`<span class="state now">${t('editor.people.corresponding')}</span>` : nothing}</p>
          <p class="small muted" dir="auto">${[isolated(affiliation), countryName(country), orcid].filter(Boolean).join(' · ')}</p>
          ${byline === 'name' ? nothing : html`<p class="small warn" dir="auto">${byline === 'withheld' ? t('editor.people.withheld') : t('editor.people.penName', { name: penName })}</p>`}
          ${email === null ? nothing : html`<p class="small"><a href="mailto:${email}">${email}</a></p>`}
        </li>`,
      )}</ul>`
  }

  private open(handling: EditorSubmission['handling']): void {
    this.chosen = handling.map(({ id }) => id)
    this.assigning = true
  }

  private async assign(accountIds: readonly string[]): Promise<void> {
    const { page } = this
    if (page === null) return
    this.assigning = false
    const body = { accountIds: [...accountIds] }
    await this.acts?.run(
      'assign',
      () => api('PUT /api/submissions/:id/handling', { params: { id: page.id }, body }),
      t('editor.people.didAssign'),
    )
  }
}

/** Chooses the editors who handle a submission. Events: `assign` (detail: account ids), `close`. */
class AssignEditors extends TjElement {
  static override properties = { chosen: { attribute: false } }
  declare chosen: readonly string[]
  private readonly filters = new AsyncData(this, () => api('GET /api/desk/filters'))

  constructor() {
    super()
    this.chosen = []
  }

  override render(): TemplateResult {
    return html`<tj-dialog open heading=${t('editor.people.assignHeading')} @close=${() => this.tell('close')}>
      <p class="muted small">${t('editor.people.assignText')}</p>
      ${this.filters.render({
        ready: ({ editors }) =>
          html`${editors.map(
            ({
              id,
              name,
            }) => html`<label class="choice"><input type="checkbox" .checked=${this.chosen.includes(id)} @change=${() => this.toggle(id)} />
              <span dir="auto">${name}</span></label>`,
          )}`,
      })}
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('common.cancel')}</button>
      <button slot="actions" type="button" class="primary" @click=${() => this.tell('assign', this.chosen)}>${t('editor.people.assignSubmit')}</button>
    </tj-dialog>`
  }

  private toggle(id: string): void {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((held) => held !== id) : [...this.chosen, id]
  }
}

customElements.define('assign-editors', AssignEditors)
customElements.define('submission-people', SubmissionPeople)
