import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { KnownHosts, Settings } from '../deps.ts'
import type { Env } from '../env.ts'
import { Refusal } from '../domain/refusal.ts'

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * PUBLIC_URL's host. On one's own machine also the names of that machine; where a trial listens for friends (HOST is not
 * loopback, PUBLIC_URL is) also its addresses.
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

/** Whoever looks whether the server lives asks it by address; it answers nothing but that. */
const healthCheck = '/healthz'

/**
 * Answers only to the journal's own names: a page of another site whose name is made to lead here (DNS rebinding) would
 * else be one of our own to the browser. A proxy has to hand on the Host header, or X-Forwarded-Host where it is trusted.
 */
export function registerHosts(app: FastifyInstance, { hosts }: Pick<Settings, 'hosts'>): void {
  app.addHook('onRequest', async (request) => {
    const name = request.hostname.toLowerCase().replace(/\.$/, '')
    if (hosts.names.includes(name) || request.url === healthCheck) return
    if (hosts.anyAddress && isIP(name.replaceAll(/[[\]]/g, '')) !== 0) return
    throw new Refusal('wrong_host')
  })
}
