import { html, nothing, type TemplateResult } from 'lit'
import { mayRole } from '../../../server/domain/policy.ts'
import { type Answer, api } from '../../app/api.ts'
import { day } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import { navigate } from '../../app/router.ts'
import { t } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-empty.ts'
import { TjPage } from '../../elements/tj-page.ts'
import { actor } from '../actor.ts'
import './issue-details.ts'
import type { Details } from './issue-details.ts'
import { readiness } from './readiness.ts'

type Issues = Answer<'GET /api/issues'>
type Issue = Issues['issues'][number]

/** Issues, the newest first; those in preparation with their progress. `?before=` shows published issues before one. */
class IssuesPage extends TjPage {
  static override properties = { ...TjPage.properties, beginning: { state: true } }
  declare private beginning: boolean
  private readonly issues = new AsyncData(this, () => this.load())

  constructor() {
    super()
    this.beginning = false
  }

  override render(): TemplateResult {
    return html`<header class="page-head"><div class="row"><h1>${t('common.title.issues')}</h1>${this.begin()}</div></header>
      ${this.issues.render({ ready: (issues) => this.lists(issues), isEmpty: ({ issues }) => issues.length === 0, empty: () => html`<tj-empty heading=${t('editor.issues.empty')} text=${t('editor.issues.emptyText')}></tj-empty>` })}
      <issue-details heading=${t('editor.issues.new')} act=${t('editor.issues.begin')} ?open=${this.beginning} .details=${following(this.issues.value?.issues ?? [])} .save=${(details: Details) => this.create(details)}
        @close=${() => (this.beginning = false)}></issue-details>`
  }

  private load(): Promise<Issues> {
    const before = this.query.get('before')
    return api('GET /api/issues', { query: before === null ? {} : { before } })
  }

  /** No button for copyeditors, who can never create issues, or on a page of old issues. */
  private begin(): TemplateResult | typeof nothing {
    if (!mayRole('issue.assemble', actor()).allowed || this.query.has('before')) return nothing
    return html`<tj-action kind="primary" label=${t('editor.issues.new')} @act=${() => (this.beginning = true)}></tj-action>`
  }

  private lists({ issues, more }: Issues): TemplateResult {
    const [published, working] = [issues.filter(isPublished), issues.filter((issue) => !isPublished(issue))]
    return html`${working.length === 0 ? nothing : html`<section class="section"><h2>${t('editor.issues.working')}</h2>${table(working)}</section>`}
      ${published.length === 0 ? nothing : html`<section class="section"><h2>${t('editor.issues.published')}</h2>${table(published)}</section>`}
      ${more ? html`<p><a rel="next" href="/editor/issues?before=${published.at(-1)?.id}">${t('editor.issues.earlier')}</a></p>` : nothing}`
  }

  private async create(details: Details): Promise<void> {
    const { id } = await api('POST /api/issues', { body: details })
    navigate(`/editor/issues/${id}`)
  }
}

function isPublished({ status }: Issue): boolean {
  return status === 'published'
}

function table(issues: readonly Issue[]): TemplateResult {
  return html`<table class="rows">
    <thead><tr><th>${t('editor.issues.number')}</th><th>${t('editor.issues.title')}</th><th>${t('editor.issues.status')}</th></tr></thead>
    <tbody>${issues.map((issue) => row(issue))}</tbody>
  </table>`
}

function row(issue: Issue): TemplateResult {
  const { id, volume, number, year, title, publishedAt, dayKnown, articles, ready } = issue
  const status =
    publishedAt === null
      ? readiness(ready, articles)
      : dayKnown
        ? t('editor.issues.publishedOn', { articles, day: day(publishedAt) })
        : t('editor.issues.publishedDayUnknown', { articles })
  return html`<tr>
    <td class="nowrap"><a class="issue-name" href="/editor/issues/${id}">${t('editor.issue.short', { volume: String(volume), number, year: String(year) })}</a></td>
    <td class="wide" dir="auto">${title || nothing}</td>
    <td class="nowrap">${status}</td>
  </tr>`
}

/** The probable volume, number and year of the next issue. */
function following(issues: readonly Issue[]): Details {
  const newest = issues[0]
  const year = new Date().getFullYear()
  const next = newest === undefined || !/^\d+$/.test(newest.number) ? '1' : String(Number(newest.number) + 1)
  return { volume: newest?.volume ?? 1, number: next, year, title: '', summary: '' }
}

customElements.define('issues-page', IssuesPage)
