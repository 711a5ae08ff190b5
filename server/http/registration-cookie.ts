import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Settings } from '../deps.ts'
import { linkToken, readLinkToken } from '../rendering/links.ts'

// Anybody can register anybody's address with a password of their own. So a password counts only where the letter's link
// is opened in the browser that chose it; elsewhere whoever owns the mailbox chooses one anew.

const registrationCookie = '__Host-tj-registration'
const purpose = 'registration'
const days = 7

/** Marks the browser as the one that registered, whether or not the address turns out to be known. */
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

/** The registration whose password was chosen in this browser; null when none was. */
export function registeredHere(request: FastifyRequest, settings: Pick<Settings, 'secret'>): string | null {
  const token = request.cookies[registrationCookie]
  return token === undefined ? null : readLinkToken(settings, purpose, token)
}
