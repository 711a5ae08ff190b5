import type { FastifyReply, FastifyRequest } from 'fastify'
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { knownBrowsers } from '../db/schema/identity.ts'
import type { Deps, Settings } from '../deps.ts'
import { linkToken, readLinkToken } from '../rendering/links.ts'

// A browser that has signed in before is treated separately from unknown ones: other people's wrong passwords, or many requests for links
// from elsewhere, do not delay it. The cookie contains a random number and its signature; the database stores which accounts have signed in
// with it, until a password is changed or an account is closed.

const browserCookie = '__Host-tj-browser'
const purpose = 'browser'
const days = 180

/** The number of a browser that has signed in before, to any account; null for a new browser or a forged cookie. */
export function browserOf(request: FastifyRequest, settings: Pick<Settings, 'secret'>): string | null {
  const token = request.cookies[browserCookie]
  return token === undefined ? null : readLinkToken(settings, purpose, token)
}

export function giveBrowserCookie(reply: FastifyReply, settings: Pick<Settings, 'secret'>, browserId: string): void {
  reply.setCookie(browserCookie, linkToken(settings, purpose, browserId), {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'strict',
    maxAge: days * 86_400,
  })
}

/** Stores that an account has signed in with a browser. @returns the browser's number; a new one for a new browser */
export async function rememberBrowser(
  tx: Tx,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  browserId: string | null,
  accountId: string,
): Promise<string> {
  const id = browserId ?? ids.uuid()
  const lastSeenAt = clock.now()
  await tx
    .insert(knownBrowsers)
    .values({ browserId: id, accountId, lastSeenAt })
    .onConflictDoUpdate({ target: [knownBrowsers.browserId, knownBrowsers.accountId], set: { lastSeenAt } })
  return id
}

/** @param but the browser that stays known: the one in which the password was changed */
export async function forgetBrowsers(tx: Tx, accountId: string, but: string | null = null): Promise<void> {
  const kept = await tx.delete(knownBrowsers).where(eq(knownBrowsers.accountId, accountId)).returning()
  const own = kept.find(({ browserId }) => browserId === but)
  if (own) await tx.insert(knownBrowsers).values(own)
}
