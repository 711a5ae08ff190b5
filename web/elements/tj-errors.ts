import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

export interface FormError {
  /** The control's `name`, or its id. */
  readonly field: string
  readonly message: string
}

/** The errors of a form, at its top, as links to the fields. Gets the focus when new errors arrive. */
export class TjErrors extends TjElement {
  static override properties = {
    // Compared by content: a page creates a new list at each rendering, which must not move the focus away from the field in use.
    errors: {
      attribute: false,
      hasChanged: (now: unknown, before: unknown) => JSON.stringify(now) !== JSON.stringify(before),
    },
  }
  declare errors: readonly FormError[]

  constructor() {
    super()
    this.errors = []
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('errors') && this.errors.length > 0) this.querySelector<HTMLElement>('.errors')?.focus()
  }

  override render(): TemplateResult | typeof nothing {
    if (this.errors.length === 0) return nothing
    return html`<div class="errors notice bad" tabindex="-1" role="group" aria-labelledby="${this.uid}-heading">
      <h2 id="${this.uid}-heading">${t('common.errors.heading', { n: this.errors.length })}</h2>
      <ul>
        ${this.errors.map(({ field, message }) => html`<li><a href="#" @click=${(event: Event) => this.follow(event, field)}>${message}</a></li>`)}
      </ul>
    </div>`
  }

  private follow(event: Event, field: string): void {
    event.preventDefault()
    focusControl(field)
  }
}

/** Moves the focus to a control of the page, by its `name` or its id. */
export function focusControl(field: string): void {
  const name = CSS.escape(field)
  const control = document.querySelector<HTMLElement>(`main [name="${name}"], main #${name}`)
  const target = control?.matches('input, textarea, select, button, a, [tabindex]')
    ? control
    : control?.querySelector<HTMLElement>('input, textarea, select, button')
  target?.focus()
  target?.scrollIntoView({ block: 'center' })
}

customElements.define('tj-errors', TjErrors)
