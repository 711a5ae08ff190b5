import type { FastifyInstance } from 'fastify'
import type { Settings } from '../deps.ts'
import { cameThroughUnlistedProxy, isPrivate } from './source.ts'

/**
 * A fault in the installation that administrators should correct. `proxy_unnamed`: with an https PUBLIC_URL there must be a proxy, and
 * TRUSTED_PROXIES is empty. `proxy_unlisted`: a proxy that is not in TRUSTED_PROXIES has forwarded a request; with its address if that is
 * in a private network.
 */
export interface Warning {
  readonly code: 'proxy_unnamed' | 'proxy_unlisted'
  readonly address: string | null
}

/** Each warning is logged once a process, and shown on the administrators' page until the setting is corrected and the server restarted. */
export function watchForProxies(
  app: FastifyInstance,
  { publicUrl, trustedProxies }: Pick<Settings, 'publicUrl' | 'trustedProxies'>,
): { readonly warnings: () => readonly Warning[] } {
  const found = new Map<Warning['code'], Warning>()
  const warn = (warning: Warning, sentence: string) => {
    if (found.has(warning.code)) return
    found.set(warning.code, warning)
    app.log.warn({ setting: 'TRUSTED_PROXIES', ...warning }, sentence)
  }
  // This server speaks plain HTTP only, so something else must terminate TLS.
  if (publicUrl.startsWith('https:') && trustedProxies.length === 0)
    warn(
      { code: 'proxy_unnamed', address: null },
      'PUBLIC_URL is https, so a proxy stands in front, but TRUSTED_PROXIES names none: set it to the address of the proxy, or everybody seems to come from there.',
    )
  app.addHook('onRequest', async (request) => {
    if (found.has('proxy_unlisted') || !cameThroughUnlistedProxy(request)) return
    // A stranger can send the header, too: a public address is not stored.
    const address = isPrivate(request.ip) ? request.ip : null
    warn(
      { code: 'proxy_unlisted', address },
      'A request was forwarded by a proxy that TRUSTED_PROXIES does not name. If it is yours, add its address there; if not, somebody only says so and it can be ignored.',
    )
  })
  return { warnings: () => [...found.values()] }
}
