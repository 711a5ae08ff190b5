import { html, nothing, type TemplateResult } from 'lit'
import { navigationFor } from '../../server/domain/navigation.ts'
import type { ApiProblem } from '../app/problem.ts'
import { account, session } from '../app/session.ts'
import { signInEvent } from '../app/session-events.ts'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'
import './tj-notice.ts'

/** An error and what to do about it: try again, sign in, or quote the id of the fault. */
export class TjProblem extends TjElement {
  static override properties = { problem: { attribute: false }, page: { type: Boolean, reflect: true } }
  declare problem: ApiProblem | null
  /** Shown instead of a whole page, so it has the page's heading. */
  declare page: boolean

  constructor() {
    super()
    this.problem = null
    this.page = false
  }

  override render(): TemplateResult | typeof nothing {
    const { problem } = this
    if (problem === null) return nothing
    const words = html`<p>${problem.reason}</p>
      ${problem.incident === null ? nothing : html`<p class="small muted">${t('common.incident', { incident: problem.incident })}</p>`}
      <div class="actions">${this.remedy(problem)}</div>`
    if (this.page) return html`<div class="narrow stack"><h1>${this.heading(problem)}</h1>${words}</div>`
    return html`<div class="notice bad stack" role="alert">${words}</div>`
  }

  private heading({ status }: ApiProblem): string {
    if (status === 404) return t('common.title.notFound')
    if (status === 0) return t('common.title.unreachable')
    return status < 500 ? t('common.title.refused') : t('common.title.fault')
  }

  private remedy(problem: ApiProblem): TemplateResult | typeof nothing {
    if (problem.status === 401 && session()?.actor.kind !== 'visitor') {
      return html`<button type="button" @click=${() => window.dispatchEvent(new Event(signInEvent))}>${t('common.signIn')}</button>`
    }
    if (problem.status === 401) {
      const back = encodeURIComponent(location.pathname + location.search)
      return html`<a class="button" href="/account/sign-in?next=${back}">${t('common.signIn')}</a>`
    }
    if (problem.mayPass || problem.status >= 500) {
      return html`<button type="button" @click=${() => this.tell('retry')}>${t('common.retry')}</button>`
    }
    return this.page ? links() : nothing
  }
}

/** Links from a page that does not exist or is not theirs: to their own work, if they have any, and to the journal. */
function links(): TemplateResult {
  const [first] = navigationFor(account()?.roles ?? null)
  return html`${first === undefined ? nothing : html`<a class="button" href=${first.href}>${t(first.title)}</a>`}
    <a href="/">${t('common.toJournal')}</a>`
}

customElements.define('tj-problem', TjProblem)
