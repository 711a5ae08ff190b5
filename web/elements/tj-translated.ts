import { html, nothing, type TemplateResult } from 'lit'
import { language, t } from '../app/strings.ts'
import { TjElement } from './light-element.ts'
import { mainLanguage, ownName } from '../../server/domain/languages.ts'
import { isBlank } from '../../server/domain/text.ts'

/** A text in one of its languages, with buttons to switch when there are several. */
export class TjTranslated extends TjElement {
  static override properties = {
    label: {},
    plain: { type: Boolean },
    texts: { attribute: false },
    chosen: { state: true },
  }
  /** The heading of the text: "Abstract". */
  declare label: string
  /** Without the heading, which the surrounding page has. */
  declare plain: boolean
  /** By language tag. */
  declare texts: Readonly<Record<string, string>>
  declare private chosen: string

  constructor() {
    super()
    this.label = ''
    this.plain = false
    this.texts = {}
    this.chosen = ''
  }

  override render(): TemplateResult | typeof nothing {
    const tags = Object.keys(this.texts).filter((tag) => !isBlank(this.texts[tag]))
    const shown = [this.chosen, language(), mainLanguage, ...tags].find((tag) => tags.includes(tag))
    if (shown === undefined) return nothing
    return html`<div class="row">${this.plain ? nothing : html`<h2>${this.label}</h2>`}
        ${
          tags.length < 2
            ? nothing
            : html`<div class="switch" role="group" aria-label=${t('common.translated.language', { label: this.label })}>
              ${tags.map((tag) => html`<button type="button" class="quiet small" lang=${tag} aria-pressed=${tag === shown} @click=${() => (this.chosen = tag)}>${ownName(tag)}</button>`)}
            </div>`
        }
      </div>
      <div class="prose text" lang=${shown} dir="auto">${this.texts[shown]}</div>`
  }
}

customElements.define('tj-translated', TjTranslated)
