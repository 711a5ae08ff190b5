import { html, nothing, type TemplateResult } from 'lit'
import { isolated } from '../../server/domain/text.ts'
import { Actions } from '../app/actions.ts'
import { type Answer, api } from '../app/api.ts'
import { day } from '../app/dates.ts'
import { AsyncData } from '../app/async-data.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import { controlOf } from '../elements/control-of.ts'
import '../elements/tj-dialog.ts'
import { TjPage } from '../elements/tj-page.ts'

type Unattended = Answer<'GET /api/unattended'>
type Paper = Unattended['submissions'][number]

/** Submissions that no editor may see, each with people who could be appointed. Shows nothing of their content. */
class EditorsPage extends TjPage {
  static override properties = { ...TjPage.properties, appointing: { state: true }, chosen: { state: true } }
  declare private appointing: Paper | null
  declare private chosen: string
  private readonly acts = new Actions(this, () => this.unattended.reload())
  private readonly unattended = new AsyncData(this, () => api('GET /api/unattended'))

  constructor() {
    super()
    this.appointing = null
    this.chosen = ''
  }

  override render(): TemplateResult {
    return html`<header class="page-head"><h1>${t('common.title.editors')}</h1>
        <p class="status-line">${t('admin.editors.what')}</p></header>
      ${this.appointing === null ? this.acts.render() : nothing}
      ${this.unattended.render({ ready: (found) => this.content(found) })} ${this.dialog()}`
  }

  private content({ submissions, claims }: Unattended): TemplateResult {
    return html`<section class="section"><h2>${t('admin.editors.papers')} <span class="tally">${submissions.length}</span></h2>
        ${submissions.length === 0 ? html`<p class="muted">${t('admin.editors.papersNone')}</p>` : html`<ul class="lines">${submissions.map((paper) => html`<li>${this.paper(paper)}</li>`)}</ul>`}</section>
      <section class="section"><h2>${t('admin.editors.claims')} <span class="tally">${claims.length}</span></h2>
        ${claims.length === 0 ? html`<p class="muted">${t('admin.editors.claimsNone')}</p>` : html`<p class="hint">${t('admin.editors.claimsHint')}</p>`}
        <ul class="lines">${claims.map(({ reference, madeAt, state }) => html`<li><p><span class="code">${reference}</span> ${t(state === 'denied' ? 'admin.editors.claimDenied' : 'admin.editors.claimOpen', { day: day(madeAt) })}</p></li>`)}</ul></section>`
  }

  private paper(paper: Paper): TemplateResult {
    const { reference, sectionTitle, callTitle, submittedAt, candidates } = paper
    const about = [sectionTitle, callTitle, t('admin.editors.submitted', { day: day(submittedAt) })].filter(
      (part) => part !== null,
    )
    return html`<p><strong class="code">${reference}</strong></p>
      <p class="small muted" dir="auto">${about.map(isolated).join(' · ')}</p>
      ${
        candidates.length === 0
          ? html`<p class="warn">${t('admin.editors.nobody')} <a href="/admin">${t('common.title.people')}</a></p>`
          : html`<p class="row"><button type="button" aria-label=${t('admin.editors.appointFor', { reference })} @click=${() => this.open(paper)}>${t('admin.editors.appoint')}</button></p>`
      }`
  }

  private dialog(): TemplateResult | typeof nothing {
    const paper = this.appointing
    if (paper === null) return nothing
    return html`<tj-dialog open heading=${t('admin.editors.appointFor', { reference: paper.reference })} @close=${() => (this.appointing = null)}>
      ${this.acts.render()}
      <p>${t('admin.editors.appointText')}</p>
      <fieldset class="roles"><legend>${t('admin.editors.candidates')}</legend>
        ${paper.candidates.map(
          ({
            id,
            name,
            affiliation,
          }) => html`<label class="choice"><input type="radio" name="editor" value=${id} .checked=${id === this.chosen}
              @change=${(event: Event) => this.choose(event)} /><span dir="auto">${name} <small>${affiliation}</small></span></label>`,
        )}</fieldset>
      <button slot="actions" type="button" @click=${() => (this.appointing = null)}>${t('common.cancel')}</button>
      <tj-action slot="actions" kind="primary" label=${t('admin.editors.appoint')} reason=${this.chosen === '' ? t('admin.editors.chooseFirst') : ''}
        ?busy=${this.acts.busy !== null} @act=${() => void this.appoint(paper)}></tj-action>
    </tj-dialog>`
  }

  private open(paper: Paper): void {
    this.acts.clear()
    this.chosen = ''
    this.appointing = paper
  }

  private choose(event: Event): void {
    const control = controlOf(event)
    if (control instanceof HTMLInputElement) this.chosen = control.value
  }

  private async appoint({ id, reference, candidates }: Paper): Promise<void> {
    const name = candidates.find((candidate) => candidate.id === this.chosen)?.name ?? ''
    const body = { accountId: this.chosen }
    const appoint = () => api('POST /api/submissions/:id/appoint', { params: { id }, body })
    if (await this.acts.run('appoint', appoint, t('admin.editors.didAppoint', { name, reference })))
      this.appointing = null
  }
}

customElements.define('editors-page', EditorsPage)
