import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { unconfirmedNames } from '../../server/domain/typed-text.ts'
import { api } from '../app/api.ts'
import type { TextFinding } from '../manuscripts/text-findings.ts'
import { isBlank } from '../../server/domain/text.ts'

const pauseMs = 600

/**
 * Searches a text while it is written: a letter for names of reviewers, an invitation for names of authors. Names that the editor confirms
 * are sent with the text.
 */
export class SentText implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #field: 'letter' | 'invitation'
  readonly #submissionId: () => string
  /** The confirmed lines, by their id. */
  readonly #kept = new Map<string, string>()
  #found: readonly TextFinding[] = []
  #text = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost, field: 'letter' | 'invitation', submissionId: () => string) {
    this.#host = host
    this.#field = field
    this.#submissionId = submissionId
    host.addController(this)
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
  }

  get findings(): readonly TextFinding[] {
    return this.#found.map((line) => {
      const at = this.#kept.get(line.id)
      return at === undefined ? line : { ...line, confirmed: { at, by: 'editor' as const } }
    })
  }

  /** The number of names in the text that the editor has not confirmed. */
  get left(): number {
    return unconfirmedNames(this.findings).length
  }

  /** The ids of confirmed lines, for the server. */
  get looked(): string[] {
    return this.#found.filter(({ id }) => this.#kept.has(id)).map(({ id }) => id)
  }

  keep(id: string): void {
    this.#kept.set(id, new Date().toISOString())
    this.#host.requestUpdate()
  }

  /** Call with the text at every input; it is searched after a pause in typing. */
  follow(text: string): void {
    if (text === this.#text) return
    this.#text = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.look(), pauseMs)
  }

  async look(): Promise<void> {
    clearTimeout(this.#timer)
    const text = this.#text
    if (isBlank(text)) return this.#take([])
    const body = { field: this.#field, text }
    try {
      const { findings } = await api('POST /api/submissions/:id/text-check', {
        params: { id: this.#submissionId() },
        body,
      })
      if (text !== this.#text) return
      this.#take(findings)
    } catch {
      // Sending searches the text again, and reports errors.
    }
  }

  #take(findings: readonly TextFinding[]): void {
    this.#found = findings
    this.#host.requestUpdate()
  }
}
