import type { FastifyReply } from 'fastify'
import { invitationSubject } from '../cases/invitations.ts'
import type { Deps } from '../deps.ts'
import { mayInvitation, type Actor, type InvitationSubject } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import { hasEnded } from '../domain/review.ts'
import { readLinkToken } from '../rendering/links.ts'
import { giveCookie, openSession } from '../http/session-cookie.ts'

/**
 * Exchanges the link of a letter for a session that opens one invitation only. Does not change the invitation. A person who is signed in to
 * the invitation's account keeps that session. A link works until the invitation ends or a newer letter replaces it, so that a reviewer can
 * use it again. If the round ended after the reviewer had accepted, it opens their own text.
 * @throws Refusal `link_invalid`, or `invitation_ended` to the holder of a real link
 */
export async function openInvitation(
  deps: Deps,
  actor: Actor,
  reply: FastifyReply,
  token: string,
): Promise<{ invitationId: string; next: string }> {
  const linkId = readLinkToken(deps.settings, 'invitation', token)
  if (linkId === null) throw new Refusal('link_invalid')
  const [link] = await deps.sql<{ invitationId: string }[]>`
    select l.invitation_id as "invitationId" from identity.links l
    join identity.reviewers r on r.invitation_id = l.invitation_id
    join identity.accounts a on a.id = r.account_id and a.disabled_at is null
    where l.id = ${linkId} and l.purpose = 'invitation' and l.revoked_at is null and l.expires_at > ${deps.clock.now()}`
  const invitation = link ? await invitationSubject(deps.sql, link.invitationId) : null
  if (!invitation?.sent) throw new Refusal('link_invalid')
  if (hasEnded(invitation.status) && !invitation.roundEnded) throw new Refusal('invitation_ended')
  if (!mayInvitation('invitation.read', actor, invitation).allowed) {
    giveCookie(reply, await deps.db.transaction((tx) => openSession(tx, deps, { invitationId: invitation.id })))
  }
  return { invitationId: invitation.id, next: pageOf(invitation) }
}

/** After accepting, the link leads directly to the form. */
function pageOf({ id, status }: InvitationSubject): string {
  return status === 'invited' ? `/review/${id}/invitation` : `/review/${id}`
}
