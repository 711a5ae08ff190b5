import { html, nothing, type TemplateResult } from 'lit'
import { session } from '../app/session.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-notice.ts'

/** In a trial, where the letters can be read; nothing in a real journal. */
export function mailboxNotice(): TemplateResult | typeof nothing {
  const mailbox = session()?.mailbox
  if (!mailbox) return nothing
  return html`<tj-notice>
    <p>${t('common.account.mailbox')} <a href=${mailbox}>${t('common.account.mailboxLink')}</a></p>
  </tj-notice>`
}
