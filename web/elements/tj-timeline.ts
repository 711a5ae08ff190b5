import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'
import './tj-date.ts'

export interface TimelineStep {
  readonly label: string
  readonly state: 'done' | 'now' | 'ahead'
  readonly at?: string | null
  /** One more sentence: what is waited for, or who has to act. */
  readonly note?: string
  /** More content of the step. */
  readonly more?: TemplateResult
}

/** The past, present and future steps of a submission. Horizontal if there is room, vertical on a phone or when `upright`. */
export class TjTimeline extends TjElement {
  static override properties = { steps: { attribute: false }, label: {}, upright: { type: Boolean, reflect: true } }
  declare steps: readonly TimelineStep[]
  declare label: string
  declare upright: boolean

  constructor() {
    super()
    this.steps = []
    this.label = ''
    this.upright = false
  }

  override render(): TemplateResult {
    return html`<ol aria-label=${this.label || t('common.timeline.label')}>
      ${this.steps.map(
        (step) => html`<li class=${step.state} aria-current=${step.state === 'now' ? 'step' : nothing}>
          <span class="step">${step.label}<span class="sr-only">: ${t(`common.timeline.${step.state}`)}</span></span>
          ${step.at ? html`<tj-date class="small muted" at=${step.at}></tj-date>` : nothing}
          ${step.note ? html`<p class="small muted">${step.note}</p>` : nothing}
          ${step.more ?? nothing}
        </li>`,
      )}
    </ol>`
  }
}

customElements.define('tj-timeline', TjTimeline)
