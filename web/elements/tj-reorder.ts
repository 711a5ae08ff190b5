import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

export interface Movable {
  readonly id: string
  /** Read out when it moves. */
  readonly label: string
}

export interface Reordered {
  readonly ids: readonly string[]
  readonly moved: string
  /** From 0. */
  readonly to: number
}

/**
 * A list that is ordered by dragging the grip, with two buttons, or with Alt and the arrow keys; moves are read out. Event: `reorder`
 * (detail: Reordered). The page saves the order, and sets the old list again when that fails.
 */
export class TjReorder extends TjElement {
  static override properties = {
    items: { attribute: false },
    content: { attribute: false },
    label: {},
    readonly: { type: Boolean },
    dragged: { state: true },
    said: { state: true },
  }
  declare items: readonly Movable[]
  /** Renders a row; by default its label is shown. */
  declare content: ((row: Movable, position: number) => unknown) | null
  declare label: string
  declare readonly: boolean
  declare private dragged: string | null
  declare private said: string
  private orderBefore: readonly Movable[] = []

  constructor() {
    super()
    this.items = []
    this.content = null
    this.label = ''
    this.readonly = false
    this.dragged = null
    this.said = ''
  }

  override render(): TemplateResult {
    const show = this.content ?? (({ label }: Movable) => label)
    return html`<ol aria-label=${this.label}>
        ${repeat(
          this.items,
          ({ id }) => id,
          (
            row,
            position,
          ) => html`<li data-id=${row.id} class=${row.id === this.dragged ? 'dragged' : ''} @keydown=${(event: KeyboardEvent) => this.key(event, row)}>
            ${this.readonly ? '' : this.grip(row)}
            <div class="content">${show(row, position)}</div>
            ${this.readonly ? '' : this.movers(row, position)}
          </li>`,
        )}
      </ol>
      <span class="sr-only" role="status">${this.said}</span>`
  }

  private grip(row: Movable): TemplateResult {
    return html`<span
      class="grip"
      aria-hidden="true"
      @pointerdown=${(event: PointerEvent) => this.lift(event, row)}
      ><svg viewBox="0 0 10 16" width="10" height="16"><path d="M2 2h2v2H2zM6 2h2v2H6zM2 7h2v2H2zM6 7h2v2H6zM2 12h2v2H2zM6 12h2v2H6z" /></svg
    ></span>`
  }

  private movers(row: Movable, position: number): TemplateResult {
    const mover = (by: -1 | 1, words: string, sign: string, end: boolean) =>
      html`<button type="button" class="quiet" data-by=${by} aria-label=${words} aria-disabled=${end} aria-keyshortcuts=${by < 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'} @click=${() => void this.step(row, by)}>${sign}</button>`
    return html`<span class="movers"
      >${mover(-1, t('common.reorder.up', { label: row.label }), '↑', position === 0)}${mover(1, t('common.reorder.down', { label: row.label }), '↓', position === this.items.length - 1)}</span
    >`
  }

  private key(event: KeyboardEvent, row: Movable): void {
    if (!event.altKey || this.readonly || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    void this.step(row, event.key === 'ArrowUp' ? -1 : 1)
  }

  private async step(row: Movable, by: -1 | 1): Promise<void> {
    const to = this.items.indexOf(row) + by
    if (to < 0 || to >= this.items.length) return
    const focused = this.querySelector<HTMLElement>(':focus')
    this.place(row, to)
    this.report(row, to)
    await this.updateComplete
    // A node that is moved in the document loses the focus.
    focused?.focus()
    focused?.scrollIntoView({ block: 'nearest' })
  }

  private lift(event: PointerEvent, row: Movable): void {
    if (event.button !== 0) return
    event.preventDefault()
    this.orderBefore = this.items
    this.dragged = row.id
    // Listens on the window, without pointer capture: rows change places in the document while they are dragged.
    const listening = new AbortController()
    const options = { signal: listening.signal }
    const end = (keep: boolean) => {
      listening.abort()
      this.drop(keep)
    }
    addEventListener('pointermove', (move) => this.drag(move), options)
    addEventListener('pointerup', () => end(true), options)
    addEventListener('pointercancel', () => end(false), options)
  }

  private drag(event: PointerEvent): void {
    const row = this.items.find(({ id }) => id === this.dragged)
    if (row === undefined) return
    const rows = [...this.querySelectorAll<HTMLElement>('li[data-id]')].filter(
      ({ dataset }) => dataset['id'] !== row.id,
    )
    const to = rows.filter((other) => event.clientY > middle(other)).length
    if (to !== this.items.indexOf(row)) this.place(row, to)
  }

  private drop(keep: boolean): void {
    const row = this.items.find(({ id }) => id === this.dragged)
    this.dragged = null
    if (row === undefined) return
    if (!keep) this.items = this.orderBefore
    else if (this.orderBefore.indexOf(row) !== this.items.indexOf(row)) this.report(row, this.items.indexOf(row))
  }

  private place(row: Movable, to: number): void {
    this.items = this.items.filter((other) => other !== row).toSpliced(to, 0, row)
  }

  private report(row: Movable, to: number): void {
    this.said = t('common.reorder.moved', { label: row.label, position: to + 1, total: this.items.length })
    this.tell('reorder', { ids: this.items.map(({ id }) => id), moved: row.id, to } satisfies Reordered)
  }
}

function middle(row: HTMLElement): number {
  const { top, height } = row.getBoundingClientRect()
  return top + height / 2
}

customElements.define('tj-reorder', TjReorder)
