import { html, nothing, type TemplateResult } from 'lit'
import { mostCounted } from '../../../server/domain/counting.ts'
import { api, type Answer } from '../../app/api.ts'
import { AsyncData } from '../../app/async-data.ts'
import { account } from '../../app/session.ts'
import { t } from '../../app/strings.ts'
import '../../elements/tj-empty.ts'
import { TjPage } from '../../elements/tj-page.ts'
import '../../elements/tj-paging.ts'
import './claims-on-me.ts'
import { hrefOfQueue, queueTabs } from './queue-tabs.ts'
import { submissionRows } from './submission-rows.ts'

type Desk = Answer<'GET /api/desk'>

const waitingQueues = ['screening', 'in_review', 'revised', 'with_authors', 'production'] as const

/** The desk: what this editor has to do now, then what waits for others, then the next due dates. */
class DeskPage extends TjPage {
  private readonly desk = new AsyncData(this, () => {
    const after = this.query.get('after')
    return api('GET /api/desk', { query: after === null ? {} : { after } })
  })
  private readonly soon = new AsyncData(
    this,
    () => api('GET /api/desk/soon'),
    () => location.pathname,
  )

  override render(): TemplateResult {
    const { value } = this.desk
    return html`<header class="page-head"><h1>${headingOf(value)}</h1></header>
      <claims-on-me @answered=${() => void this.desk.reload()}></claims-on-me>
      ${value === undefined ? nothing : queueTabs(value.counts, 'needs_me')}
      ${this.desk.render({ ready: (desk) => this.needs(desk) })}
      ${value === undefined ? nothing : html`${this.waiting(value)} ${this.soon.render({ ready: near })}`}`
  }

  private needs({ total, rows, counts, next }: Desk): TemplateResult {
    if (counts.all === 0 && account()?.roles.includes('editor') === false)
      return html`<tj-empty text=${t('editor.desk.noneYours')}></tj-empty>`
    if (total === 0)
      return html`<tj-empty text=${t('editor.desk.none')}><a href="/editor/submissions">${t('editor.desk.noneLink')}</a></tj-empty>`
    return html`${submissionRows(rows, t('editor.desk.heading', { n: total }))}
      <tj-paging .next=${next}></tj-paging>`
  }

  private waiting({ waiting }: Desk): TemplateResult {
    const queues = waitingQueues.filter((queue) => waiting[queue] > 0)
    const sum = queues.reduce((sum, queue) => sum + waiting[queue], 0)
    const n = Math.min(sum, mostCounted + 1)
    return html`<section class="section"><h2>${t('editor.desk.waiting', { n })}</h2>
      ${
        n === 0
          ? nothing
          : html`<p class="row">${queues.map(
              (queue) =>
                html`<a href=${hrefOfQueue(queue)}>${t(`editor.desk.waiting.${queue}`, { n: waiting[queue] })}</a>`,
            )}</p>`
      }</section>`
  }
}

function headingOf(desk: Desk | undefined): string {
  if (desk === undefined) return t('common.title.desk')
  return desk.total === 0 ? t('editor.desk.headingNone') : t('editor.desk.heading', { n: desk.total })
}

function near({ rows }: Answer<'GET /api/desk/soon'>): TemplateResult {
  const heading = t('editor.desk.due', { n: rows.length })
  return html`<section class="section"><h2>${heading}</h2>
    ${rows.length === 0 ? html`<p class="muted">${t('editor.desk.dueNone')}</p>` : submissionRows(rows, heading)}</section>`
}

customElements.define('desk-page', DeskPage)
