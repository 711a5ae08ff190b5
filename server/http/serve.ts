import { randomInt } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { mayRole, type Actor } from '../domain/policy.ts'
import { authenticate } from './authenticate.ts'
import type { Body, Contract, Endpoint, Params, Query, ReplyOf } from './contract.ts'
import type { FileReply } from '../storage/serve-file.ts'
import { badInput } from './bad-input.ts'
import { acceptsGzip, compress } from './gzip.ts'
import { countHit } from './rate-limit.ts'

interface Context<E> {
  readonly actor: Actor
  readonly params: Params<E>
  readonly query: Query<E>
  readonly body: Body<E>
  /** The key, if the endpoint has `idempotent`. */
  readonly idempotencyKey: string
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Handlers<C extends Contract> = {
  readonly [R in keyof C]: (context: Context<C[R]>) => Promise<ReplyOf<C[R]>>
}

/** What a request contains: unchanged for the API, parsed by the page for a page's form. */
type Sent = Pick<FastifyRequest, 'params' | 'query' | 'body' | 'headers'>

/** Calls an endpoint for the journal's own pages (server/plain/), with the same access rule, limit, input and reply. */
type AskEndpoint = (request: FastifyRequest, reply: FastifyReply, sent: Sent) => Promise<unknown>

declare module 'fastify' {
  interface FastifyInstance {
    /** By route of the contracts. */
    endpoints: Map<string, AskEndpoint>
  }
}

const IdempotencyKey = z.string().regex(/^[\w-]{8,100}$/)

/**
 * Registers every endpoint of a contract with its handler. Input that does not fit is refused, never repaired; fields that the reply's
 * schema does not declare are removed.
 */
export function serve<C extends Contract>(app: FastifyInstance, deps: Deps, contract: C, handlers: Handlers<C>): void {
  for (const [route, endpoint] of Object.entries(contract) as [keyof C & string, Endpoint][]) {
    const [method = '', url = ''] = route.split(' ')
    const handler = handlers[route as keyof C] as (context: Context<unknown>) => Promise<unknown>
    const carryOut = async (request: FastifyRequest, reply: FastifyReply, sent: Sent) => {
      const actor = await authenticate(deps, request, reply)
      await admit(deps, endpoint, route, actor, request)
      return handler({ actor, request, reply, ...readInput(endpoint, sent) } as Context<unknown>)
    }
    app.endpoints.set(route, async (request, reply, sent) => {
      const result = await carryOut(request, reply, sent)
      return typeof endpoint.reply === 'string' ? undefined : endpoint.reply.parse(result)
    })
    app.route({
      method,
      url,
      ...(endpoint.takes === 'multipart' && { config: { takesFiles: true } }),
      handler: async (request, reply) => answer(endpoint, request, reply, await carryOut(request, reply, request)),
    })
  }
}

async function admit(
  deps: Deps,
  endpoint: Endpoint,
  route: string,
  actor: Actor,
  request: FastifyRequest,
): Promise<void> {
  requireAccess(endpoint, actor)
  if (endpoint.limit) await countHit(deps, route, endpoint.limit, actor, request)
}

function requireAccess({ access }: Endpoint, actor: Actor): void {
  if (access === 'anyone') return
  if (access !== 'signed_in') return allow(mayRole(access, actor))
  if (actor.kind === 'visitor') throw new Refusal('sign_in_required')
}

function readInput(endpoint: Endpoint, { params, query, body, headers }: Sent) {
  return {
    params: parseParams(endpoint.params, params),
    query: parse(endpoint.query ?? z.strictObject({}), query, 'query'),
    body: endpoint.takes === 'multipart' ? undefined : parse(endpoint.body, body, 'body'),
    idempotencyKey: keyIn(endpoint, headers['idempotency-key']),
  }
}

function keyIn({ idempotent }: Endpoint, key: unknown): string {
  if (!idempotent || (idempotent === 'if_asked' && key === undefined)) return ''
  const parsed = IdempotencyKey.safeParse(key)
  if (!parsed.success) throw badInput(parsed.error, 'headers')
  return parsed.data
}

/** An address with anything but an id in it does not exist. */
function parseParams(schema: z.ZodType | undefined, params: unknown): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(params)
  if (!parsed.success) throw new Refusal('not_found')
  return parsed.data
}

function parse(schema: z.ZodType | undefined, input: unknown, part: 'query' | 'body' | 'headers'): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw badInput(parsed.error, part)
  return parsed.data
}

async function answer(
  endpoint: Endpoint,
  request: FastifyRequest,
  reply: FastifyReply,
  result: unknown,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store')
  if (endpoint.reply === 'none') return reply.code(endpoint.status ?? 204).send()
  if (endpoint.reply === 'file') return sendFile(reply, result as FileReply)
  const json = JSON.stringify(endpoint.reply.parse(result))
  reply.code(endpoint.status ?? 200).type('application/json; charset=utf-8')
  if (!endpoint.compressed) return reply.send(json)
  reply.header('vary', 'accept-encoding')
  if (json.length < leastCompressed || !acceptsGzip(request.headers['accept-encoding'])) return reply.send(json)
  return reply
    .header('content-encoding', 'gzip')
    .header('padding', padding())
    .send(await compress(Buffer.from(json)))
}

/** Characters. A shorter reply fits into one network packet as it is. */
const leastCompressed = 1000

/** A header of random length: the length of a compressed reply does not show whether two texts in it are alike. */
function padding(): string {
  return '0'.repeat(randomInt(256))
}

/**
 * Sends unpublished bytes as an attachment or as a page of the journal, under the journal's own name; the browser must not sniff or run
 * them.
 */
function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  // `allow-same-origin`, because a sandboxed page could not load the journal's style sheet otherwise; without scripts it gives no further
  // access.
  const [disposition, policy] = file.asPage
    ? [
        'inline',
        "default-src 'none'; style-src 'self'; sandbox allow-same-origin allow-top-navigation-by-user-activation",
      ]
    : ['attachment', "default-src 'none'; sandbox"]
  return reply
    .type(file.mediaType)
    .header('content-length', file.bytes)
    .header('content-disposition', `${disposition}; filename="${file.name}"`)
    .header('content-security-policy', policy)
    .send(file.stream)
}
