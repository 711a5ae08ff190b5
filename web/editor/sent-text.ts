import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { unconfirmedNames } from '../../server/domain/typed-text.ts'
import { api } from '../app/api.ts'
import type { TextFinding } from '../manuscripts/text-findings.ts'
import { isBlank } from '../../server/domain/text.ts'

const pauseMs = 600

/**
 * Has a text looked through while it is written: a letter for reviewers' names, an invitation for authors'. What the editor
 * keeps goes with the press that sends it.
 */
export class SentText implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #field: 'letter' | 'invitation'
  readonly #submissionId: () => string
  /** What is kept, and since when. */
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

  /** Names that stand in the text and that nobody has looked at. */
  get left(): number {
    return unconfirmedNames(this.findings).length
  }

  /** The lines the editor has looked at, for the server. */
  get looked(): string[] {
    return this.#found.filter(({ id }) => this.#kept.has(id)).map(({ id }) => id)
  }

  keep(id: string): void {
    this.#kept.set(id, new Date().toISOString())
    this.#host.requestUpdate()
  }

  /** Says what the text is now; it is looked through when its writer pauses. */
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
      // Sending looks by itself, and says what is wrong.
    }
  }

  #take(findings: readonly TextFinding[]): void {
    this.#found = findings
    this.#host.requestUpdate()
  }
}
