import { Readable } from 'node:stream'
import { DataStore, Server, Upload } from '@tus/server'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import { discard, grow, readResumableUpload, receivedBytes, type ResumableUpload } from './resumable-uploads.ts'
import { headBytes } from './sniff.ts'
import { examineHead } from './content-sniffer.ts'
import { kindsFor } from './file-kinds.ts'
import { leastPartBytes, partBytes } from './multipart.ts'
import { ByteReader } from './byte-reader.ts'
import { spool, type Spooled } from './spool.ts'
import { UploadLocks } from './upload-locks.ts'

type Needs = Pick<Deps, 'sql' | 'store' | 'clock'>

/** A request of tus 1.0 (tus.io) about an upload; the caller has checked that it belongs to the sender. */
export interface TusRequest {
  readonly id: string
  readonly method: string
  readonly headers: Headers
  readonly body: Readable | null
}

export type TusServer = (request: TusRequest) => Promise<Response>

/**
 * Handles the tus requests about existing uploads: how much has arrived (HEAD), more bytes (PATCH), cancelling (DELETE). Imported at the
 * first request, because the library loads slowly.
 * @returns a function that throws a Refusal or bad input for every unsuccessful reply
 */
export function tusServer(deps: Needs): TusServer {
  const faults = new WeakMap<object, unknown>()
  const server = new Server({
    path: '/',
    datastore: new PartStore(deps),
    locker: new UploadLocks(),
    lockDrainTimeout: drainMs,
    onResponseError: (request, fault) => void faults.set(request, fault),
  })
  return async ({ id, method, headers, body }) => {
    const sending = body === null ? {} : { body: Readable.toWeb(body), duplex: 'half' }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two declarations of web streams differ
    const request = new Request(`http://journal/${id}`, { method, headers, ...sending } as RequestInit)
    const response = await server.handleWeb(request)
    if (response.status >= 400) throw refusalOf(faults.get(request), response.status)
    return response
  }
}

/** How long a request may continue after a later one has asked it to stop. */
const drainMs = 100

function refusalOf(fault: unknown, status: number): Error {
  if (fault instanceof Error) return fault
  if (status === 409 || status === 423 || status === 500) return new Refusal('upload_elsewhere')
  if (status === 413) return new Refusal('too_large')
  if (status === 404 || status === 410) return new Refusal('not_found')
  return Object.assign(new Error('is no request of tus 1.0'), { statusCode: 400 })
}

/**
 * Stores an upload as parts of an S3 multipart upload. The list of parts is in PostgreSQL: the trial's S3 server has no ListParts, and
 * @tus/s3-store would take every new upload for complete. Bytes are spooled to the disk until they are a part; when the connection breaks,
 * the rest is stored in an object of its own and continued the next time. Only what the row counts has been received, so that after a crash
 * only unacknowledged bytes are sent again.
 */
class PartStore extends DataStore {
  override extensions = ['termination']
  readonly #deps: Needs

  constructor(deps: Needs) {
    super()
    this.#deps = deps
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await this.#read(id)
    return new Upload({ id, size: upload.bytesExpected, offset: receivedBytes(upload) })
  }

  override async write(source: Readable, id: string): Promise<number> {
    const rest = new ByteReader(source)
    let upload = await this.#read(id)
    while (!(await rest.ended())) upload = await this.#keepPiece(upload, rest)
    return receivedBytes(upload)
  }

  override async remove(id: string): Promise<void> {
    await discard(this.#deps, await this.#read(id))
  }

  async #read(id: string): Promise<ResumableUpload> {
    const upload = await readResumableUpload(this.#deps, id)
    if (upload === null || upload.finished) throw new Refusal('not_found')
    return upload
  }

  async #keepPiece(upload: ResumableUpload, rest: ByteReader): Promise<ResumableUpload> {
    const kept = upload.tailBytes > 0 ? await this.#deps.store.get(upload.tailKey) : null
    const bytes = joined(kept && new ByteReader(kept).take(upload.tailBytes), rest.take(partBytes - upload.tailBytes))
    return spool(Readable.from(bytes, { objectMode: false }), async (piece) => {
      if (receivedBytes(upload) === 0) await this.#look(upload, piece)
      const grown = { ...upload, ...(await this.#send(upload, piece)) }
      if (!(await grow(this.#deps, upload, grown))) throw new Refusal('upload_elsewhere')
      if (upload.tailBytes > 0 && grown.tailBytes === 0) await this.#deps.store.remove(upload.tailKey)
      return grown
    })
  }

  /** Cancels the upload when its first bytes fit no type accepted for its purpose. */
  async #look(upload: ResumableUpload, piece: Spooled): Promise<void> {
    if (piece.bytes < headBytes) return
    const head = Buffer.concat(await piece.read(0, headBytes).toArray())
    try {
      examineHead(head, '', kindsFor[upload.purpose])
    } catch (refusal) {
      await discard(this.#deps, upload)
      throw refusal
    }
  }

  async #send(upload: ResumableUpload, piece: Spooled): Promise<Pick<ResumableUpload, 'parts' | 'tailBytes'>> {
    const { store } = this.#deps
    const { parts, storageKey: key, multipartId, tailKey } = upload
    const body = piece.read(0, piece.bytes)
    const isLast = receivedBytes({ parts, tailBytes: piece.bytes }) === upload.bytesExpected
    if (piece.bytes < leastPartBytes && !isLast) {
      // The longer rest begins with the shorter one: nothing is lost if the row is not updated.
      await store.put(tailKey, body, 'application/octet-stream')
      return { parts, tailBytes: piece.bytes }
    }
    const etag = await store.multipart.put({ key, multipartId }, parts.length + 1, body, piece.bytes)
    return { parts: [...parts, { etag, bytes: piece.bytes }], tailBytes: 0 }
  }
}

async function* joined(...streams: (AsyncIterable<Uint8Array> | null)[]): AsyncGenerator<Uint8Array> {
  for (const stream of streams) if (stream !== null) yield* stream
}
