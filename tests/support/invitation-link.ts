import { linkToken } from '../../server/rendering/links.ts'
import type { Invited } from './given.ts'
import type { Journal } from './journal.ts'

/** The token of the link in a reviewer's newest letter, without waiting for the letter. */
export async function tokenOf({ deps }: Journal, invitationId: string): Promise<string> {
  const [link] = await deps.sql<{ id: string }[]>`
    select id from identity.links where invitation_id = ${invitationId} order by created_at desc, revoked_at nulls first limit 1`
  if (!link) throw new Error('nobody was written to')
  return linkToken(deps.settings, 'invitation', link.id)
}

/** A browser in which the link of the newest letter was opened. */
export async function byLetter(journal: Journal, invitationId: string) {
  const reviewer = journal.visitor()
  await reviewer.ask('POST /api/invitations/open', { body: { token: await tokenOf(journal, invitationId) } })
  return reviewer
}

export async function asInvited(journal: Journal, invitationId: string, email: string): Promise<Invited> {
  return { invitationId, email, token: await tokenOf(journal, invitationId) }
}
