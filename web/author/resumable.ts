import { DetailedError, isSupported, Upload } from 'tus-js-client'
import { api, csrfHeaders, refusal, renewCsrfToken, type UploadProgress } from '../app/api.ts'
import { ApiProblem, asProblem, unreachable } from '../app/problem.ts'
import { countSha256, inBase64Url, inHex } from './sha256.ts'
import { TransferRate } from './transfer-rate.ts'
import type { UploadAsk } from './uploads.ts'
import type { StoredFile } from './labels.ts'

// Loaded when the first file is chosen: tus-js-client and the checksum are as large as the rest of a page.

export { isSupported }

/** For server restarts and short interruptions; after these, tries continue until the author stops them. */
const retryDelays = [500, 2_000, 5_000]
const asksAgainMs = 10_000
// At most this much is sent again, and only when a server is killed during a chunk. Equals one S3 part: smaller chunks would have to be
// joined.
const chunkBytes = 5 * 1024 * 1024

/**
 * Uploads a file so that a lost connection, a closed page or a server restart costs only the chunk being sent: continues an earlier upload
 * of the same file, even from another browser. The file is recognised by its SHA-256; nothing about it is stored in the browser
 * (docs/threat-model.md R-21).
 * @throws ApiProblem; AbortError after `signal`, and the upload can still be continued
 */
export async function sendResumably(file: File, ask: UploadAsk): Promise<StoredFile> {
  const { submissionId, signal, report } = ask
  const sum = await countSha256(file, (bytes) => report(progressOf(file, bytes, 'counting')), signal)
  const begun = await beginningOf(file, ask, inBase64Url(sum))
  const url = await new Sending(file, ask, inBase64Url(sum), begun).arrive()
  report(progressOf(file, file.size, 'finishing'))
  const body = { uploadId: url.slice(url.lastIndexOf('/') + 1), sha256: inHex(sum), originalName: file.name }
  return persistently(signal, () =>
    api('POST /api/submissions/:id/files/from-upload', { params: { id: submissionId }, body, signal }),
  )
}

function progressOf(file: File, sentBytes: number, phase: UploadProgress['phase'], bytesPerSecond = 0): UploadProgress {
  return { sentBytes, totalBytes: file.size, bytesPerSecond, ...(phase !== undefined && { phase }) }
}

/** The address of an unfinished upload of the same file; null when there is none. */
async function beginningOf(file: File, ask: UploadAsk, fingerprint: string): Promise<string | null> {
  const { uploads } = await persistently(ask.signal, () =>
    api('GET /api/submissions/:id/uploads', { params: { id: ask.submissionId }, signal: ask.signal }),
  )
  const same = uploads.find(
    (upload) => upload.fingerprint === fingerprint && upload.purpose === ask.purpose && upload.bytes === file.size,
  )
  return same === undefined ? null : `/api/uploads/${same.id}`
}

/** One upload, continued after every interruption. */
class Sending {
  readonly #file: File
  readonly #ask: UploadAsk
  readonly #upload: Upload
  readonly #pace = new TransferRate()
  #sentBytes = 0
  #renewed = false
  #wake: (() => void) | null = null
  #settle: { resolve: (url: string) => void; reject: (failure: unknown) => void } | null = null

  constructor(file: File, ask: UploadAsk, fingerprint: string, begun: string | null) {
    this.#file = file
    this.#ask = ask
    this.#upload = new Upload(file, {
      endpoint: begun === null ? endpoint : null,
      uploadUrl: begun,
      metadata: { submission: ask.submissionId, purpose: ask.purpose, fingerprint },
      chunkSize: chunkBytes,
      retryDelays,
      storeFingerprintForResuming: false,
      // Without an endpoint tus cannot start a new upload when the server is unreachable at the first request for an existing one.
      onUploadUrlAvailable: () => (this.#upload.options.endpoint = null),
      onBeforeRequest: (request) => {
        for (const [name, value] of Object.entries(csrfHeaders())) request.setHeader(name, value)
      },
      onProgress: (bytes) => this.#progress(bytes),
      onSuccess: () => this.#settle?.resolve(this.#upload.url ?? ''),
      onError: (failure) => void this.#broke(failure),
    })
  }

  /** @returns the address of the upload when all bytes have arrived */
  arrive(): Promise<string> {
    const { signal } = this.#ask
    const stop = () => {
      void this.#upload.abort()
      void this.#settled().finally(() => this.#settle?.reject(signal.reason))
    }
    const arrived = new Promise<string>((resolve, reject) => {
      this.#settle = { resolve, reject }
      if (signal.aborted) return stop()
      signal.addEventListener('abort', stop, { once: true })
      this.#upload.start()
    })
    return arrived.finally(() => {
      signal.removeEventListener('abort', stop)
      this.#wake?.()
    })
  }

  /** Waits until the server has counted the received bytes: it would report too few otherwise. */
  async #settled(): Promise<void> {
    const { url } = this.#upload
    if (url === null) return
    await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0' } }).catch(() => null)
  }

  #progress(bytes: number): void {
    this.#sentBytes = bytes
    this.#ask.report(progressOf(this.#file, bytes, 'sending', this.#pace.add(bytes)))
  }

  async #broke(failure: Error): Promise<void> {
    const problem = problemOf(failure)
    try {
      if (problem.code === 'cross_site' && !this.#renewed) {
        // Signing in from another tab has changed the token.
        this.#renewed = true
        await renewCsrfToken()
      } else if (problem.status === 404 && this.#upload.options.endpoint === null) {
        // The upload was cancelled in the meantime: starts again from the beginning.
        this.#upload.url = null
        this.#upload.options.uploadUrl = null
        this.#upload.options.endpoint = endpoint
      } else if (problem.mayPass) {
        this.#ask.report(progressOf(this.#file, this.#sentBytes, 'waiting'))
        await this.#untilOnline()
      } else {
        throw problem
      }
      if (!this.#ask.signal.aborted) this.#upload.start()
    } catch (fault) {
      this.#settle?.reject(asProblem(fault))
    }
  }

  /** Resolves at the browser's `online` event or after a time: the browser does not know whether the server can be reached. */
  #untilOnline(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), asksAgainMs)
      this.#wake = () => {
        clearTimeout(timer)
        removeEventListener('online', again)
        this.#wake = null
        resolve()
      }
      const again = () => this.#wake?.()
      addEventListener('online', again)
    })
  }
}

const endpoint = '/api/uploads'

/** Cancels an upload: what has arrived is deleted. @throws ApiProblem */
export async function giveUp(id: string): Promise<void> {
  await Upload.terminate(`${endpoint}/${id}`, { headers: csrfHeaders(), retryDelays: [500, 2_000] }).catch(
    (failure: unknown) => {
      throw failure instanceof Error ? problemOf(failure) : failure
    },
  )
}

/** The reply to a HEAD has no body with a code. */
const codeByStatus: Readonly<Record<number, string>> = { 401: 'sign_in_required', 403: 'cross_site', 404: 'not_found' }

function problemOf(failure: Error): ApiProblem {
  const response = failure instanceof DetailedError ? failure.originalResponse : null
  if (response === null) return unreachable()
  const status = response.getStatus()
  try {
    return refusal(status, JSON.parse(response.getBody()))
  } catch {
    return refusal(status, { code: codeByStatus[status] })
  }
}

/** For requests that may be repeated: repeats until there is a reply, or the author stops. */
async function persistently<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call()
    } catch (failure) {
      if (!(failure instanceof ApiProblem && failure.mayPass)) throw failure
    }
    await new Promise((resolve) => setTimeout(resolve, retryDelays.at(-1)))
    signal.throwIfAborted()
  }
}
