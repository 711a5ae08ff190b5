import { html, nothing, type TemplateResult } from 'lit'
import { type Answer, api } from '../app/api.ts'
import { Loading } from '../app/loading.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { navigate } from '../app/router.ts'
import { account } from '../app/session.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-date.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-problem.ts'
import { sectionWishes } from './section-wishes.ts'
import type { OpenCalls } from './words.ts'

type Call = OpenCalls['calls'][number]

/** Where a submission begins: for which call or section, and what will be asked. Open to everybody; beginning needs an account. */
class AuthorStartPage extends TjPage {
  static override properties = {
    ...TjPage.properties,
    choice: { state: true },
    problem: { state: true },
    busy: { state: true },
  }
  /** Id of a call or of a section; null: as the address says. */
  declare private choice: string | null
  declare private problem: ApiProblem | null
  declare private busy: boolean
  private readonly open = new Loading(
    this,
    () => api('GET /api/calls/open'),
    () => 'open',
  )
  private readonly mine = new Loading(
    this,
    () => this.drafts(),
    () => 'mine',
  )

  constructor() {
    super()
    this.choice = null
    this.problem = null
    this.busy = false
  }

  private async drafts(): Promise<Answer<'GET /api/submissions'>> {
    return account() === null ? { submissions: [] } : api('GET /api/submissions')
  }

  override render(): TemplateResult {
    return html`<div class="narrow stack-loose">
      <h1>${t('author.start.title')}</h1>
      ${this.open.render({ ready: (open) => this.choose(open) })}
    </div>`
  }

  private choose(open: OpenCalls): TemplateResult {
    const chosen = this.choice ?? this.query.get('call') ?? this.query.get('section') ?? ''
    const call = open.calls.find(({ id }) => id === chosen)
    const section = open.sections.find(({ id }) => id === (call === undefined ? chosen : call.sectionId))
    const asked = this.query.get('call')
    const gone = asked !== null && !open.calls.some(({ id }) => id === asked)
    return html`
      ${gone ? html`<tj-notice kind="warn" heading=${t('author.start.gone')}><p>${t('author.start.goneText')}</p></tj-notice>` : nothing}
      <tj-problem .problem=${this.problem}></tj-problem>
      <fieldset>
        <legend>${t('author.start.which')}</legend>
        ${open.calls.map((one) => this.option(one.id, chosen, html`${t('author.start.call', { title: one.title })} ${callFacts(one)}`))}
        ${this.withoutCall(open, chosen, call !== undefined)}
      </fieldset>
      ${call === undefined ? nothing : html`<p><a href="/calls/${call.slug}" target="_blank" rel="noopener">${t('author.start.readCall')}</a></p>`}
      ${this.unfinished(call)}
      ${section === undefined ? nothing : html`<section class="section stack"><h2>${t('author.call.wants')}</h2>${sectionWishes(section)}</section>`}
      <section class="section stack">
        <h2>${t('author.start.asked')}</h2>
        <ul>
          ${(['manuscript', 'about', 'people', 'statements'] as const).map((step) => html`<li>${t(`author.start.asked.${step}`)}</li>`)}
        </ul>
        <p class="muted">${t('author.start.leave')}</p>
      </section>
      ${this.begin(call?.id ?? null, call === undefined ? (section?.id ?? null) : call.sectionId)}
    `
  }

  /** Folded away for who came for a call. */
  private withoutCall({ sections }: OpenCalls, chosen: string, hasCall: boolean): TemplateResult | typeof nothing {
    if (sections.length === 0) return nothing
    return html`<details ?open=${!hasCall}>
      <summary>${t('author.start.without')}</summary>
      ${sections.map((one) => this.option(one.id, chosen, html`${one.title} <small>${one.policy}</small>`))}
    </details>`
  }

  private option(id: string, chosen: string, words: TemplateResult): TemplateResult {
    return html`<label class="choice"
      ><input type="radio" name="for" .checked=${id === chosen} @change=${() => (this.choice = id)} /><span>${words}</span></label
    >`
  }

  private unfinished(call: Call | undefined): TemplateResult | typeof nothing {
    const drafts = this.mine.value?.submissions ?? []
    const begun = drafts.find(
      ({ status, callTitle }) => status === 'draft' && call !== undefined && callTitle === call.title,
    )
    if (begun === undefined) return nothing
    return html`<tj-notice heading=${t('author.start.begun')}>
      <p><a href="/author/${begun.id}" dir="auto">${begun.title || t('author.start.goOn')}</a></p>
    </tj-notice>`
  }

  private begin(callId: string | null, sectionId: string | null): TemplateResult {
    if (account() === null) {
      const here = callId === null ? '/author/submit' : `/author/submit?call=${callId}`
      const next = `?next=${encodeURIComponent(here)}`
      return html`<section class="asked">
        <h2>${t('author.start.account')}</h2>
        <p>${t('author.start.accountText')}</p>
        <p class="actions">
          <a class="button primary" href="/account/sign-in${next}">${t('common.signIn')}</a>
          <a class="button" href="/account/register${next}">${t('common.account.signIn.register')}</a>
        </p>
      </section>`
    }
    const nothingChosen = callId === null && sectionId === null
    return html`<div class="act-bar"><span></span>
      <tj-action
        kind="primary"
        label=${t('author.start.begin')}
        reason=${nothingChosen ? t('author.start.chooseFirst') : ''}
        ?busy=${this.busy}
        @act=${() => void this.beginDraft(callId, sectionId)}
      ></tj-action>
    </div>`
  }

  private async beginDraft(callId: string | null, sectionId: string | null): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.problem = null
    try {
      const { id } = await api('POST /api/submissions', { body: { callId, sectionId } })
      navigate(`/author/${id}`)
    } catch (failure) {
      this.problem = asProblem(failure)
      scrollTo(0, 0)
    }
    this.busy = false
  }
}

function callFacts({ summary, closesAt }: Call): TemplateResult {
  return html`<small>${summary}</small>
    ${closesAt === null ? nothing : html`<small>${t('author.call.closes')} <tj-date mode="instant" at=${closesAt}></tj-date></small>`}`
}

customElements.define('author-start-page', AuthorStartPage)
