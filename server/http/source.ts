import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/** Where a request seems to come from, as counters know it. */
export interface Source {
  readonly subject: string
  /** How many households may stand behind it: a limit is so many times as high. */
  readonly households: number
}

/** An unlisted proxy with a public address may serve a whole country, or be somebody who only says so. */
const manyHouseholds = 20

/**
 * What failures of a request's sender are counted by. Behind a proxy that TRUSTED_PROXIES does not name every request has
 * the proxy's address: then the one it was sent for is counted, so that one sender cannot shut out all others. An address
 * of our own network is a proxy's; a stranger's own machine, which may claim to be one, is counted besides.
 */
export function sourcesOf(request: FastifyRequest): readonly Source[] {
  const peer = withoutMapping(request.ip)
  if (!cameThroughUnlistedProxy(request)) return [{ subject: prefixOf(peer), households: 1 }]
  const client = claimedClient(request)
  const claimed = client === null ? [] : [{ subject: `${prefixOf(client)} by ${prefixOf(peer)}`, households: 1 }]
  return isPrivate(peer) ? claimed : [...claimed, { subject: prefixOf(peer), households: manyHouseholds }]
}

const forwardingHeaders = ['x-forwarded-for', 'forwarded', 'x-real-ip'] as const

/** Somebody forwarded it whom TRUSTED_PROXIES does not name: Fastify has not looked beyond the peer. */
export function cameThroughUnlistedProxy(request: FastifyRequest): boolean {
  return (request.ips?.length ?? 1) <= 1 && forwardingHeaders.some((name) => request.headers[name] !== undefined)
}

/** The address the nearest proxy wrote down: the last one, since what stands before it came with the request. */
function claimedClient({ headers }: FastifyRequest): string | null {
  const written = headers['x-forwarded-for'] ?? headers['x-real-ip'] ?? ''
  const last = withoutMapping(String(written).split(',').at(-1)?.trim() ?? '')
  return isIP(last) === 0 ? null : last
}

/** One household or one attacker: /24 of IPv4, /48 of IPv6. */
function prefixOf(ip: string): string {
  if (!ip.includes(':')) return ip.split('.').slice(0, 3).join('.')
  const [before = '', after] = ip.split('::')
  const groups = before === '' ? [] : before.split(':')
  const following = after === undefined || after === '' ? [] : after.split(':')
  const left = after === undefined ? 0 : 8 - groups.length - following.length
  return [...groups, ...Array<string>(Math.max(0, left)).fill('0'), ...following].slice(0, 3).join(':')
}

/** A server that listens on IPv6 sees IPv4 addresses as ::ffff:192.0.2.1, which are not all one household. */
function withoutMapping(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.)/i, '')
}

const privateAddresses = /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|f[cd]|fe80:)/i

export function isPrivate(ip: string): boolean {
  return privateAddresses.test(withoutMapping(ip))
}
