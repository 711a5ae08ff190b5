import { Refusal } from '../domain/refusal.ts'
import { PassThrough } from 'node:stream'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { filePurposes } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { mayRole, type Actor } from '../domain/policy.ts'
import { allow } from '../domain/refusal.ts'
import type { TusServer } from '../storage/tus.ts'
import { authenticate } from '../http/authenticate.ts'
import { badInput } from '../http/bad-input.ts'
import { countHit } from '../http/rate-limit.ts'
import { serve } from '../http/serve.ts'
import { Id } from '../http/shapes.ts'
import { resumableUploadContract } from './resumable-upload-contract.ts'
import { beginUpload, finishUpload, ownUpload, unfinishedUploads, type NewUpload } from './resumable-upload.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The media type that a route accepts besides the usual ones. */
    readonly mediaType?: string
  }
}

const mediaType = 'application/offset+octet-stream'

/** tus 1.0 uses bytes and headers instead of JSON, so these routes have no contract, but the same access checks. */
export async function registerResumableUploads(app: FastifyInstance, deps: Deps): Promise<void> {
  serve(app, deps, resumableUploadContract, {
    'GET /api/submissions/:id/uploads': ({ actor, params }) => unfinishedUploads(deps, actor, params.id),
    'POST /api/submissions/:id/files/from-upload': ({ actor, params, body }) =>
      finishUpload(deps, actor, params.id, body),
  })
  let tus: Promise<TusServer> | undefined
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(mediaType, (_request, _payload, done) => done(null))
    scope.post('/api/uploads', async (request, reply) => {
      const actor = await admit(deps, request, reply)
      await countHit(deps, 'POST /api/uploads', { hits: 200, minutes: 60 }, actor, request)
      const id = await beginUpload(deps, actor, readNewUpload(request.headers))
      return reply.code(201).headers(tusHeaders).header('location', `/api/uploads/${id}`).send()
    })
    scope.route<{ Params: { id: string } }>({
      method: ['HEAD', 'PATCH', 'DELETE'],
      url: '/api/uploads/:id',
      config: { mediaType, takesFiles: true },
      handler: async (request, reply) => {
        const { id } = await ownUpload(deps, await admit(deps, request, reply), idOf(request.params))
        tus ??= import('../storage/tus.ts').then(({ tusServer }) => tusServer(deps))
        return carryOn(await tus, id, request, reply)
      },
    })
  })
}

const tusHeaders = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' }

async function admit(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<Actor> {
  const actor = await authenticate(deps, request, reply)
  allow(mayRole('account.any', actor))
  return actor
}

const passedOn = ['tus-resumable', 'upload-offset', 'content-type', 'content-length']

async function carryOn(
  tus: TusServer,
  id: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const headers = new Headers()
  for (const name of passedOn) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const body = request.method === 'PATCH' ? bytesUntilBreak(request.raw) : null
  try {
    const answered = await tus({ id, method: request.method, headers, body })
    for (const name of ['upload-offset', 'upload-length']) {
      const value = answered.headers.get(name)
      if (value !== null) reply.header(name, value)
    }
    return await reply.code(answered.status).headers(tusHeaders).send()
  } finally {
    // Reads and discards what is still being sent after a refusal, so that the client gets the reply.
    request.raw.resume()
  }
}

const longestSilenceMs = 60_000
// Bytes. Six streams are chained, and each may buffer this much for each of fifty senders.
const heldBytes = 16 * 1024

/** The bytes of a request, ending without an error when the connection breaks or nothing arrives: the bytes received until then count. */
function bytesUntilBreak(raw: IncomingMessage): PassThrough {
  const bytes = new PassThrough({ highWaterMark: heldBytes })
  const breakOff = () => {
    raw.unpipe(bytes)
    bytes.end()
  }
  raw.setTimeout(longestSilenceMs, breakOff)
  raw.once('end', () => raw.setTimeout(0))
  raw.once('error', breakOff)
  raw.once('close', breakOff)
  raw.pipe(bytes)
  return bytes
}

const UploadLength = z.object({ 'upload-length': z.string().regex(/^\d{1,12}$/) })
const UploadMetadata = z.strictObject({
  submission: Id,
  purpose: z.enum(filePurposes),
  /** SHA-256, base64url, by which the sender recognises the file. Must not be the file's name (docs/threat-model.md R-48). */
  fingerprint: z.string().regex(/^[\w-]{43}$/),
})

/** Reads the headers of a new upload. Unknown metadata is refused, above all a file's name. */
function readNewUpload(headers: FastifyRequest['headers']): NewUpload {
  const { 'upload-length': length } = parse(UploadLength, headers, 'headers')
  const pairs = String(headers['upload-metadata'] ?? '').split(',')
  const sent = Object.fromEntries(pairs.map((pair) => fromBase64(pair.trim())))
  const { submission, purpose, fingerprint } = parse(UploadMetadata, sent, 'headers')
  return { submissionId: submission, purpose, fingerprint, bytes: Number(length) }
}

function idOf({ id }: { id: string }): string {
  const parsed = Id.safeParse(id)
  if (!parsed.success) throw new Refusal('not_found')
  return parsed.data
}

function fromBase64(pair: string): [string, string] {
  const [name = '', value = ''] = pair.split(' ', 2)
  return [name, Buffer.from(value, 'base64').toString('utf8')]
}

function parse<S extends z.ZodType>(schema: S, input: unknown, part: 'headers'): z.output<S> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw badInput(parsed.error, part)
  return parsed.data
}
