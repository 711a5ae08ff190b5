import { html, nothing, type TemplateResult } from 'lit'
import { closed, type Verdict } from '../../server/domain/refusal.ts'
import type { Answer } from '../app/api.ts'
import { day } from '../app/dates.ts'
import { listOf, t, tOf } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

export type NameCover = Answer<'GET /api/files/:id/report'>['covers'][number]

/** The redactions in a file's copies: their state, where they failed, and a button to remove each. Event: `uncover` (detail: its id). */
export class TjCovers extends TjElement {
  static override properties = { covers: { attribute: false }, takeBack: { attribute: false }, busy: {} }
  declare covers: readonly NameCover[]
  /** Whether the viewer may remove redactions. */
  declare takeBack: Verdict
  /** The id of the redaction that is being removed. */
  declare busy: string

  constructor() {
    super()
    this.covers = []
    this.takeBack = closed('not_found')
    this.busy = ''
  }

  override render(): TemplateResult | typeof nothing {
    if (this.covers.length === 0) return nothing
    return html`<ul class="lines findings">${this.covers.map((cover) => this.line(cover))}</ul>`
  }

  private line(cover: NameCover): TemplateResult {
    const { id, kind, match, count } = cover
    return html`<li>
      <p class="small muted">
        ${tOf('common.finding', kind, { whose: 'author' })}${count === 1 ? nothing : html` · ${t('common.findings.count', { count })}`}
      </p>
      <p dir="auto">${match}</p>
      <div class="row">
        ${this.statusLine(cover)}
        ${
          this.takeBack.allowed
            ? html`<button
                type="button"
                class="small quiet"
                aria-label=${t('common.covers.showNamed', { match })}
                aria-disabled=${this.busy === '' ? nothing : 'true'}
                aria-busy=${this.busy === id ? 'true' : nothing}
                @click=${() => this.busy === '' && this.tell('uncover', id)}
              >
                ${t('common.covers.show')}
              </button>`
            : nothing
        }
      </div>
    </li>`
  }

  private statusLine({ standing, by, at, leftIn }: NameCover): TemplateResult {
    if (standing === 'waiting') return html`<p class="small">${t('common.covers.waiting')}</p>`
    if (standing === 'covered')
      return html`<p class="small good">✓ ${t('common.covers.covered', { by, day: day(at) })}</p>`
    const places = leftIn.map(({ place, page }) =>
      page === null
        ? (tOf('common.place', place) ?? '')
        : t('common.covers.placeOnPage', { place: tOf('common.place', place) ?? '', page }),
    )
    return html`<p class="small warn">${t('common.covers.left', { places: listOf(places) })}</p>`
  }
}

customElements.define('tj-covers', TjCovers)
