import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Session } from './actor.ts'
import { FormBody } from './form-body.ts'

/** docs/threat-model.md R-16, word for word: no inline script or style, no third party, no framing. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
} as const

export function registerSecurity(app: FastifyInstance, { viteUrl }: Deps['settings']): void {
  const policy = viteUrl === null ? headers : { ...headers, 'content-security-policy': developmentPolicy(viteUrl) }
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(policy)
  })
}

/** Vite injects styles and talks over a socket; only `npm run dev` sets VITE_URL. */
function developmentPolicy(viteUrl: string): string {
  return `default-src 'self' ${viteUrl} ${viteUrl.replace('http', 'ws')} data: blob:; script-src 'self' ${viteUrl}; style-src 'self' 'unsafe-inline' ${viteUrl}`
}

/** The token a page sends back with every change; derived from the session, so there is nothing to store. */
export function csrfToken({ settings }: Pick<Deps, 'settings'>, tokenHash: Buffer): string {
  return createHmac('sha256', settings.secret).update('csrf').update(tokenHash).digest('base64url')
}

/** For unsent text on somebody's device: with the session's end nobody can derive it any more. 256 bits in base64. */
export function deviceKeyOf({ settings }: Pick<Deps, 'settings'>, tokenHash: Buffer): string {
  return createHmac('sha256', settings.secret).update('unsent text on a device').update(tokenHash).digest('base64')
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * A change must come from our own pages: the browser says so (Sec-Fetch-Site, else Origin), and whoever has a session
 * also sends the token. What says nothing is refused.
 * @param session null also for a cookie whose session is over: nobody can forge a request in a name that counts for nothing,
 *   and no page knows a token for it
 */
export function requireSameSite(deps: Pick<Deps, 'settings'>, request: FastifyRequest, session: Session | null): void {
  if (safeMethods.includes(request.method)) return
  const site = request.headers['sec-fetch-site']
  const sameOrigin = site === undefined ? isOwnOrigin(deps, request) : site === 'same-origin'
  if (!sameOrigin) throw new Refusal('cross_site')
  if (session !== null && !tokensEqual(sentToken(request), csrfToken(deps, session.tokenHash))) {
    throw new Refusal('cross_site')
  }
}

/** In a header; in a field of a form that was sent without a script. */
function sentToken(request: FastifyRequest): unknown {
  return request.body instanceof FormBody ? request.body.value('csrf') : request.headers['x-tj-csrf']
}

function isOwnOrigin({ settings }: Pick<Deps, 'settings'>, request: FastifyRequest): boolean {
  const origin = request.headers.origin
  if (origin === undefined) return false
  return origin === new URL(settings.publicUrl).origin || origin === `${request.protocol}://${request.host}`
}

function tokensEqual(sent: unknown, expected: string): boolean {
  if (typeof sent !== 'string') return false
  const [a, b] = [Buffer.from(sent), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
