import { buffer } from 'node:stream/consumers'
import { pipeline, Transform } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { openStored } from '../storage/serve-file.ts'
import type { ObjectStore } from '../storage/store.ts'
import { Cache } from './cache.ts'
import { isArticleNumber } from './make-pages.ts'
import { articleNumbered, type Source } from './queries.ts'
import type { PdfRecord } from './public-records.ts'
import { isKnown } from './send-page.ts'

const inMemoryBytes = 2 * 1024 * 1024
const allInMemoryBytes = 96 * 1024 * 1024

interface PublishedPdf extends PdfRecord {
  /** The journal's file name: without title or person. */
  readonly name: string
  readonly size: number
}

/** The PDFs of the public site. The bytes of a SHA-256 never change, so small files stay in memory after their checksum was verified. */
export class PdfCache {
  readonly #records = new Cache<PublishedPdf>(4 * 1024 * 1024)
  readonly #bytes = new Cache<{ readonly bytes: Buffer; readonly size: number }>(allInMemoryBytes)
  readonly #source: Source
  readonly #store: ObjectStore

  constructor(source: Source, store: ObjectStore) {
    this.#source = source
    this.#store = store
  }

  /** Forgets which PDFs are published, because that may have changed; cached bytes stay valid. */
  invalidate(): void {
    this.#records.clear()
  }

  async find(number: string, now: number, until: number): Promise<PublishedPdf | null> {
    if (!isArticleNumber(number)) return null
    return this.#records.get(number, now, async () => {
      const article = await articleNumbered(this.#source, number)
      if (!article?.pdf) return null
      const name = ['torture', article.volume, article.issueNumber, number].filter((part) => part !== null).join('-')
      return { value: { ...article.pdf, name: `${name.replaceAll(/[^\w-]/g, '-')}.pdf`, size: 512 }, until }
    })
  }

  async send(request: FastifyRequest, reply: FastifyReply, pdf: PublishedPdf): Promise<FastifyReply> {
    const etag = `"${pdf.sha256}"`
    // Not `immutable`: a galley may have to be replaced, for example because a name in it puts somebody in danger.
    reply.headers({ etag, 'cache-control': 'public, max-age=60', 'accept-ranges': 'bytes' })
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
    const range = rangeOf(request, etag, pdf.bytes)
    if (range === 'beyond') return reply.code(416).header('content-range', `bytes */${pdf.bytes}`).send()
    reply.headers({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${pdf.name}"`,
      'content-length': range ? range.last - range.first + 1 : pdf.bytes,
    })
    if (range) reply.code(206).header('content-range', `bytes ${range.first}-${range.last}/${pdf.bytes}`)
    return reply.send(await this.#read(pdf, range ?? { first: 0, last: pdf.bytes - 1 }))
  }

  async #read(pdf: PublishedPdf, { first, last }: Range): Promise<Buffer | Transform> {
    if (pdf.bytes > inMemoryBytes) {
      const slice = new Slice(first, last)
      pipeline(await this.#open(pdf), slice, () => {})
      return slice
    }
    const kept = await this.#bytes.get(pdf.sha256, 0, async () => {
      const bytes = await buffer(await this.#open(pdf))
      return { value: { bytes, size: bytes.length }, until: Number.POSITIVE_INFINITY }
    })
    if (kept === null) throw new Error('unreachable: bytes are made or the making throws')
    return kept.bytes.subarray(first, last + 1)
  }

  #open(pdf: PublishedPdf): Promise<Transform> {
    return openStored({ store: this.#store }, pdf)
  }
}

interface Range {
  readonly first: number
  readonly last: number
}

/** One range of bytes (RFC 9110, 14.1); for several, or a header that is not understood, the whole file is sent. */
function rangeOf(request: FastifyRequest, etag: string, bytes: number): Range | 'beyond' | null {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(request.headers.range ?? '')
  const [, from = '', to = ''] = asked ?? []
  const outdated = request.headers['if-range'] !== undefined && request.headers['if-range'] !== etag
  if (asked === null || (from === '' && to === '') || outdated) return null
  const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1)
  if (first >= bytes || (from === '' && Number(to) === 0)) return 'beyond'
  return last < first ? null : { first, last }
}

/** Passes on only a range of the bytes. */
class Slice extends Transform {
  readonly #first: number
  readonly #last: number
  #at = 0

  constructor(first: number, last: number) {
    super()
    this.#first = first
    this.#last = last
  }

  override _transform(chunk: Buffer, _encoding: string, done: (fault: null, chunk: Buffer) => void): void {
    const [first, last] = [this.#first - this.#at, this.#last - this.#at]
    this.#at += chunk.length
    done(null, chunk.subarray(Math.max(0, first), Math.max(0, last + 1)))
  }
}
