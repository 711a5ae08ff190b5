import type { Role } from '../../domain/policy.ts'
import { linkUrl } from '../../rendering/links.ts'
import type { Locale } from '../../strings/translate.ts'
import type { Letter } from '../letter.ts'
import { accountExists } from '../letters/account-exists.ts'
import { accountInvitation } from '../letters/account-invitation.ts'
import { confirmAddress } from '../letters/confirm-address.ts'
import { rolesChanged } from '../letters/roles-changed.ts'
import { signInLink } from '../letters/sign-in-link.ts'
import { day, pageUrl, span, toEach, type Composer, type Happened, type Office } from '../office.ts'
import { accountHolder, allEditors, openLink } from '../recipients.ts'
import type { Post } from '../send.ts'

export const onRegistered: Composer<'account.registered'> = (office, event) =>
  withLink(office, event, 'confirm-address', confirmAddress)

export const onLinkRequested: Composer<'account.link_requested'> = (office, event) =>
  withLink(office, event, 'sign-in-link', signInLink)

export const onAccountInvited: Composer<'account.invited'> = async (office, event) => [
  ...(await withLink(office, event, 'account-invitation', accountInvitation)),
  ...(await onRolesChanged(office, event)),
]

/** Roles that open submissions, or give others such roles: whoever holds the first hears of every change of them. */
const powers: readonly Role[] = ['editor', 'section_editor', 'administrator']

/** No administrator makes anybody an editor, themself above all, without the editors hearing of it. */
export async function onRolesChanged(
  office: Office,
  event: Happened<'account.roles_changed'> | Happened<'account.invited'>,
): Promise<readonly Post[]> {
  const { accountId, before = [], after = [] } = event
  const changed = powers.filter((role) => before.includes(role) !== after.includes(role))
  if (changed.length === 0) return []
  const [people] = await office.sql<{ person: string; by: string | null }[]>`
    select a.name as person, b.name as by from identity.accounts a
    left join identity.event_actors y on y.event_id = ${event.id}
    left join identity.accounts b on b.id = y.account_id
    where a.id = ${accountId}`
  if (!people) return []
  return toEach(await allEditors(office.sql), 'roles-changed', null, (locale) =>
    rolesChanged(locale, { ...people, before, after, at: day(office, event.at, locale) }),
  )
}

export const onRegisterRepeated: Composer<'account.register_repeated'> = async (office, { accountId, next }) => {
  const url = pageUrl(office, `/account/sign-in${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`)
  return toEach(await accountHolder(office.sql, accountId), 'account-exists', null, (locale) =>
    accountExists(locale, { url }),
  )
}

type LinkEvent = Happened<'account.registered'> | Happened<'account.link_requested'> | Happened<'account.invited'>
type LinkLetter = (locale: Locale, facts: { url: string; within: string }) => Letter

/** Nothing is sent when the link has ceased to work meanwhile: a letter that disappoints is worse than none. */
async function withLink(
  office: Office,
  { linkId }: LinkEvent,
  template: string,
  compose: LinkLetter,
): Promise<readonly Post[]> {
  const link = await openLink(office, linkId)
  if (link === null) return []
  const url = linkUrl(office.settings, link.purpose, linkId)
  return toEach([link.holder], template, null, (locale) =>
    compose(locale, { url, within: span(link.createdAt, link.expiresAt, locale) }),
  )
}
