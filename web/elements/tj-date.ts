import { html, nothing, type TemplateResult } from 'lit'
import { cityOf } from '../../server/domain/day.ts'
import { clock, day, fromNow, journalZone, ownDay, sameZone } from '../app/dates.ts'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

/**
 * An instant or a day. `day`: "12 October 2026"; `instant`: with the time in the reader's time zone, and in the journal's when it differs;
 * `relative`: "in 3 days", with the day as a tooltip.
 */
export class TjDate extends TjElement {
  static override properties = { at: {}, mode: {} }
  /** ISO instant, or a plain day ("2026-10-12"). */
  declare at: string
  declare mode: 'day' | 'instant' | 'relative'

  constructor() {
    super()
    this.at = ''
    this.mode = 'day'
  }

  override render(): TemplateResult | typeof nothing {
    if (Number.isNaN(Date.parse(this.at))) return nothing
    const instant = new Date(this.at)
    if (this.mode === 'relative')
      return html`<time datetime=${this.at} title=${day(this.at)}>${fromNow(instant)}</time>`
    if (this.mode === 'day' || this.at.length === 10) return html`<time datetime=${this.at}>${day(this.at)}</time>`
    const there = { city: cityOf(journalZone()), day: day(instant), time: clock(instant, journalZone()) }
    const sameDay = there.day === ownDay(instant)
    return html`<time datetime=${this.at}>${t('common.date.instant', { day: ownDay(instant), time: clock(instant) })}</time>
      ${sameZone(instant) ? nothing : html`<span class="muted">${t(sameDay ? 'common.date.thereTime' : 'common.date.there', there)}</span>`}`
  }
}

customElements.define('tj-date', TjDate)
