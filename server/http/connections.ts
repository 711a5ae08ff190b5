import type { FastifyHttpOptions, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'

/** How long a connection may take, in milliseconds, and how many there may be. */
export interface ConnectionLimits {
  /** Until the headers of a request are complete, counted from the connection or the request before. */
  readonly headersMs: number
  /** Until the body of a request is complete, unless it is an upload. */
  readonly bodyMs: number
  /** Until an upload is complete: a file of 50 MB at 10 kB a second. */
  readonly uploadMs: number
  /** Without a byte in either direction. */
  readonly silenceMs: number
  /** Between two requests: longer than proxies keep theirs, or they send to one that is being closed. */
  readonly keepAliveMs: number
  /** After a refusal, for the sender to read it who is still sending. */
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
    /** Takes files, which may come slowly. */
    readonly takesFiles?: boolean
  }
}

/** Nobody holds a connection by sending a request without end: Node looks after headers and uploads, this after the rest. */
export function limitConnections(app: FastifyInstance, limits: ConnectionLimits): void {
  app.server.maxConnections = limits.connections
  app.addHook('onRequest', async (request) => {
    if (!request.routeOptions.config?.takesFiles) endAfter(request, limits.bodyMs)
  })
  app.addHook('onResponse', async (request, reply) => {
    if (atTheDoor.includes(reply.statusCode)) endAfter(request, limits.afterRefusalMs)
  })
}

/** Refused whatever the file: it is not waited for as long as one that is wanted. */
const atTheDoor: readonly number[] = [401, 403, 404, 421, 429]

/** Ends the connection of a request that is not complete by then. */
function endAfter({ raw, headers }: FastifyRequest, ms: number): void {
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  if (raw.complete || !hasBody) return
  const timer = setTimeout(() => {
    // Ends its connection with it.
    if (!raw.complete) raw.destroy()
  }, ms)
  timer.unref()
  raw.once('close', () => clearTimeout(timer))
}
