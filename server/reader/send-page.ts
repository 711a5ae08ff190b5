import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '../domain/languages.ts'
import { acceptsGzip, compress } from '../http/gzip.ts'
import { varyBy } from '../http/locale.ts'

/** A page in both encodings; each has a strong ETag of its own, because the bytes differ. */
export interface RenderedPage {
  readonly status: number
  readonly location?: string | undefined
  /** Null for what is in no language of the interface: a list of addresses, a reference. */
  readonly locale: Locale | null
  readonly mediaType: string
  readonly plain: Coded
  readonly zipped: Coded
  /** Size in memory. */
  readonly size: number
}

interface Coded {
  readonly bytes: Buffer
  readonly etag: string
}

export async function rendered(
  text: string,
  status = 200,
  mediaType = 'text/html; charset=utf-8',
  locale: Locale | null = null,
): Promise<RenderedPage> {
  const bytes = Buffer.from(text)
  const plain = coded(bytes)
  const zipped = coded(await compress(bytes))
  return { status, mediaType, locale, plain, zipped, size: plain.bytes.length + zipped.bytes.length }
}

function coded(bytes: Buffer): Coded {
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url')}"` }
}

/** @param locales the languages among which a page's was chosen */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: RenderedPage,
  locales: readonly Locale[],
): FastifyReply {
  const zip = acceptsGzip(request.headers['accept-encoding'])
  if (page.location !== undefined)
    return reply.header('cache-control', 'public, max-age=86400').redirect(page.location, page.status)
  const { bytes, etag } = zip ? page.zipped : page.plain
  reply.headers({
    etag,
    vary: page.locale === null ? 'accept-encoding' : varyBy(locales),
    ...(page.locale !== null && { 'content-language': page.locale }),
    'cache-control': page.status === 200 ? 'public, max-age=60' : 'no-store',
  })
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
  if (zip) reply.header('content-encoding', 'gzip')
  return reply.code(page.status).type(page.mediaType).send(bytes)
}

/** Whether the client has these bytes already (RFC 9110, 13.1.2). */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header === '*' || header.split(',').some((known) => known.trim().replace(/^W\//, '') === etag)
}
