import type { FastifyReply, FastifyRequest } from 'fastify'
import { eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { knownBrowsers } from '../db/schema/identity.ts'
import type { Deps, Settings } from '../deps.ts'
import { linkToken, readLinkToken } from '../rendering/links.ts'

// A browser that has signed in before is told from a stranger's: nobody's wrong passwords, and no flood of links asked for
// elsewhere, stand in its way. The cookie holds a drawn number and its signature; which accounts have been signed in to with
// it stands in the database, and goes when a password is changed or an account closed.

const browserCookie = '__Host-tj-browser'
const purpose = 'browser'
const days = 180

/** The number of a browser that has signed in before, to whatever account; null for a new one or a forged cookie. */
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

/** Remembers that somebody has signed in to an account with a browser. @returns its number, drawn for a new one */
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

/** @param but the one browser that stays known: where the password was changed */
export async function forgetBrowsers(tx: Tx, accountId: string, but: string | null = null): Promise<void> {
  const kept = await tx.delete(knownBrowsers).where(eq(knownBrowsers.accountId, accountId)).returning()
  const own = kept.find(({ browserId }) => browserId === but)
  if (own) await tx.insert(knownBrowsers).values(own)
}
