import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Drop } from './issue-plan.ts'

const edgePx = 48

/** Dragging an article: which one, and where it would be dropped. Escape cancels. */
export class Dragging implements ReactiveController {
  articleId: string | null = null
  drop: Drop | null = null
  readonly #host: ReactiveControllerHost

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  hostConnected(): void {}

  lift(event: PointerEvent, articleId: string, dropped: (drop: Drop) => void): void {
    if (event.button !== 0) return
    event.preventDefault()
    this.articleId = articleId
    const listening = new AbortController()
    const options = { signal: listening.signal }
    const end = (keep: boolean) => {
      listening.abort()
      const { drop } = this
      this.articleId = null
      this.#over(null)
      if (keep && drop !== null) dropped(drop)
    }
    // Listens on the window, without pointer capture: the element under the pointer is the place for dropping.
    addEventListener('pointermove', (move) => this.#hover(move, articleId), options)
    addEventListener('pointerup', () => end(true), options)
    addEventListener('pointercancel', () => end(false), options)
    addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), options)
    this.#host.requestUpdate()
  }

  #hover({ clientX, clientY }: PointerEvent, articleId: string): void {
    if (clientY < edgePx) scrollBy(0, -12)
    if (clientY > innerHeight - edgePx) scrollBy(0, 12)
    this.#over(dropAt(clientX, clientY, articleId))
  }

  #over(drop: Drop | null): void {
    this.drop = drop
    this.#host.requestUpdate()
  }
}

/** The drop target under the pointer; null when there is none. */
function dropAt(x: number, y: number, articleId: string): Drop | null {
  const place = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]')
  const { drop, row, special } = place?.dataset ?? {}
  if (place === null || place === undefined || row === articleId) return null
  if (drop === 'out') return { kind: 'out' }
  if (drop === 'article' && row !== undefined) {
    const { top, height } = place.getBoundingClientRect()
    return { kind: y < top + height / 2 ? 'before' : 'after', articleId: row }
  }
  return { kind: 'into', specialSectionId: drop === 'group' && special ? special : null }
}
