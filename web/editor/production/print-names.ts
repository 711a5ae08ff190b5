import { html, nothing, type TemplateResult } from 'lit'
import { allowed, type Verdict } from '../../../server/domain/refusal.ts'
import { Actions } from '../../app/actions.ts'
import { api } from '../../app/api.ts'
import { t, tOf } from '../../app/strings.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-notice.ts'
import type { Production } from './article-draft.ts'

type Name = Production['names'][number]
type Excerpt = Name['excerpts'][number]

/** Places where what is printed names a person whom the byline does not show. Event: `confirmed`. */
class PrintNames extends TjElement {
  static override properties = { articleId: {}, names: { attribute: false }, verdict: { attribute: false } }
  declare articleId: string
  declare names: readonly Name[]
  declare verdict: Verdict
  private readonly acts = new Actions(this)

  constructor() {
    super()
    this.articleId = ''
    this.names = []
    this.verdict = allowed
  }

  override render(): TemplateResult | typeof nothing {
    if (this.names.length === 0) return nothing
    const isOpen = this.names.some(({ confirmed }) => !confirmed)
    return html`<section class="stack" aria-labelledby="print-names">
      <h2 id="print-names">${t('editor.names.heading')}</h2>
      ${isOpen ? html`<tj-notice kind="bad"><p>${t('editor.names.text')}</p><p>${t('editor.names.mend')}</p></tj-notice>` : nothing}
      <ul class="lines findings">${this.names.map((name) => this.line(name))}</ul>
      ${this.acts.render()}
    </section>`
  }

  private line(name: Name): TemplateResult {
    const { kind, galley, match, excerpts } = name
    return html`<li>
      <p class="small muted">${t(`editor.names.in.${galley ?? 'record'}`)} · ${tOf('common.finding', kind, { whose: 'author' })}</p>
      ${excerpts.map((excerpt) => place(excerpt, match))}
      ${match === null ? html`<p class="small muted">${t('editor.names.hidden')}</p>` : nothing}
      ${this.statusLine(name)}
    </li>`
  }

  private statusLine({ id, confirmed, match }: Name): TemplateResult | typeof nothing {
    if (confirmed) return html`<p class="small good">✓ ${t('editor.names.confirmed')}</p>`
    if (!this.verdict.allowed) return nothing
    return html`<button type="button" class="small" aria-label=${t('editor.names.confirmNamed', { match: match ?? '' })}
      aria-busy=${this.acts.busy === id ? 'true' : nothing} @click=${() => void this.confirm(id)}>${t('editor.names.confirm')}</button>`
  }

  private async confirm(findingId: string): Promise<void> {
    const params = { id: this.articleId, findingId }
    const done = await this.acts.run(findingId, () =>
      api('POST /api/articles/:id/names/:findingId/confirm', { params }),
    )
    if (done) this.tell('confirmed', t('editor.names.done'))
  }
}

function place({ place, page, section, text }: Excerpt, match: string | null): TemplateResult {
  const where = [
    tOf('common.place', place) ?? '',
    page === null ? '' : t('editor.names.page', { page: String(page) }),
    section ?? '',
  ].filter((part) => part !== '')
  const shown = text === null || text === '' ? match : text
  return html`<p class="small">${where.map((part, n) => html`${n === 0 ? nothing : ' · '}<span dir="auto">${part}</span>`)}</p>
    ${shown === null ? nothing : html`<blockquote dir="auto">${marked(shown, match ?? '')}</blockquote>`}`
}

function marked(text: string, match: string): TemplateResult {
  const at = match === '' ? -1 : text.indexOf(match)
  if (at < 0) return html`${text}`
  return html`${text.slice(0, at)}<mark>${match}</mark>${text.slice(at + match.length)}`
}

customElements.define('print-names', PrintNames)
