import { api } from '../app/api.ts'
import { t } from '../app/strings.ts'
import { LetterLinkPage, type LinkWords } from './letter-link.ts'

/** Confirms an address and signs in. */
class ConfirmPage extends LetterLinkPage {
  protected words(): LinkWords {
    return {
      title: t('common.account.confirm.title'),
      text: t('common.account.confirm.text'),
      act: t('common.account.confirm.act'),
    }
  }

  protected redeem(token: string): Promise<{ next: string }> {
    return api('POST /api/account/confirm', { body: { token } })
  }
}

customElements.define('confirm-page', ConfirmPage)
