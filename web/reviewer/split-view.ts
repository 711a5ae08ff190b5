import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { keep, kept } from '../app/view-state.ts'
import { t } from '../app/strings.ts'

// The size from which manuscript and form fit beside each other, each with its own scrolling.
const roomForBoth = '(min-width: 68.75rem) and (min-height: 32rem)'

const sides = ['manuscript', 'writing'] as const
type Side = (typeof sides)[number]

type Host = ReactiveControllerHost & ParentNode

/** Manuscript and form: side by side if there is room, else in two tabs, each of which keeps its scroll position. */
export class SideBySide implements ReactiveController {
  beside: boolean
  #turned: Side = 'manuscript'
  readonly #host: Host
  /** Identifies the review, so that its tab can be stored. */
  readonly #of: () => string
  readonly #room = matchMedia(roomForBoth)
  readonly #heights = new Map<Side, number>()

  constructor(host: Host, of: () => string) {
    this.#host = host
    this.#of = of
    this.beside = this.#room.matches
    host.addController(this)
  }

  hostConnected(): void {
    this.#room.addEventListener('change', this.#measure)
    this.#turned = sides.find((side) => side === kept(`tab ${this.#of()}`)) ?? 'manuscript'
    this.#measure()
  }

  hostDisconnected(): void {
    this.#room.removeEventListener('change', this.#measure)
  }

  /** A reviewer who returns to a review they have begun, by the link of the letter, starts with the form. */
  beginWith(side: Side): void {
    if (kept(`tab ${this.#of()}`) === null) this.#turned = side
  }

  shows(side: Side): boolean {
    return this.beside || this.#turned === side
  }

  tabs(): TemplateResult {
    return html`<div class="two-tabs" role="tablist" aria-label=${t('reviewer.review.tabs')}>
      ${sides.map(
        (side) => html`<button
          type="button"
          role="tab"
          id="tab-${side}"
          aria-controls=${side}
          aria-selected=${this.#turned === side}
          tabindex=${this.#turned === side ? 0 : -1}
          @click=${() => void this.turnTo(side)}
          @keydown=${(event: KeyboardEvent) => void this.#press(event, side)}
        >
          ${t(`reviewer.review.tab.${side}`)}
        </button>`,
      )}
    </div>`
  }

  /** The other side is hidden, not removed, so that its form goes on saving. */
  async turnTo(side: Side): Promise<void> {
    if (this.shows(side)) return
    this.#heights.set(this.#turned, scrollY)
    this.#turned = side
    keep(`tab ${this.#of()}`, side)
    this.#host.requestUpdate()
    await this.#host.updateComplete
    const start = this.#host.querySelector('.desk-of-two')?.getBoundingClientRect().top ?? 0
    const covered = this.#host.querySelector<HTMLElement>('.two-tabs')?.offsetHeight ?? 0
    scrollTo(0, this.#heights.get(side) ?? Math.min(scrollY, start + scrollY - covered))
  }

  async #press(event: KeyboardEvent, from: Side): Promise<void> {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const other = from === 'manuscript' ? 'writing' : 'manuscript'
    await this.turnTo(other)
    this.#host.querySelector<HTMLElement>(`#tab-${other}`)?.focus({ preventScroll: true })
  }

  readonly #measure = (): void => {
    this.beside = this.#room.matches
    this.#host.requestUpdate()
  }
}
