import { html, nothing, type TemplateResult } from 'lit'
import type { PageSlug } from '../../../server/domain/public-pages.ts'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import { type Answer, api } from '../../app/api.ts'
import { day } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import { errorAt } from '../../app/problem.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-field.ts'
import '../../elements/tj-notice.ts'
import { TjPage } from '../../elements/tj-page.ts'

type PublicPage = Answer<'GET /api/pages/:slug'>

interface Draft {
  readonly title: string
  readonly body: string
  /** The version that the text is based on. */
  readonly version: number
}

/** The editing page of one page about the journal: its text and its versions. */
class PublicPagePage extends TjPage {
  static override properties = { ...TjPage.properties, theirs: { state: true } }
  /** What somebody else has saved in the meantime. */
  declare private theirs: PublicPage | null
  private readonly acts = new Actions(this)
  private readonly kept = new ActDraft<Draft>(this, { act: 'page', id: () => this.page.value?.id ?? null })
  private readonly page = new AsyncData<PublicPage>(
    this,
    () => this.load(),
    () => location.pathname,
  )

  constructor() {
    super()
    this.theirs = null
  }

  private load(): Promise<PublicPage> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server refuses an unknown slug
    return api('GET /api/pages/:slug', { params: { slug: this.params['slug'] as PageSlug } })
  }

  override render(): TemplateResult {
    return html`${this.page.value === undefined && this.page.problem !== null ? html`<h1 class="sr-only">${t('common.title.page')}</h1>` : nothing}
      ${this.page.render({ ready: (page) => this.content(page), isEmpty: () => false })}`
  }

  private content(page: PublicPage): TemplateResult {
    const draft = this.kept.value ?? asDraft(page)
    return html`<header class="page-head">
        <a class="back" href="/editor/pages">${t('common.title.pages')}</a>
        <h1 dir="auto">${page.title}</h1>
        <p class="small"><a href="/${page.slug}" target="_blank" rel="noopener">${t('editor.page.read')}</a></p>
      </header>
      <div class="split">
        <div class="stack">
          ${page.firstText ? html`<tj-notice kind="warn" heading=${t('editor.page.firstText')}><p>${t('editor.page.firstTextText')}</p></tj-notice>` : nothing}
          ${this.conflict()} ${this.acts.render()}
          <form class="stack" novalidate @submit=${(event: Event) => this.pressed(event, draft)}>
            ${this.fields(draft)}
            <div class="act-bar">
              <span class="stack-tight"><span role="status" class="small warn">${this.kept.value === null ? nothing : t('editor.page.unsaved')}</span>
                ${this.kept.render()}</span>
              <tj-action submit kind="primary" label=${t(page.firstText ? 'editor.page.confirm' : 'editor.page.save')} .verdict=${page.can.write} ?busy=${this.acts.busy === 'save'}></tj-action>
            </div>
          </form>
        </div>
        <aside aria-labelledby="versions"><h2 id="versions">${t('editor.page.versions')}</h2>
          <ol class="lines" reversed>${page.versions.map((version) => this.version(page, version))}</ol></aside>
      </div>`
  }

  private fields(draft: Draft): TemplateResult {
    const { problem } = this.acts
    const change = (part: Partial<Draft>) => this.kept.change({ ...draft, ...part })
    return html`<tj-field label=${t('editor.page.title')} required error=${errorAt(problem, 'title')}>
        <input name="title" maxlength="200" dir="auto" .value=${draft.title} @input=${(event: Event) => change({ title: valueOf(event) })} /></tj-field>
      <tj-field label=${t('editor.page.body')} hint=${t('editor.page.bodyHint')} error=${errorAt(problem, 'body')} count="characters" max="40000">
        <textarea class="long" name="body" rows="24" dir="auto" .value=${draft.body} @input=${(event: Event) => change({ body: valueOf(event) })}></textarea></tj-field>`
  }

  private version(
    page: PublicPage,
    { number, title, body, firstText, savedAt }: PublicPage['versions'][number],
  ): TemplateResult {
    const name = firstText
      ? t('editor.page.versionFirst', { number })
      : t('editor.page.version', { number, day: day(savedAt) })
    const use = () => this.kept.change({ title, body, version: (this.kept.value ?? asDraft(page)).version })
    return html`<li><p class="small">${name}</p>
      ${number === page.version ? nothing : html`<button type="button" class="quiet small" aria-label="${t('editor.page.useVersion')}: ${name}" @click=${use}>${t('editor.page.useVersion')}</button>`}</li>`
  }

  private conflict(): TemplateResult | typeof nothing {
    const { theirs } = this
    if (theirs === null) return nothing
    return html`<tj-notice kind="warn" live heading=${t('editor.page.conflict')}>
      <p>${t('editor.page.conflictText')}</p>
      <p><a href="/${theirs.slug}" target="_blank" rel="noopener">${t('editor.page.read')}</a></p>
      <p class="actions"><button type="button" @click=${() => void this.keepMine(theirs)}>${t('editor.page.conflictMine')}</button>
        <button type="button" @click=${() => void this.takeTheirs()}>${t('editor.page.conflictTheirs')}</button></p></tj-notice>`
  }

  private pressed(event: Event, draft: Draft): void {
    event.preventDefault()
    void this.save(draft)
  }

  private async save(draft: Draft): Promise<void> {
    const page = this.page.value
    if (page === undefined || this.acts.busy !== null) return
    const { title, body, version } = draft
    const put = async () => {
      await api('PUT /api/pages/:slug', { params: { slug: page.slug }, body: { version, title, body } })
      this.theirs = null
      await this.page.reload()
    }
    const act = () => this.acts.run('save', put, t('editor.page.savedAs'))
    if (await this.kept.during(act)) return this.goOn()
    if (this.acts.problem?.code !== 'edited_elsewhere') return
    this.kept.change(draft)
    this.acts.clear()
    this.theirs = await this.load().catch(() => null)
  }

  /** Text typed during the request is based on the new version. */
  private goOn(): void {
    const [typed, { value }] = [this.kept.value, this.page]
    if (typed !== null && value !== undefined) this.kept.change({ ...typed, version: value.version })
  }

  private async keepMine({ version }: PublicPage): Promise<void> {
    const draft = this.kept.value
    this.theirs = null
    if (draft !== null) await this.save({ ...draft, version })
  }

  private async takeTheirs(): Promise<void> {
    await this.kept.layAside()
    this.theirs = null
    await this.page.reload()
  }
}

function asDraft({ title, body, version }: PublicPage): Draft {
  return { title, body, version }
}

customElements.define('public-page-page', PublicPagePage)
