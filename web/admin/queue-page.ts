import { html, nothing, type TemplateResult } from 'lit'
import { Actions } from '../app/actions.ts'
import { type Answer, api } from '../app/api.ts'
import { fromNow } from '../app/dates.ts'
import { AsyncData } from '../app/async-data.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-date.ts'
import { TjPage } from '../elements/tj-page.ts'
import './system-warnings.ts'

type Queue = Answer<'GET /api/queue'>
type Task = Queue['failed'][number]

/** Waiting and failed tasks of the worker. */
class QueuePage extends TjPage {
  private readonly acts = new Actions(this)
  private readonly queue = new AsyncData(this, () => api('GET /api/queue'))

  override render(): TemplateResult {
    return html`<header class="page-head"><div class="row"><h1>${t('common.title.queue')}</h1>
        <button type="button" @click=${() => void this.queue.reload()}>${t('admin.queue.reload')}</button></div>
        <p class="status-line">${t('admin.queue.what')}</p></header>
      <system-warnings></system-warnings>
      ${this.acts.render()} ${this.queue.render({ ready: (queue) => this.content(queue) })}`
  }

  private content({ waiting, oldestWaitingSince, failed }: Queue): TemplateResult {
    return html`<p role="status">${t('admin.queue.waiting', { waiting })}
        ${oldestWaitingSince === null || waiting === 0 ? nothing : t('admin.queue.oldest', { since: fromNow(new Date(oldestWaitingSince)) })}</p>
      <section class="section"><h2>${t('admin.queue.failed')} <span class="tally">${failed.length}</span></h2>
        ${failed.length === 0 ? html`<p class="muted">${t('admin.queue.noneFailed')}</p>` : this.table(failed)}</section>`
  }

  private table(failed: readonly Task[]): TemplateResult {
    return html`<p class="hint">${t('admin.queue.failedHint')}</p>
      <table class="rows tasks">
      <thead><tr><th>${t('admin.queue.task')}</th><th class="number">${t('admin.queue.attempts')}</th><th>${t('admin.queue.failedAt')}</th><th>${t('admin.queue.error')}</th><th><span class="sr-only">${t('admin.queue.retry')}</span></th></tr></thead>
      <tbody>${failed.map(
        (task) => html`<tr>
          <th scope="row"><code>${task.job}</code></th>
          <td class="number" data-label=${t('admin.queue.attempts')}>${task.attempts}</td>
          <td data-label=${t('admin.queue.failedAt')}><tj-date mode="instant" at=${task.failedAt}></tj-date></td>
          <td class="wide">${task.error}</td>
          <td class="number"><tj-action label=${t('admin.queue.retry')} ?busy=${this.acts.busy === task.id} @act=${() => void this.retry(task)}></tj-action></td>
        </tr>`,
      )}</tbody></table>`
  }

  private async retry({ id }: Task): Promise<void> {
    if (
      await this.acts.run(
        id,
        () => api('POST /api/queue/:task/retry', { params: { task: id } }),
        t('admin.queue.retried'),
      )
    )
      await this.queue.reload()
  }
}

customElements.define('queue-page', QueuePage)
