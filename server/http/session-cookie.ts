import type { FastifyReply } from 'fastify'
import type { Tx } from '../db/client.ts'
import { sessions } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import { hashToken, sessionCookie } from './actor.ts'

const absoluteHours = 12

/** Who holds a session: an account, or a letter's link to one invitation and nothing else. */
type Holder = { readonly accountId: string } | { readonly invitationId: string }

/**
 * Opens a session inside the transaction that proved who it is for.
 * @returns the token to hand to `giveCookie` after the commit; only its SHA-256 is stored
 */
export async function openSession(
  tx: Tx,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  holder: Holder,
): Promise<string> {
  const token = ids.token(32)
  const now = clock.now()
  await tx.insert(sessions).values({
    tokenHash: hashToken(token),
    accountId: 'accountId' in holder ? holder.accountId : null,
    invitationId: 'invitationId' in holder ? holder.invitationId : null,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + absoluteHours * 3_600_000),
  })
  return token
}

const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const

export function giveCookie(reply: FastifyReply, token: string): void {
  reply.setCookie(sessionCookie, token, attributes)
}

/** Takes back a cookie whose session is over. What the browser keeps of the page stays: somebody may be writing in it. */
export function dropDeadCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, attributes)
}

/** Signs the browser out: the cookie, and whatever it kept of private pages (docs/threat-model.md R-14). */
export function takeCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, attributes).header('clear-site-data', '"cache", "storage"')
}
