import { html, type TemplateResult } from 'lit'
import { api } from '../app/api.ts'
import { ApiProblem, asProblem } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-problem.ts'
import { arrive } from './arrive.ts'

/**
 * Where a letter's link leads. The token stands in the fragment, and only a press of the button spends it: mail scanners
 * that open the page change nothing.
 */
abstract class TokenPage extends TjPage {
  static override properties = { ...TjPage.properties, problem: { state: true }, busy: { state: true } }
  declare protected problem: ApiProblem | null
  declare protected busy: boolean
  private readonly token = location.hash.slice(1)

  constructor() {
    super()
    this.problem = this.token === '' ? new ApiProblem(400, 'link_invalid', t('common.account.token.missing')) : null
    this.busy = false
    // Out of the address bar, so that it is neither copied nor kept in the history.
    history.replaceState(null, '', location.pathname)
  }

  protected abstract readonly words: { heading: string; lead: string; submit: string }
  protected abstract spend(token: string): Promise<{ next: string }>

  override render(): TemplateResult {
    const { words, token } = this
    return html`<div class="narrow stack">
      <h1>${words.heading}</h1>
      <p>${words.lead}</p>
      <tj-problem .problem=${this.problem} @retry=${() => void this.press()}></tj-problem>
      <tj-action
        kind="primary"
        label=${words.submit}
        reason=${token === '' ? t('common.account.token.missing') : ''}
        ?busy=${this.busy}
        @act=${() => void this.press()}
      ></tj-action>
      <p><a href="/account/sign-in">${t('common.title.signIn')}</a></p>
    </div>`
  }

  private async press(): Promise<void> {
    this.busy = true
    this.problem = null
    try {
      const { next } = await this.spend(this.token)
      await arrive(null, next)
    } catch (failure) {
      this.problem = asProblem(failure)
    } finally {
      this.busy = false
    }
  }
}

class ConfirmPage extends TokenPage {
  protected readonly words = {
    heading: t('common.title.confirm'),
    lead: t('common.account.confirm.lead'),
    submit: t('common.account.confirm.submit'),
  }

  protected spend(token: string): Promise<{ next: string }> {
    return api('POST /api/account/confirm', { body: { token } })
  }
}

class LinkPage extends TokenPage {
  protected readonly words = {
    heading: t('common.title.signIn'),
    lead: t('common.account.link.lead'),
    submit: t('common.account.link.submit'),
  }

  protected spend(token: string): Promise<{ next: string }> {
    return api('POST /api/session/redeem', { body: { token } })
  }
}

customElements.define('confirm-page', ConfirmPage)
customElements.define('link-page', LinkPage)
