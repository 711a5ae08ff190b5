import type { FastifyInstance } from 'fastify'
import type { Settings } from '../deps.ts'
import { cameThroughUnlistedProxy, isPrivate } from './source.ts'

/**
 * Something about how the journal is run that its administrators should mend. `proxy_unnamed`: a proxy must stand in front
 * and none is named. `proxy_unlisted`: one that is not named has forwarded a request; its address when it is of our network.
 */
export interface Warning {
  readonly code: 'proxy_unnamed' | 'proxy_unlisted'
  readonly address: string | null
}

/** Said once a process, in the log and on the administrators' page, until the setting is mended and the server restarted. */
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
  // This server speaks plain HTTP only.
  if (publicUrl.startsWith('https:') && trustedProxies.length === 0)
    warn(
      { code: 'proxy_unnamed', address: null },
      'PUBLIC_URL is https, so a proxy stands in front, but TRUSTED_PROXIES names none: set it to the address of the proxy, or everybody seems to come from there.',
    )
  app.addHook('onRequest', async (request) => {
    if (found.has('proxy_unlisted') || !cameThroughUnlistedProxy(request)) return
    // A stranger can send the header too: their address is not kept.
    const address = isPrivate(request.ip) ? request.ip : null
    warn(
      { code: 'proxy_unlisted', address },
      'A request was forwarded by a proxy that TRUSTED_PROXIES does not name. If it is yours, add its address there; if not, somebody only says so and it can be ignored.',
    )
  })
  return { warnings: () => [...found.values()] }
}
