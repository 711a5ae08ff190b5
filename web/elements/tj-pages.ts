import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { keep, kept } from '../app/view-state.ts'
import { t } from '../app/strings.ts'
import { controlOf } from './control-of.ts'
import { TjElement } from './light-element.ts'

interface Place {
  readonly page: number
  /** The part of that page above the frame, from 0 to 1. */
  readonly within: number
  readonly zoom: number
  /** The width of its pages divided by their height, known after one has been loaded. */
  readonly ratio: number | null
}

const beginning: Place = { page: 1, within: 0, zoom: 1, ratio: null }

/** Factors of the available width; for a picture shown as `actual`, of its own size. */
const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const

/**
 * Pages of a manuscript as pictures one below the other. They scroll in an element of their own if the style sheet gives it a height, else
 * with the window. Pictures are loaded when they come near, without shifting the others. Keys: PageUp, PageDown, arrows, Home, End, + and
 * −.
 */
export class TjPages extends TjElement {
  static override properties = {
    // A new list with the same addresses is the same document: the scroll position stays.
    pages: { attribute: false, hasChanged: (a: readonly string[], b?: readonly string[]) => a.join() !== b?.join() },
    label: {},
    memory: {},
    actual: { type: Boolean, reflect: true },
    current: { state: true },
    zoom: { state: true },
    failed: { state: true },
    said: { state: true },
    earlier: { state: true },
  }
  /** The addresses of the pictures, in order. */
  declare pages: readonly string[]
  declare label: string
  /** The key under which the position is kept as long as the window is open: the number of the page, never its content. */
  declare memory: string
  /** Pictures of any shape, shown in their own size. */
  declare actual: boolean
  declare private current: number
  declare private zoom: number
  declare private failed: ReadonlySet<number>
  /** Read out by screen readers. */
  declare private said: string
  /** The page of the last visit, when returning there is only offered by a button. */
  declare private earlier: number
  private ahead = 0

  constructor() {
    super()
    this.pages = []
    this.label = ''
    this.memory = ''
    this.actual = false
    this.current = 1
    this.zoom = 1
    this.failed = new Set()
    this.said = ''
    this.earlier = 0
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // Scroll events do not bubble: the capture phase gets those of this scroller and of the window.
    addEventListener('scroll', this.scrolled, { capture: true, passive: true })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('scroll', this.scrolled, { capture: true })
    cancelAnimationFrame(this.ahead)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('memory') && !changed.has('pages')) return
    Object.assign(this, { failed: new Set(), current: 1, earlier: 0, said: '' })
    const { zoom, ratio } = this.place
    this.zoom = zoom
    this.style.setProperty('--zoom', String(zoom))
    if (ratio === null) this.style.removeProperty('--ratio')
    else this.style.setProperty('--ratio', String(ratio))
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('memory') || changed.has('pages')) this.goBack()
  }

  private get place(): Place {
    const found = this.memory === '' ? null : kept(`place ${this.memory}`)
    return { ...beginning, ...(typeof found === 'object' ? found : {}) }
  }

  override render(): TemplateResult {
    return html`${this.bar()}
      <div class="sheets" tabindex="0" role="group" aria-label=${this.label} @keydown=${(event: KeyboardEvent) => this.press(event)}>
        ${repeat(
          this.pages,
          (page) => page,
          (page, at) => this.sheet(page, at + 1),
        )}
      </div>
      <span class="sr-only" role="status">${this.said}</span>`
  }

  private sheet(page: string, n: number): TemplateResult {
    const alt = this.pages.length === 1 ? this.label : t('common.pages.alt', { n, total: this.pages.length })
    if (this.failed.has(n))
      return html`<div class="sheet lost" data-n=${n}><p>${t('common.pages.failed', { n })}</p>
        <button type="button" @click=${() => this.tryAgain(n)}>${t('common.retry')}</button></div>`
    return html`<div class="sheet" data-n=${n}>
      <img
        src=${page}
        alt=${alt}
        loading=${n === 1 ? nothing : 'lazy'}
        decoding="async"
        draggable="false"
        @load=${(event: Event) => this.pageLoaded(event)}
        @error=${() => (this.failed = new Set([...this.failed, n]))}
      />
    </div>`
  }

  private bar(): TemplateResult | typeof nothing {
    const total = this.pages.length
    return html`<div class="pages-bar" role="group" aria-label=${this.label}>
      ${total < 2 ? nothing : this.turning(total)}
      <span class="zoom">
        <button type="button" class="small" aria-label=${t('common.pages.smaller')} aria-disabled=${this.zoomed(-1) === null ? 'true' : nothing} @click=${() => void this.changeZoom(-1)}>−</button>
        <span class="percent">${t('common.pages.zoom', { percent: Math.round(this.zoom * 100) })}</span>
        <button type="button" class="small" aria-label=${t('common.pages.larger')} aria-disabled=${this.zoomed(1) === null ? 'true' : nothing} @click=${() => void this.changeZoom(1)}>+</button>
      </span>
      ${this.earlier > 1 ? html`<button type="button" class="small resume" @click=${() => this.goTo(this.earlier)}>${t('common.pages.resume', { n: this.earlier })}</button>` : nothing}
    </div>`
  }

  private turning(total: number): TemplateResult {
    const [first, last] = [this.current <= 1, this.current >= total]
    return html`<span class="turn">
      <button type="button" class="small back" aria-label=${t('common.pages.previous')} aria-disabled=${first ? 'true' : nothing} @click=${() => !first && this.goTo(this.current - 1)}>
        <span aria-hidden="true">↑</span></button>
      <label>${t('common.pages.go')}
        <input type="number" inputmode="numeric" min="1" max=${total} .value=${String(this.current)} @change=${(event: Event) => this.jump(event)} /></label>
      <span class="of">${t('common.pages.of', { total })}</span>
      <button type="button" class="small next" aria-disabled=${last ? 'true' : nothing} @click=${() => !last && this.goTo(this.current + 1)}>
        <span class="words">${t('common.pages.next')}</span> <span aria-hidden="true">↓</span></button>
    </span>`
  }

  private jump(event: Event): void {
    const wanted = Number(controlOf(event).value)
    const n = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), this.pages.length) : this.current
    this.goTo(n)
    // A number that is not a page is replaced by that of the present page.
    controlOf(event).value = String(n)
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const forwards = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const backwards = document.documentElement.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
    const wide = this.zoom > 1 || this.actual
    const acts: Readonly<Record<string, () => void>> = {
      PageDown: () => this.goTo(this.current + 1),
      PageUp: () => this.goTo(this.current - 1),
      Home: () => this.goTo(1),
      End: () => this.goTo(this.pages.length),
      '+': () => void this.changeZoom(1),
      '-': () => void this.changeZoom(-1),
      // The arrow keys scroll a page that is wider than its frame.
      ...(wide
        ? {}
        : { [forwards]: () => this.goTo(this.current + 1), [backwards]: () => this.goTo(this.current - 1) }),
    }
    const act = acts[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }

  private goTo(n: number, within = 0): void {
    const page = Math.min(Math.max(n, 1), this.pages.length)
    const sheet = this.querySelector<HTMLElement>(`.sheet[data-n="${page}"]`)
    const { scroller } = this
    if (sheet === null || scroller === null) return
    const { top, height } = sheet.getBoundingClientRect()
    const by = top + height * within - this.frame.top
    if (this.scrollsItself) scroller.scrollTop += by
    else scrollBy(0, by)
    this.current = page
    this.earlier = 0
    this.said = t('common.pages.alt', { n: page, total: this.pages.length })
  }

  /** Back to the position of the last visit. If the pages scroll with the window, a button offers it instead. */
  private goBack(): void {
    const { page, within } = this.place
    if (page <= 1 && within === 0) return
    if (this.scrollsItself) this.goTo(page, within)
    else if (page > 1 && page <= this.pages.length) this.earlier = page
    this.said = ''
  }

  private get scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.sheets')
  }

  private get scrollsItself(): boolean {
    const { scroller } = this
    return scroller !== null && getComputedStyle(scroller).overscrollBehaviorY === 'contain'
  }

  /** The part of the window in which the pages are visible. */
  private get frame(): { readonly top: number; readonly height: number } {
    const { scroller } = this
    if (scroller !== null && this.scrollsItself)
      return { top: scroller.getBoundingClientRect().top, height: scroller.clientHeight }
    const covered = scroller === null ? 0 : Number.parseFloat(getComputedStyle(scroller).scrollMarginBlockStart) || 0
    return { top: covered, height: innerHeight - covered }
  }

  private readonly scrolled = (event: Event): void => {
    const { target } = event
    if (target !== document && target !== this.scroller) return
    cancelAnimationFrame(this.ahead)
    this.ahead = requestAnimationFrame(() => this.findCurrentPage())
  }

  /** Finds the present page: the last that begins in the upper part of the frame. */
  private findCurrentPage(): void {
    const { top, height } = this.frame
    const sheets = [...this.querySelectorAll<HTMLElement>('.sheet')]
    const line = top + height * 0.4
    const sheet = sheets.findLast((one) => one.getBoundingClientRect().top <= line) ?? sheets[0]
    // In a collapsed element or a hidden tab there is no position.
    if (sheet === undefined || sheet.offsetParent === null) return
    this.current = Number(sheet.dataset['n'])
    const box = sheet.getBoundingClientRect()
    const within = Math.min(Math.max((top - box.top) / box.height, 0), 1)
    if (this.earlier > 1 && this.current === 1) return
    this.earlier = 0
    this.remember({ page: this.current, within })
  }

  private remember(change: Partial<Place>): void {
    if (this.memory !== '') keep(`place ${this.memory}`, { ...this.place, ...change })
  }

  private zoomed(by: 1 | -1): number | null {
    return zooms[zooms.findIndex((zoom) => zoom === this.zoom) + by] ?? null
  }

  /** Zooms and keeps the position on the page. */
  private async changeZoom(by: 1 | -1): Promise<void> {
    const zoom = this.zoomed(by)
    if (zoom === null) return
    const sheet = this.querySelector<HTMLElement>(`.sheet[data-n="${this.current}"]`)
    const box = sheet?.getBoundingClientRect()
    const within = box === undefined ? 0 : (this.frame.top - box.top) / box.height
    const { scroller } = this
    const middle = scroller === null ? 0.5 : (scroller.scrollLeft + scroller.clientWidth / 2) / scroller.scrollWidth
    this.zoom = zoom
    this.style.setProperty('--zoom', String(zoom))
    this.remember({ zoom })
    await this.updateComplete
    this.goTo(this.current, within)
    if (scroller !== null) scroller.scrollLeft = middle * scroller.scrollWidth - scroller.clientWidth / 2
    this.said = t('common.pages.zoom', { percent: Math.round(zoom * 100) })
  }

  /** The first page that is loaded gives the shape of all, so that empty places have the right size. */
  private pageLoaded(event: Event): void {
    const { target } = event
    if (!(target instanceof HTMLImageElement) || target.naturalHeight === 0) return
    const ratio = target.naturalWidth / target.naturalHeight
    target.parentElement?.style.setProperty('--ratio', String(ratio))
    target.parentElement?.style.setProperty('--natural', `${target.naturalWidth}px`)
    if (this.style.getPropertyValue('--ratio') !== '') return
    this.style.setProperty('--ratio', String(ratio))
    this.remember({ ratio })
  }

  private tryAgain(n: number): void {
    this.failed = new Set([...this.failed].filter((page) => page !== n))
  }
}

customElements.define('tj-pages', TjPages)
