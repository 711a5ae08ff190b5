import { html, nothing, svg, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

interface Score {
  /** "Reviewer A", never a name. */
  readonly label: string
  /** null: no score yet. */
  readonly value: number | null
}

const barWidth = 7
const gap = 2
const height = 16

/** Small bars, one for each reviewer, which show disagreement at a glance; the same as text for screen readers. */
export class TjScores extends TjElement {
  static override properties = {
    scores: { attribute: false },
    min: { type: Number },
    max: { type: Number },
    tally: { type: Boolean },
  }
  declare scores: readonly Score[]
  /** The lowest and highest score of the scale. */
  declare min: number
  declare max: number
  /** Shows "2/3" beside the bars: how many reviewers have given a score. */
  declare tally: boolean

  constructor() {
    super()
    this.scores = []
    this.min = 1
    this.max = 5
    this.tally = false
  }

  override render(): TemplateResult | typeof nothing {
    const { scores } = this
    if (scores.length === 0) return nothing
    const given = scores.filter(({ value }) => value !== null).length
    const width = scores.length * (barWidth + gap) - gap
    const words = scores.map(({ label, value }) => t('common.scores.one', { label, value: value ?? 'none' })).join(', ')
    return html`<span class="sr-only">${words}</span>
      <svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">
        <title>${words}</title>
        ${scores.map(({ value }, position) => this.bar(value, position * (barWidth + gap)))}
      </svg>
      ${this.tally ? html`<span class="number" aria-hidden="true">${given}/${scores.length}</span>` : nothing}`
  }

  private bar(value: number | null, x: number): TemplateResult {
    if (value === null) return svg`<rect class="none" x=${x} y=${height - 2} width=${barWidth} height="2" />`
    const share = (value - this.min + 1) / (this.max - this.min + 1)
    const tall = Math.max(3, Math.round(share * height))
    return svg`<rect x=${x} y=${height - tall} width=${barWidth} height=${tall} />`
  }
}

customElements.define('tj-scores', TjScores)
