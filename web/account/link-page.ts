import { api } from '../app/api.ts'
import { t } from '../app/strings.ts'
import { LetterLinkPage, type LinkWords } from './letter-link.ts'

/** Signs in by a letter's link. */
class LinkPage extends LetterLinkPage {
  protected words(): LinkWords {
    return { title: t('common.account.link.title'), text: t('common.account.link.text'), act: t('common.signIn') }
  }

  protected redeem(token: string): Promise<{ next: string }> {
    return api('POST /api/session/redeem', { body: { token } })
  }
}

customElements.define('link-page', LinkPage)
