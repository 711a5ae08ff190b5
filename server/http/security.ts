import { createHmac, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Session } from './actor.ts'
import { FormBody } from './form-body.ts'

/** docs/threat-model.md R-16: no inline script or style, no third party, no framing. */
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

/** Headers about documents: before each script and style they would be a sixth of what a first visit loads. */
export const ofDocuments = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'permissions-policy',
  'referrer-policy',
  'strict-transport-security',
] as const satisfies readonly (keyof typeof headers)[]

export function registerSecurity(app: FastifyInstance, { viteUrl }: Deps['settings']): void {
  const policy = viteUrl === null ? headers : { ...headers, 'content-security-policy': developmentPolicy(viteUrl) }
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(policy)
  })
}

/** Vite injects styles and uses a WebSocket; only `npm run dev` sets VITE_URL. */
function developmentPolicy(viteUrl: string): string {
  return `default-src 'self' ${viteUrl} ${viteUrl.replace('http', 'ws')} data: blob:; script-src 'self' ${viteUrl}; style-src 'self' 'unsafe-inline' ${viteUrl}`
}

/** The token that a page sends with every change; derived from the session, so that nothing has to be stored. */
export function csrfToken({ settings }: Pick<Deps, 'settings'>, tokenHash: Buffer): string {
  return createHmac('sha256', settings.secret).update('csrf').update(tokenHash).digest('base64url')
}

/**
 * Key for a person's unsent text on a device: the same in all of their sessions, and given to nobody else. 256 bits in base64.
 * @param holder the id of an account, or of the invitation of a letter's link
 */
export function deviceKeyOf({ settings }: Pick<Deps, 'settings'>, holder: string): string {
  return createHmac('sha256', settings.secret).update('unsent text on a device').update(holder).digest('base64')
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * A change must come from the journal's own pages: the browser says so in Sec-Fetch-Site or Origin, and a client with a session also sends
 * the token. A request with neither header is refused.
 * @param session null also for a cookie whose session has ended: forging a request with it achieves nothing, and no page has a token for it
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

/** From the header, or from a field of a form that was sent without a script. */
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
