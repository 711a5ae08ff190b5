import { html, nothing, type TemplateResult } from 'lit'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-problem.ts'
import { arrive } from './arrive.ts'

/** The words of one kind of link. */
export interface LinkWords {
  readonly title: string
  readonly text: string
  readonly act: string
}

/**
 * Where a letter's link leads. The token is in the address's fragment, so it reaches no log; nothing happens before the button
 * is pressed, so that a mail scanner that opens the page uses nothing up (docs/threat-model.md R-09).
 */
export abstract class LetterLinkPage extends TjPage {
  static override properties = { ...TjPage.properties, problem: { state: true }, busy: { state: true } }
  declare private problem: ApiProblem | null
  declare private busy: boolean
  private token = ''

  constructor() {
    super()
    this.problem = null
    this.busy = false
    this.token = location.hash.slice(1)
  }

  protected abstract words(): LinkWords
  protected abstract redeem(token: string): Promise<{ next: string }>

  override render(): TemplateResult {
    const { title, text, act } = this.words()
    const usable = this.token !== '' && this.problem?.code !== 'link_invalid'
    return html`<div class="account-form stack">
      <h1>${title}</h1>
      ${usable ? html`<p>${text}</p>` : this.remedy()}
      ${this.problem?.code === 'link_invalid' ? nothing : html`<tj-problem .problem=${this.problem} @retry=${() => void this.press()}></tj-problem>`}
      ${usable ? html`<tj-action kind="primary" label=${act} ?busy=${this.busy} @act=${() => void this.press()}></tj-action>` : nothing}
    </div>`
  }

  private remedy(): TemplateResult {
    return html`<tj-notice live kind="warn" heading=${t('common.account.link.useless')}>
        <p>${t('common.account.link.uselessText')}</p>
      </tj-notice>
      <p class="actions"><a class="button primary" href="/account/sign-in">${t('common.account.link.askAgain')}</a></p>`
  }

  private async press(): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.problem = null
    try {
      const { next } = await this.redeem(this.token)
      forgetFragment()
      await arrive(null, next)
    } catch (failure) {
      this.problem = asProblem(failure)
      if (this.problem.code === 'link_invalid') forgetFragment()
    }
    this.busy = false
  }
}

/** Takes the token out of the address bar and out of the browser's history. */
function forgetFragment(): void {
  history.replaceState(null, '', location.pathname + location.search)
}
