import { html, nothing, type TemplateResult } from 'lit'
import { statuses, type Status } from '../../../server/domain/submission.ts'
import { api, type Answer, type Ask } from '../../app/api.ts'
import { AsyncData } from '../../app/async-data.ts'
import { navigate } from '../../app/router.ts'
import { t } from '../../app/strings.ts'
import { controlOf } from '../../elements/control-of.ts'
import '../../elements/tj-empty.ts'
import { TjPage } from '../../elements/tj-page.ts'
import '../../elements/tj-paging.ts'
import { hrefOfQueue, queueOf, queueTabs, type Queue } from './queue-tabs.ts'
import { submissionRows } from './submission-rows.ts'

type Filters = Answer<'GET /api/desk/filters'>
type Wanted = NonNullable<Ask<'GET /api/desk'>['query']>

const rowChoices = [50, 200, 1000] as const
const pauseBeforeSearchMs = 350
const handlings = ['anybody', 'me', 'nobody'] as const
const orders = ['nextAction', 'newest', 'oldest', 'title'] as const

/** All submissions, filtered and sorted by the query of the address, which can be bookmarked and shared. */
class SubmissionsPage extends TjPage {
  private readonly list = new AsyncData(this, () => api('GET /api/desk', { query: this.wanted }))
  private readonly filters = new AsyncData(
    this,
    () => api('GET /api/desk/filters'),
    () => location.pathname,
  )
  private timer: ReturnType<typeof setTimeout> | undefined

  private get queue(): Queue {
    return queueOf(this.query.get('queue'))
  }

  private get wanted(): Wanted {
    const named = (name: string) => this.query.get(name) || undefined
    const status = statuses.find((status) => status === named('status'))
    const after = named('after')
    const callId = named('call')
    const sectionId = named('section')
    return {
      queue: this.queue,
      q: named('q') ?? '',
      handling: handlings.find((handling) => handling === named('handling')) ?? 'anybody',
      sort: orders.find((order) => order === named('sort')) ?? 'nextAction',
      rows: rowChoices.find((rows) => String(rows) === named('rows')) ?? 50,
      ...(after && { after }),
      ...(status && { status }),
      ...(callId && { callId }),
      ...(sectionId && { sectionId }),
    }
  }

  override render(): TemplateResult {
    return html`<header class="page-head"><h1>${t('common.title.submissions')}</h1></header>
      ${queueTabs(this.list.value?.counts ?? {}, this.queue)} ${this.narrowing()}
      <p class="small muted found" role="status">${this.list.value === undefined ? nothing : t('editor.list.found', { n: this.list.value.total })}</p>
      ${this.list.render({ ready: (found) => this.rows(found) })}`
  }

  private rows({ rows, next }: Answer<'GET /api/desk'>): TemplateResult {
    if (rows.length === 0)
      return html`<tj-empty heading=${t('editor.list.none')} text=${t('editor.list.noneText')}>
        <a href=${hrefOfQueue(this.queue)}>${t('editor.list.clear')}</a></tj-empty>`
    return html`${submissionRows(rows, t('common.title.submissions'))}
      <tj-paging .next=${next}></tj-paging>`
  }

  private narrowing(): TemplateResult {
    const { wanted } = this
    const { calls, sections } = this.filters.value ?? noFilters
    const status = (status: Status): Choice => ({ id: status, title: t(`editor.status.${status}`) })
    return html`<form class="filters narrowing" role="search" aria-label=${t('editor.list.filters')} @submit=${(event: Event) => this.search(event)}>
      <label>${t('editor.list.search')}
        <input type="search" name="q" .value=${wanted.q ?? ''} @input=${(event: Event) => this.type(event)} /></label>
      ${this.choice('status', t('editor.list.status'), wanted.status, statuses.filter((status) => status !== 'draft').map(status))}
      ${this.choice('call', t('editor.list.call'), wanted.callId, calls)}
      ${this.choice('section', t('editor.list.section'), wanted.sectionId, sections)}
      ${this.choice(
        'handling',
        t('editor.list.handling'),
        wanted.handling,
        handlings.map((id) => ({ id, title: t(`editor.list.handling.${id}`) })),
        'anybody',
      )}
      ${this.choice(
        'sort',
        t('editor.list.sort'),
        wanted.sort,
        orders.map((id) => ({ id, title: t(`editor.list.sort.${id}`) })),
        'nextAction',
      )}
      ${
        (this.list.value?.total ?? 0) <= rowChoices[0]
          ? nothing
          : this.choice(
              'rows',
              t('editor.list.rows'),
              String(wanted.rows),
              rowChoices.map((rows) => ({ id: String(rows), title: t('common.number', { n: rows }) })),
              String(rowChoices[0]),
            )
      }
      ${isNarrowed(this.query) ? html`<a class="button quiet" href=${hrefOfQueue(this.queue)}>${t('editor.list.clear')}</a>` : nothing}
    </form>`
  }

  /** @param usual the default, which the address leaves out; without it an empty first option stands for any */
  private choice(
    name: string,
    label: string,
    chosen: string | undefined,
    choices: readonly Choice[],
    usual?: string,
  ): TemplateResult {
    return html`<label>${label}
      <select name=${name} @change=${(event: Event) => this.changeTo(name, valueUnless(event, usual))}>
        ${usual === undefined ? html`<option value="" ?selected=${chosen === undefined}>${t('editor.list.any')}</option>` : nothing}
        ${choices.map(({ id, title }) => html`<option value=${id} ?selected=${id === chosen}>${title}</option>`)}
      </select></label>`
  }

  private type(event: Event): void {
    const { value } = controlOf(event)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.changeTo('q', value), pauseBeforeSearchMs)
  }

  private search(event: Event): void {
    event.preventDefault()
    clearTimeout(this.timer)
    const typed = this.querySelector<HTMLInputElement>('input[name=q]')?.value
    this.changeTo('q', typed ?? '')
  }

  private changeTo(name: string, value: string): void {
    const query = new URLSearchParams(this.query)
    query.delete('after')
    if (value === '') query.delete(name)
    else query.set(name, value)
    navigate(query.size === 0 ? location.pathname : `${location.pathname}?${query.toString()}`, { replace: true })
  }
}

interface Choice {
  readonly id: string
  readonly title: string
}

const noFilters: Filters = { calls: [], sections: [], editors: [] }

function valueUnless(event: Event, usual: string | undefined): string {
  const { value } = controlOf(event)
  return value === usual ? '' : value
}

function isNarrowed(query: URLSearchParams): boolean {
  return ['q', 'status', 'call', 'section', 'handling'].some((name) => query.has(name))
}

customElements.define('submissions-page', SubmissionsPage)
