import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { KnownHosts, Settings } from '../deps.ts'
import type { Env } from '../env.ts'
import { Refusal } from '../domain/refusal.ts'

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * The host name of PUBLIC_URL. If HOST or PUBLIC_URL is loopback, also the loopback names; if only PUBLIC_URL is (a trial that others in
 * the network use), also any IP address.
 */
export function knownHosts({ PUBLIC_URL, HOST }: Pick<Env, 'PUBLIC_URL' | 'HOST'>): KnownHosts {
  const own = new URL(PUBLIC_URL).hostname
  const [isLocal, listensLocally] = [own, HOST].map(isLoopback)
  return {
    names: isLocal || listensLocally ? [own, ...loopback] : [own],
    anyAddress: isLocal === true && listensLocally === false,
  }
}

function isLoopback(host: string): boolean {
  return ['localhost', '[::1]', '::1'].includes(host) || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** Health checks request this path by IP address; its reply contains no data. */
const healthCheck = '/healthz'

/**
 * Refuses requests to other host names: otherwise a page of another site, whose name an attacker makes resolve to this server (DNS
 * rebinding), would be same-origin with the journal for the browser. A proxy has to pass on the Host header, or X-Forwarded-Host if it is
 * trusted.
 */
export function registerHosts(app: FastifyInstance, { hosts }: Pick<Settings, 'hosts'>): void {
  app.addHook('onRequest', async (request) => {
    const name = request.hostname.toLowerCase().replace(/\.$/, '')
    if (hosts.names.includes(name) || request.url === healthCheck) return
    if (hosts.anyAddress && isIP(name.replaceAll(/[[\]]/g, '')) !== 0) return
    throw new Refusal('wrong_host')
  })
}
