import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Settings } from '../deps.ts'
import { linkToken, readLinkToken } from '../rendering/links.ts'

// Anybody can register anybody's address with a password of their own. So a password counts only if the letter's link is opened in the
// browser in which it was chosen; in another browser, the owner of the mailbox chooses a new one.

const registrationCookie = '__Host-tj-registration'
const purpose = 'registration'
const days = 7

/** Sets the cookie for the browser that registered, whether or not the address is known. */
export function giveRegistrationCookie(
  reply: FastifyReply,
  settings: Pick<Settings, 'secret'>,
  registrationId: string,
): void {
  reply.setCookie(registrationCookie, linkToken(settings, purpose, registrationId), {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'strict',
    maxAge: days * 86_400,
  })
}

/** The registration that was made in this browser; null when there is none. */
export function registeredHere(request: FastifyRequest, settings: Pick<Settings, 'secret'>): string | null {
  const token = request.cookies[registrationCookie]
  return token === undefined ? null : readLinkToken(settings, purpose, token)
}
