import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { account } from '../app/session.ts'

interface Kept {
  readonly owner: string
  readonly draft: unknown
}

// In memory only, as with what saves itself: nothing unpublished is left on a shared computer (docs/threat-model.md R-21).
const drafts = new Map<string, Kept>()

/**
 * What was changed in a form that is saved by a press. It survives going to another page and back, and the browser asks
 * before it would be lost.
 */
export class KeptDraft<Draft> implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #key: () => string

  constructor(host: ReactiveControllerHost, key: () => string) {
    this.#host = host
    this.#key = key
    host.addController(this)
  }

  /** Null: nothing is changed. */
  get value(): Draft | null {
    const kept = drafts.get(this.#key())
    if (kept === undefined || kept.owner !== owner()) return null
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `change` writes under this key
    return kept.draft as Draft
  }

  change(draft: Draft): void {
    drafts.set(this.#key(), { owner: owner(), draft })
    this.#host.requestUpdate()
  }

  clear(): void {
    drafts.delete(this.#key())
    this.#host.requestUpdate()
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#warn)
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#warn)
  }

  readonly #warn = (event: BeforeUnloadEvent) => {
    if (this.value !== null) event.preventDefault()
  }
}

function owner(): string {
  return account()?.name ?? ''
}
