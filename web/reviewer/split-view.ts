import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import { keep, kept } from '../app/view-state.ts'
import { t } from '../app/strings.ts'

// Room for a page and the form beside each other, and for both to be scrolled.
const roomForBoth = '(min-width: 68.75rem) and (min-height: 32rem)'

const sides = ['manuscript', 'writing'] as const
type Side = (typeof sides)[number]

type Host = ReactiveControllerHost & ParentNode

/** Manuscript and form: beside each other where there is room, else behind two tabs, each keeping how far it was scrolled. */
export class SideBySide implements ReactiveController {
  beside: boolean
  #turned: Side = 'manuscript'
  readonly #host: Host
  /** Names what is read and written, for the tab to be kept. */
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

  /** Whoever comes back to a review they have begun, by the letter on another day, comes to the form. */
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

  /** What is turned away from goes on saving itself: it is hidden, not gone. */
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
