import type { FastifyHttpOptions, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'

/** Time limits of connections, in milliseconds, and their number. */
export interface ConnectionLimits {
  /** Until the headers of a request are complete, from the start of the connection or the end of the previous request. */
  readonly headersMs: number
  /** Until the body of a request is complete, unless it is an upload. */
  readonly bodyMs: number
  /** Until an upload is complete: a file of 50 MB at 10 kB a second. */
  readonly uploadMs: number
  /** Without a byte in either direction. */
  readonly silenceMs: number
  /** Between two requests. Longer than proxies keep connections open, otherwise they send to one that is being closed. */
  readonly keepAliveMs: number
  /** After a refusal, so that a client that is still sending can read the reply. */
  readonly afterRefusalMs: number
  readonly checkedEveryMs: number
  readonly connections: number
}

export const usualLimits: ConnectionLimits = {
  headersMs: 15_000,
  bodyMs: 60_000,
  uploadMs: 90 * 60_000,
  silenceMs: 120_000,
  keepAliveMs: 75_000,
  afterRefusalMs: 30_000,
  checkedEveryMs: 5_000,
  connections: 2_000,
}

export function serverOptions(limits: ConnectionLimits) {
  return {
    connectionTimeout: limits.silenceMs,
    keepAliveTimeout: limits.keepAliveMs,
    requestTimeout: limits.uploadMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkedEveryMs },
  } satisfies FastifyHttpOptions<RawServerDefault>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes files, which may arrive slowly. */
    readonly takesFiles?: boolean
  }
}

/** Ends connections whose request takes too long: Node limits the headers and uploads, this plugin other requests. */
export function limitConnections(app: FastifyInstance, limits: ConnectionLimits): void {
  app.server.maxConnections = limits.connections
  app.addHook('onRequest', async (request) => {
    if (!request.routeOptions.config?.takesFiles) endAfter(request, limits.bodyMs)
  })
  app.addHook('onResponse', async (request, reply) => {
    if (refusedForAnyFile.includes(reply.statusCode)) endAfter(request, limits.afterRefusalMs)
  })
}

/** Refusals that do not depend on the file: the rest of the request is not waited for as long as that of a wanted file. */
const refusedForAnyFile: readonly number[] = [401, 403, 404, 421, 429]

/** Ends the connection if the request is not complete in time. */
function endAfter({ raw, headers }: FastifyRequest, ms: number): void {
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  if (raw.complete || !hasBody) return
  const timer = setTimeout(() => {
    // Destroying the request closes its connection.
    if (!raw.complete) raw.destroy()
  }, ms)
  timer.unref()
  raw.once('close', () => clearTimeout(timer))
}
