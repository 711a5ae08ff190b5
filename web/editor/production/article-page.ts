import { html, nothing, type TemplateResult } from 'lit'
import { mayRole } from '../../../server/domain/policy.ts'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import { api } from '../../app/api.ts'
import { clock } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { merge } from '../../app/merge.ts'
import { t } from '../../app/strings.ts'
import { Polling } from '../../app/polling.ts'
import '../../elements/tj-action.ts'
import { TjPage } from '../../elements/tj-page.ts'
import { actor } from '../actor.ts'
import { type ArticleDraft, type ArticleText, asSent, draftOf, type Production } from './article-draft.ts'
import './article-form.ts'
import './article-steps.ts'
import { copyeditSources } from './copyedit-sources.ts'
import './galley-files.ts'
import './print-names.ts'

/** One article in production: what will be printed, its files, its steps. */
class ArticlePage extends TjPage {
  private readonly acts = new Actions(this)
  private readonly kept = new ActDraft<ArticleDraft>(this, {
    act: 'article',
    id: () => (this.article.value?.can.produce.allowed === true ? (this.params['id'] ?? null) : null),
  })
  private readonly article = new AsyncData(this, () => api('GET /api/articles/:id', this.target))
  private savedAt: Date | null = null

  constructor() {
    super()
    const look = () => this.article.reload()
    this.addController(new Polling({ wanted: () => isUnderWay(this.article.value), look }))
  }

  private get target() {
    return { params: { id: this.params['id'] ?? '' } }
  }

  override render(): TemplateResult {
    return html`${this.article.value === undefined && this.article.problem !== null ? html`<h1 class="sr-only">${t('common.title.article')}</h1>` : nothing}
      ${this.article.render({ ready: (article) => this.content(article) })}`
  }

  private content(article: Production): TemplateResult {
    const { title, reference, language, issue } = article
    return html`<header class="page-head">
        <a class="back" href="/editor/production">${t('common.title.production')}</a>
        <h1 dir="auto" lang=${language}>${title}</h1>
        <p class="status-line"><span class="code">${reference}</span> · ${issue === null ? t('editor.article.noIssue') : this.issueLink(issue)}</p>
        <p class="to-beside small"><a href="#beside">${t('editor.article.toSteps')}</a></p>
      </header>
      <div class="split">
        <form class="stack" novalidate @submit=${(event: Event) => this.pressed(event)}>
          ${this.problem === null ? this.acts.render() : nothing}
          <article-form .article=${article} .text=${this.kept.value?.text ?? null} .problem=${this.problem} @draft=${(event: CustomEvent<ArticleText>) => this.write(article, event.detail)}></article-form>
          ${this.bar(article)}
        </form>
        <aside class="stack-loose" id="beside" tabindex="-1">${this.beside(article)}</aside>
      </div>`
  }

  private issueLink({ id, volume, number }: NonNullable<Production['issue']>): TemplateResult {
    const name = t('editor.article.inIssue', { volume: String(volume), number })
    return mayRole('issue.assemble', actor()).allowed ? html`<a href="/editor/issues/${id}">${name}</a>` : html`${name}`
  }

  private beside(article: Production): TemplateResult {
    const { articleId, submissionId, galleys, names, can } = article
    const unsaved = this.kept.value !== null
    return html`<section class="stack"><h2>${t('editor.article.steps')}</h2>
        <article-steps class="stack" .article=${article} ?unsaved=${unsaved} @moved=${(event: CustomEvent<string>) => void this.changed(event.detail)}></article-steps></section>
      <section class="stack"><h2>${t('editor.article.files')}</h2>
        <galley-files articleId=${articleId} .galleys=${galleys} ?readonly=${!can.produce.allowed} @stored=${() => void this.article.reload()}></galley-files></section>
      <print-names articleId=${articleId} .names=${names} .verdict=${can.confirmNames} @confirmed=${(event: CustomEvent<string>) => void this.changed(event.detail)}></print-names>
      ${copyeditSources(article)}
      <section class="stack-tight"><h2>${t('editor.article.see')}</h2>
        <p><a href="/preview/articles/${articleId}" target="_blank" rel="noopener">${t('editor.article.preview')}</a>${unsaved ? html` <span class="small muted">${t('editor.article.previewSaved')}</span>` : nothing}</p>
        ${mayRole('desk.open', actor()).allowed ? html`<p><a href="/editor/submissions/${submissionId}">${t('editor.article.submission')}</a></p>` : nothing}</section>`
  }

  private bar({ can }: Production): TemplateResult {
    const unsaved = this.kept.value !== null
    const words =
      this.savedAt === null ? t('editor.article.asSaved') : t('common.saved.at', { time: clock(this.savedAt) })
    return html`<div class="act-bar">
      <span class="stack-tight"><span role="status" class="small ${unsaved ? 'warn' : 'muted'}">${unsaved ? t('editor.article.unsaved') : words}</span>
        ${this.kept.render()}</span>
      <tj-action submit kind="primary" label=${t('editor.article.save')} .verdict=${can.produce} ?busy=${this.acts.busy === 'save'}></tj-action>
    </div>`
  }

  private get problem(): ApiProblem | null {
    const { problem } = this.acts
    return (problem?.fields.length ?? 0) > 0 ? problem : null
  }

  private pressed(event: Event): void {
    event.preventDefault()
    void this.save()
  }

  private async save(): Promise<void> {
    const draft = this.kept.value
    if (draft === null) return this.acts.say(t('editor.article.nothingToSave'))
    this.acts.clear()
    const put = () => api('PUT /api/articles/:id', { ...this.target, body: asSent(draft.text) })
    if (await this.kept.during(() => this.acts.run('save', put))) return this.arrived(draft.text)
    if (this.acts.problem?.code === 'edited_elsewhere') await this.bringTogether(draft)
  }

  private write(article: Production, text: ArticleText): void {
    this.kept.change({ text, base: this.kept.value?.base ?? draftOf(article) })
  }

  /** Text typed during the request stays unsaved. */
  private async arrived(sent: ArticleText): Promise<void> {
    this.savedAt = new Date()
    await this.article.reload()
    const [typed, { value }] = [this.kept.value, this.article]
    if (typed === null || value === undefined) return
    const { version } = value
    this.kept.change({ text: { ...typed.text, version }, base: { ...sent, version } })
  }

  /**
   * Somebody has saved in the meantime. Changes to different fields are merged without asking; where both changed the same field, the text
   * typed here stays, and clicking Save again overwrites theirs.
   */
  private async bringTogether({ text, base }: ArticleDraft): Promise<void> {
    await this.article.reload()
    const { value } = this.article
    if (value === undefined) return
    const newest = draftOf(value)
    const merged = merge(base, { ...text, version: newest.version }, newest)
    this.kept.change({ text: merged.text, base: newest })
    if (merged.both.length === 0) await this.save()
  }

  private async changed(said: string): Promise<void> {
    await this.article.reload()
    this.acts.say(said)
  }
}

function isUnderWay(article: Production | undefined): boolean {
  return (
    article?.galleys.some(({ state, current }) => state === 'preparing' || (state === 'ready' && !current)) ?? false
  )
}

customElements.define('article-page', ArticlePage)
