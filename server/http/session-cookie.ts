import type { FastifyReply } from 'fastify'
import type { Tx } from '../db/client.ts'
import { sessions } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import { hashToken, sessionCookie } from './actor.ts'

const absoluteHours = 12

/** The holder of a session: an account, or the link of a letter, which opens one invitation only. */
type Holder = { readonly accountId: string } | { readonly invitationId: string }

/**
 * Opens a session in the transaction that has authenticated its holder.
 * @returns the token for `giveCookie` after the commit; only its SHA-256 is stored
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

/** Deletes a cookie whose session has ended. Other data of the browser stays: somebody may be writing in the page. */
export function dropDeadCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, attributes)
}

/** Signs the browser out: deletes the cookie and everything it stored of private pages (docs/threat-model.md R-14). */
export function takeCookie(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, attributes).header('clear-site-data', '"cache", "storage"')
}
