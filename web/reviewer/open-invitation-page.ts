import { html, nothing, type TemplateResult } from 'lit'
import { Acts } from '../app/acts.ts'
import { api } from '../app/api.ts'
import { navigate } from '../app/router.ts'
import { refreshSession } from '../app/session.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-action.ts'
import { TjPage } from '../elements/tj-page.ts'

/**
 * Where the link of a reviewer's letter leads. Only a press of the button spends the token: mail scanners that open the page
 * change nothing. The token stays in the address until then, so that loading the page again is no loss.
 */
class OpenInvitationPage extends TjPage {
  private readonly acts = new Acts(this)
  private readonly token = location.hash.slice(1)

  override render(): TemplateResult {
    return html`<div class="narrow stack">
      <h1>${t('common.title.invitation')}</h1>
      <p>${t('reviewer.open.lead')}</p>
      ${this.acts.render()}
      ${this.acts.problem?.status === 410 ? html`<p>${t('reviewer.open.refused')}</p>` : nothing}
      <tj-action
        kind="primary"
        label=${t('reviewer.open.submit')}
        reason=${this.token === '' ? t('reviewer.open.incomplete') : ''}
        ?busy=${this.acts.busy !== null}
        @act=${() => void this.open()}
      ></tj-action>
      <p class="small muted">${t('reviewer.open.account')} <a href="/account/sign-in?next=%2Freview">${t('common.signIn')}</a></p>
    </div>`
  }

  private async open(): Promise<void> {
    await this.acts.run('open', async () => {
      const { invitationId } = await api('POST /api/invitations/open', { body: { token: this.token } })
      await refreshSession()
      // In place of this page: the token is then neither in the address nor in the history.
      navigate(`/review/${invitationId}/invitation`, { replace: true })
    })
  }
}

customElements.define('open-invitation-page', OpenInvitationPage)
