import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/** The source of a request, for counting. */
export interface Source {
  readonly subject: string
  /** How many households may use this source: its limit is multiplied by this number. */
  readonly households: number
}

/** A public address that forwards requests without being listed may be a proxy of a whole country, or an attacker who sends the header. */
const manyHouseholds = 20

/**
 * The sources by which failed attempts are counted. Behind a proxy that TRUSTED_PROXIES does not name, every request has the proxy's
 * address: then the forwarded address is counted, so that one sender cannot lock out all others. If the peer is in a private network, it is
 * a proxy; if not, it may be a stranger who pretends to be one, and is counted, too.
 */
export function sourcesOf(request: FastifyRequest): readonly Source[] {
  const peer = withoutMapping(request.ip)
  if (!cameThroughUnlistedProxy(request)) return [{ subject: prefixOf(peer), households: 1 }]
  const client = claimedClient(request)
  const claimed = client === null ? [] : [{ subject: `${prefixOf(client)} by ${prefixOf(peer)}`, households: 1 }]
  return isPrivate(peer) ? claimed : [...claimed, { subject: prefixOf(peer), households: manyHouseholds }]
}

const forwardingHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const

/** Whether the request was forwarded by a proxy that TRUSTED_PROXIES does not name: then Fastify uses the peer's address. */
export function cameThroughUnlistedProxy(request: FastifyRequest): boolean {
  return (request.ips?.length ?? 1) <= 1 && forwardingHeaders.some((name) => request.headers[name] !== undefined)
}

/** The address that the nearest proxy added: the last one, because those before it came with the request. */
function claimedClient({ headers }: FastifyRequest): string | null {
  const written = headers['x-forwarded-for'] ?? headers['x-real-ip'] ?? ''
  const last = withoutMapping(String(written).split(',').at(-1)?.trim() ?? '')
  return isIP(last) === 0 ? null : last
}

/** A /24 of IPv4 or a /48 of IPv6: one household or one attacker. */
function prefixOf(ip: string): string {
  if (!ip.includes(':')) return ip.split('.').slice(0, 3).join('.')
  const [before = '', after] = ip.split('::')
  const groups = before === '' ? [] : before.split(':')
  const following = after === undefined || after === '' ? [] : after.split(':')
  const left = after === undefined ? 0 : 8 - groups.length - following.length
  return [...groups, ...Array<string>(Math.max(0, left)).fill('0'), ...following].slice(0, 3).join(':')
}

/** A server that listens on IPv6 sees IPv4 addresses as ::ffff:192.0.2.1; without this they would all have the same prefix. */
function withoutMapping(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.)/i, '')
}

const privateAddresses = /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80:)/i

export function isPrivate(ip: string): boolean {
  return privateAddresses.test(withoutMapping(ip))
}
