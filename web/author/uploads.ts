import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { api, upload, type Answer, type UploadProgress } from '../app/api.ts'
import { ApiProblem, asProblem } from '../app/problem.ts'
import { t, tOf } from '../app/strings.ts'
import type { StoredFile } from './labels.ts'

export type Purpose = StoredFile['purpose']
type FileHeld = Answer<'GET /api/submissions/:id/uploads'>['uploads'][number]

/** The parameters of one upload. */
export interface UploadAsk {
  readonly submissionId: string
  readonly purpose: Purpose
  readonly signal: AbortSignal
  readonly report: (progress: UploadProgress) => void
}

interface Sending {
  progress: UploadProgress | null
  error: string
  /** Kept after a failure or a stop, so that the author need not choose it again. */
  file: File | null
  stop: AbortController
}

/**
 * Uploads files one at a time, so that on a slow connection the first one is complete early. The page reloads after a file was uploaded or
 * removed.
 */
export class Uploads implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #submissionId: () => string
  readonly #changed: () => void
  readonly #sending = new Map<Purpose, Sending>()
  #unfinished: readonly FileHeld[] = []
  #askedFor = ''
  #removedLast: string | null = null
  #line: Promise<unknown> = Promise.resolve()

  constructor(host: ReactiveControllerHost, submissionId: () => string, changed: () => void) {
    this.#host = host
    this.#submissionId = submissionId
    this.#changed = changed
    host.addController(this)
  }

  progress(purpose: Purpose): UploadProgress | null {
    return this.#sending.get(purpose)?.progress ?? null
  }

  error(purpose: Purpose): string {
    return this.#sending.get(purpose)?.error ?? ''
  }

  /** A file that failed and can be sent again with one click. */
  unsent(purpose: Purpose): File | null {
    const sending = this.#sending.get(purpose)
    return sending !== undefined && sending.progress === null ? sending.file : null
  }

  /** Uploads that stopped, here or in another browser, and can be continued. */
  unfinished(purpose: Purpose): readonly FileHeld[] {
    return this.progress(purpose) === null ? this.#unfinished.filter((one) => one.purpose === purpose) : []
  }

  /** A chosen file is missing or incomplete: submitting now would be without it. */
  get isStopped(): boolean {
    const failed = [...this.#sending.values()].some(({ progress, file }) => progress === null && file !== null)
    return failed || this.#unfinished.some(({ purpose }) => this.progress(purpose) === null)
  }

  get busy(): boolean {
    return [...this.#sending.values()].some(({ progress }) => progress !== null)
  }

  /** @param replaced files that are removed after this one has arrived, not before */
  async send(purpose: Purpose, file: File, replaced: readonly StoredFile[] = []): Promise<void> {
    const sending: Sending = {
      progress: { sentBytes: 0, totalBytes: file.size, bytesPerSecond: 0, phase: 'queued' },
      error: '',
      file,
      stop: new AbortController(),
    }
    this.#sending.set(purpose, sending)
    this.#host.requestUpdate()
    try {
      await this.#inTurn(() => this.#sendNow(purpose, file, sending))
      this.#sending.delete(purpose)
      for (const old of replaced) await this.#takeOut(old)
      this.#changed()
    } catch (failure) {
      this.#fail(sending, failure)
    }
    await this.#askUnfinished()
    this.#host.requestUpdate()
  }

  stop(purpose: Purpose): void {
    this.#sending.get(purpose)?.stop.abort()
  }

  /** Cancels an upload that stopped: what has arrived is deleted. */
  async discard({ id, purpose }: FileHeld): Promise<void> {
    try {
      const { giveUp } = await import('./resumable.ts')
      await giveUp(id)
      this.#sending.delete(purpose)
    } catch (failure) {
      this.#refuse(purpose, asProblem(failure).reason)
    }
    await this.#askUnfinished()
    this.#host.requestUpdate()
  }

  async remove(file: StoredFile): Promise<void> {
    try {
      await this.#takeOut(file)
      this.#removedLast = file.id
      this.#changed()
    } catch (failure) {
      this.#refuse(file.purpose, asProblem(failure).reason)
    }
  }

  /** The file removed by the last click. */
  get removedLast(): string | null {
    return this.#removedLast
  }

  async bringBack({ id, purpose }: Pick<StoredFile, 'id' | 'purpose'>): Promise<void> {
    try {
      await api('POST /api/submissions/:id/files/:fileId/bring-back', {
        params: { id: this.#submissionId(), fileId: id },
      })
    } catch (failure) {
      this.#refuse(purpose, asProblem(failure).reason)
    }
    this.#removedLast = null
    this.#changed()
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#warn)
  }

  hostUpdated(): void {
    if (this.#askedFor === this.#submissionId()) return
    this.#askedFor = this.#submissionId()
    if (this.#askedFor !== '') void this.#askUnfinished().then(() => this.#host.requestUpdate())
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#warn)
    for (const { stop } of this.#sending.values()) stop.abort()
  }

  readonly #warn = (event: BeforeUnloadEvent) => {
    if (this.busy) event.preventDefault()
  }

  #inTurn(work: () => Promise<unknown>): Promise<unknown> {
    const turn = this.#line.then(work)
    this.#line = turn.catch(() => {})
    return turn
  }

  async #sendNow(purpose: Purpose, file: File, sending: Sending): Promise<void> {
    const { signal } = sending.stop
    signal.throwIfAborted()
    const report = (progress: UploadProgress) => {
      sending.progress = progress
      this.#host.requestUpdate()
    }
    const ask: UploadAsk = { submissionId: this.#submissionId(), purpose, signal, report }
    const resumable = await import('./resumable.ts').catch(() => null)
    if (resumable?.isSupported !== true) return sendWhole(file, ask)
    await resumable.sendResumably(file, ask).catch((failure: unknown) => {
      // A proxy between the browser and the server does not allow PATCH.
      if (failure instanceof ApiProblem && [405, 501].includes(failure.status)) return sendWhole(file, ask)
      throw failure
    })
  }

  #refuse(purpose: Purpose, error: string): void {
    this.#sending.set(purpose, { progress: null, error, file: null, stop: new AbortController() })
    this.#host.requestUpdate()
  }

  /** A failed request for unfinished uploads must not prevent sending a file. */
  async #askUnfinished(): Promise<void> {
    this.#unfinished = await api('GET /api/submissions/:id/uploads', { params: { id: this.#submissionId() } }).then(
      ({ uploads }) => uploads,
      () => [],
    )
  }

  #fail(sending: Sending, failure: unknown): void {
    sending.progress = null
    if (sending.stop.signal.aborted) return
    const problem = asProblem(failure)
    sending.error = uploadError(problem)
    // The same file would be refused again.
    if (!problem.mayPass && !goAgain.includes(problem.code)) sending.file = null
  }

  async #takeOut({ id }: StoredFile): Promise<void> {
    await api('DELETE /api/submissions/:id/files/:fileId', { params: { id: this.#submissionId(), fileId: id } })
  }
}

/** Refusals that are not about the file itself. */
const goAgain = ['upload_truncated', 'upload_elsewhere', 'checksum_mismatch', 'sign_in_required', 'cross_site']

/** In one request, which every browser and proxy can do. */
async function sendWhole(file: File, { submissionId, purpose, signal, report }: UploadAsk): Promise<void> {
  await upload('POST /api/submissions/:id/files', {
    params: { id: submissionId },
    query: { purpose },
    file,
    signal,
    progress: report,
  })
}

/** What happened to the file, and what the author can do. */
function uploadError({ code, reason }: ApiProblem): string {
  return tOf('author.upload.error', code) ?? t('author.upload.failed', { reason })
}
