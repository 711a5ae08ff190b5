import { linkUrl } from '../../http/links.ts'
import type { Locale } from '../../strings/translate.ts'
import type { Letter } from '../letter.ts'
import { accountExists } from '../letters/account-exists.ts'
import { accountInvitation } from '../letters/account-invitation.ts'
import { confirmAddress } from '../letters/confirm-address.ts'
import { signInLink } from '../letters/sign-in-link.ts'
import { moment, pageUrl, toEach, type Composer, type Happened, type Office } from '../office.ts'
import { accountHolder } from '../recipients.ts'
import type { Post } from '../send.ts'

export const onRegistered: Composer<'account.registered'> = (office, event) =>
  withLink(office, event, 'confirm-address', confirmAddress)

export const onLinkRequested: Composer<'account.link_requested'> = (office, event) =>
  withLink(office, event, 'sign-in-link', signInLink)

export const onAccountInvited: Composer<'account.invited'> = (office, event) =>
  withLink(office, event, 'account-invitation', accountInvitation)

export const onRegisterRepeated: Composer<'account.register_repeated'> = async (office, { accountId }) => {
  const url = pageUrl(office, '/account/sign-in')
  return toEach(await accountHolder(office.sql, accountId), 'account-exists', null, (locale) =>
    accountExists(locale, { url }),
  )
}

type LinkEvent = Happened<'account.registered'> | Happened<'account.link_requested'> | Happened<'account.invited'>
type LinkLetter = (locale: Locale, facts: { url: string; until: string }) => Letter

/** Nothing is sent when the link has ceased to work meanwhile: a letter that disappoints is worse than none. */
async function withLink(
  office: Office,
  { accountId, linkId }: LinkEvent,
  template: string,
  compose: LinkLetter,
): Promise<readonly Post[]> {
  const [link] = await office.sql<{ purpose: 'confirm' | 'sign_in'; expires_at: Date }[]>`
    select purpose, expires_at from identity.links
    where id = ${linkId} and used_at is null and revoked_at is null and expires_at > ${office.clock.now()}`
  if (!link) return []
  const url = linkUrl(office.settings, link.purpose, linkId)
  return toEach(await accountHolder(office.sql, accountId), template, null, (locale) =>
    compose(locale, { url, until: moment(office, link.expires_at, locale) }),
  )
}
