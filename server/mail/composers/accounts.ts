import type { Role } from '../../domain/policy.ts'
import { linkUrl } from '../../rendering/links.ts'
import {
  day,
  pageUrl,
  span,
  lettersToEach,
  type LetterComposer,
  type EventOf,
  type MailContext,
} from '../mail-context.ts'
import { accountHolder, allEditors, openLink } from '../recipients.ts'
import type { OutgoingLetter } from '../send.ts'

export const onRegistered: LetterComposer<'account.registered'> = (context, event) =>
  withLink(context, event, 'confirm-address')

export const onLinkRequested: LetterComposer<'account.link_requested'> = (context, event) =>
  withLink(context, event, 'sign-in-link')

export const onAccountInvited: LetterComposer<'account.invited'> = async (context, event) => [
  ...(await withLink(context, event, 'account-invitation')),
  ...(await onRolesChanged(context, event)),
]

/** Roles that open submissions or can give such roles: editors are told of every change of them. */
const powers: readonly Role[] = ['editor', 'section_editor', 'administrator']

/** Editors are told when an administrator makes anybody, such as themself, an editor. */
export async function onRolesChanged(
  context: MailContext,
  event: EventOf<'account.roles_changed'> | EventOf<'account.invited'>,
): Promise<readonly OutgoingLetter[]> {
  const { accountId, before = [], after = [] } = event
  const changed = powers.filter((role) => before.includes(role) !== after.includes(role))
  if (changed.length === 0) return []
  const [people] = await context.sql<{ person: string; by: string | null }[]>`
    select a.name as person, b.name as by from identity.accounts a
    left join identity.event_actors y on y.event_id = ${event.id}
    left join identity.accounts b on b.id = y.account_id
    where a.id = ${accountId}`
  if (!people) return []
  return lettersToEach(await allEditors(context.sql), 'roles-changed', null, (locale) => ({
    ...people,
    before,
    after,
    at: day(context, event.at, locale),
  }))
}

export const onRegisterRepeated: LetterComposer<'account.register_repeated'> = async (context, { accountId, next }) => {
  const url = pageUrl(context, `/account/sign-in${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`)
  return lettersToEach(await accountHolder(context.sql, accountId), 'account-exists', null, () => ({ url }))
}

type LinkEvent = EventOf<'account.registered'> | EventOf<'account.link_requested'> | EventOf<'account.invited'>

/** No letter when the link has expired or was used in the meantime. */
async function withLink(
  context: MailContext,
  { linkId }: LinkEvent,
  template: 'confirm-address' | 'sign-in-link' | 'account-invitation',
): Promise<readonly OutgoingLetter[]> {
  const link = await openLink(context, linkId)
  if (link === null) return []
  const url = linkUrl(context.settings, link.purpose, linkId)
  return lettersToEach([link.holder], template, null, (locale) => ({
    url,
    within: span(link.createdAt, link.expiresAt, locale),
  }))
}
