import { html, nothing, type TemplateResult } from 'lit'
import { findingKinds } from '../../server/domain/preparation.ts'
import { allowed, type Verdict } from '../../server/domain/refusal.ts'
import type { Answer } from '../app/api.ts'
import { day } from '../app/dates.ts'
import { t, tOf } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

export type Finding = Answer<'GET /api/files/:id/report'>['findings'][number]

/**
 * Lines of the identity-leak report: where each stands, and for what names an author a button that says it belongs there.
 * Event: `confirm` (detail: the line's id).
 */
export class TjFindings extends TjElement {
  static override properties = {
    findings: { attribute: false },
    verdict: { attribute: false },
    busy: {},
  }
  declare findings: readonly Finding[]
  /** Whether lines may be confirmed by whoever reads this. */
  declare verdict: Verdict
  /** The line that is being confirmed. */
  declare busy: string

  constructor() {
    super()
    this.findings = []
    this.verdict = allowed
    this.busy = ''
  }

  override render(): TemplateResult | typeof nothing {
    if (this.findings.length === 0) return nothing
    return html`<ul class="lines findings">${this.findings.map((line) => this.line(line))}</ul>`
  }

  private line(line: Finding): TemplateResult {
    const { kind, page, section, count } = line
    const where = [
      tOf('common.finding', kind),
      page === null ? null : t('common.findings.page', { page }),
      section,
      count === 1 ? null : t('common.findings.count', { count }),
    ].filter((part) => part !== null && part !== '')
    return html`<li>
      <p class="small muted">${where.map((part, at) => html`${at === 0 ? nothing : ' · '}<span dir="auto">${part}</span>`)}</p>
      <blockquote dir="auto">${marked(line)}</blockquote>
      ${findingKinds[kind] === 'known' ? this.standing(line) : nothing}
    </li>`
  }

  private standing({ id, confirmed, match }: Finding): TemplateResult | typeof nothing {
    if (confirmed !== null)
      return html`<p class="small good">✓ ${t('common.findings.confirmed', { by: confirmed.by, day: day(confirmed.at) })}</p>`
    if (!this.verdict.allowed) return nothing
    return html`<button
      type="button"
      class="small"
      aria-label=${t('common.findings.confirmNamed', { match })}
      aria-disabled=${this.busy === '' ? nothing : 'true'}
      aria-busy=${this.busy === id ? 'true' : nothing}
      @click=${() => this.busy === '' && this.tell('confirm', id)}
    >
      ${t('common.findings.confirm')}
    </button>`
  }
}

/** The excerpt with what was found in it marked; what was found alone when it stands there otherwise. */
function marked({ excerpt, match }: Finding): TemplateResult {
  const at = excerpt.indexOf(match)
  if (match === '' || at < 0) return html`${excerpt === '' ? html`<mark>${match}</mark>` : excerpt}`
  return html`${excerpt.slice(0, at)}<mark>${match}</mark>${excerpt.slice(at + match.length)}`
}

customElements.define('tj-findings', TjFindings)
