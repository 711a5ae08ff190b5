import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { api, upload, type UploadProgress } from '../app/api.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { t, tOf } from '../app/strings.ts'
import type { StoredFile } from './words.ts'

export type Purpose = StoredFile['purpose']

interface Sending {
  progress: UploadProgress | null
  error: string
  /** Kept after a failure, so that it need not be looked for again. */
  file: File | null
  stop: AbortController
}

/** Files on their way to the journal: one at a time for each purpose. The page loads anew when one has arrived or gone. */
export class Uploads implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #submissionId: () => string
  readonly #changed: () => void
  readonly #sending = new Map<Purpose, Sending>()

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

  /** A file that did not get through, to be sent again by one press. */
  unsent(purpose: Purpose): File | null {
    const sending = this.#sending.get(purpose)
    return sending !== undefined && sending.progress === null ? sending.file : null
  }

  get busy(): boolean {
    return [...this.#sending.values()].some(({ progress }) => progress !== null)
  }

  /** @param replaced files that go when this one has arrived, not before */
  async send(purpose: Purpose, file: File, replaced: readonly StoredFile[] = []): Promise<void> {
    const stop = new AbortController()
    const sending: Sending = {
      progress: { sentBytes: 0, totalBytes: file.size, bytesPerSecond: 0 },
      error: '',
      file,
      stop,
    }
    this.#sending.set(purpose, sending)
    this.#host.requestUpdate()
    try {
      await upload('POST /api/submissions/:id/files', {
        params: { id: this.#submissionId() },
        query: { purpose },
        file,
        signal: stop.signal,
        progress: (progress) => this.#report(sending, progress),
      })
      this.#sending.delete(purpose)
      for (const old of replaced) await this.#takeOut(old)
      this.#changed()
    } catch (failure) {
      this.#fail(purpose, sending, failure)
    }
    this.#host.requestUpdate()
  }

  stop(purpose: Purpose): void {
    this.#sending.get(purpose)?.stop.abort()
  }

  async remove(file: StoredFile): Promise<void> {
    try {
      await this.#takeOut(file)
      this.#changed()
    } catch (failure) {
      this.#sending.set(file.purpose, {
        progress: null,
        error: asProblem(failure).reason,
        file: null,
        stop: new AbortController(),
      })
      this.#host.requestUpdate()
    }
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#warn)
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#warn)
    for (const { stop } of this.#sending.values()) stop.abort()
  }

  readonly #warn = (event: BeforeUnloadEvent) => {
    if (this.busy) event.preventDefault()
  }

  #report(sending: Sending, progress: UploadProgress): void {
    sending.progress = progress
    this.#host.requestUpdate()
  }

  #fail(purpose: Purpose, sending: Sending, failure: unknown): void {
    sending.progress = null
    if (sending.stop.signal.aborted) {
      this.#sending.delete(purpose)
      return
    }
    const problem = asProblem(failure)
    sending.error = uploadError(problem)
    // The same file would be refused again.
    if (!problem.mayPass && problem.code !== 'upload_truncated') sending.file = null
  }

  async #takeOut({ id }: StoredFile): Promise<void> {
    await api('DELETE /api/submissions/:id/files/:fileId', { params: { id: this.#submissionId(), fileId: id } })
  }
}

/** What happened to the file, and what to do now. */
function uploadError({ code, reason }: ApiProblem): string {
  return tOf('author.upload.error', code) ?? t('author.upload.failed', { reason })
}
