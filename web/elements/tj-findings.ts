import { html, nothing, type TemplateResult } from 'lit'
import { findingKinds } from '../../server/domain/preparation.ts'
import { allowed, type Verdict } from '../../server/domain/refusal.ts'
import type { Answer } from '../app/api.ts'
import { day } from '../app/dates.ts'
import { t, tOf } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

type FileFinding = Answer<'GET /api/files/:id/report'>['findings'][number]
/** A line over a file or over typed text. */
export interface Finding extends Omit<FileFinding, 'confirmed' | 'cover'> {
  /** Whether it can be covered; typed text is changed where it is typed. */
  readonly cover?: FileFinding['cover']
  readonly confirmed: { readonly at: string; readonly by: 'author' | 'reviewer' | 'editor' } | null
}
type Excerpt = Finding['excerpts'][number]

// A name in every running head would fill the screen.
const shownAtOnce = 5

/**
 * Lines of the identity-leak report: where each stands, and for what names an author a button that says it belongs there.
 * Event: `confirm` (detail: the line's id).
 */
export class TjFindings extends TjElement {
  static override properties = {
    findings: { attribute: false },
    verdict: { attribute: false },
    busy: {},
    keeper: {},
    whose: {},
  }
  declare findings: readonly Finding[]
  /** Whether lines may be confirmed by whoever reads this. */
  declare verdict: Verdict
  /** The line that is being confirmed. */
  declare busy: string
  /** Whom a name in typed text does not identify, in its keeper's words; '' for a file. */
  declare keeper: '' | 'us' | 'me' | 'anybody'
  /** Who is looked for. */
  declare whose: 'author' | 'reviewer'

  constructor() {
    super()
    this.findings = []
    this.verdict = allowed
    this.busy = ''
    this.keeper = ''
    this.whose = 'author'
  }

  override render(): TemplateResult | typeof nothing {
    if (this.findings.length === 0) return nothing
    return html`<ul class="lines findings">${this.findings.map((line) => this.line(line))}</ul>`
  }

  private line(line: Finding): TemplateResult {
    const { kind, count, excerpts } = line
    if (findingKinds[kind] === 'unread') return this.unread(line)
    const shown = excerpts.slice(0, shownAtOnce)
    const rest = excerpts.slice(shownAtOnce)
    return html`<li>
      <p class="small muted">
        ${tOf('common.finding', kind, { whose: this.whose })}${count === 1 ? nothing : html` · ${t('common.findings.count', { count })}`}
      </p>
      ${shown.map((excerpt) => quote(excerpt, line.match))}
      ${
        rest.length === 0
          ? nothing
          : html`<details><summary>${t('common.findings.more', { n: rest.length })}</summary>
              ${rest.map((excerpt) => quote(excerpt, line.match))}</details>`
      }
      ${findingKinds[kind] === 'known' ? this.standing(line) : nothing}
    </li>`
  }

  /** Nothing of it can be quoted: its pages, which somebody has to look at. */
  private unread(line: Finding): TemplateResult {
    const pages = line.match === '' ? t('common.findings.allPages') : t('common.findings.pages', { pages: line.match })
    return html`<li>
      <p class="small">${tOf('common.finding', line.kind)}: ${pages}</p>
      ${this.standing(line)}
    </li>`
  }

  private standing({ id, kind, confirmed, match }: Finding): TemplateResult | typeof nothing {
    const isUnread = findingKinds[kind] === 'unread'
    if (confirmed !== null) {
      const words = isUnread
        ? t('common.findings.didLook', { day: day(confirmed.at) })
        : t('common.findings.confirmed', { by: confirmed.by, day: day(confirmed.at) })
      return html`<p class="small good">✓ ${words}</p>`
    }
    if (!this.verdict.allowed) return nothing
    return html`<button
      type="button"
      class="small"
      aria-label=${this.labelOf(kind, match)}
      aria-disabled=${this.busy === '' ? nothing : 'true'}
      aria-busy=${this.busy === id ? 'true' : nothing}
      @click=${() => this.busy === '' && this.tell('confirm', id)}
    >
      ${this.wordsOf(kind)}
    </button>`
  }

  private wordsOf(kind: Finding['kind']): string {
    if (findingKinds[kind] === 'unread') return t('common.findings.looked')
    return this.keeper === '' ? t('common.findings.confirm') : t('common.names.keep', { keeper: this.keeper })
  }

  private labelOf(kind: Finding['kind'], match: string): string {
    if (findingKinds[kind] === 'unread') return t('common.findings.looked')
    return this.keeper === ''
      ? t('common.findings.confirmNamed', { match })
      : t('common.names.keepNamed', { match, keeper: this.keeper })
  }
}

/** One place: where it is in words, unless it is the ordinary text, and what stands there. */
function quote({ place, page, section, text }: Excerpt, match: string): TemplateResult {
  const where = [
    place === 'text' ? null : tOf('common.place', place),
    page === null ? null : t('common.findings.page', { page }),
    section,
  ].filter((part) => part !== null && part !== '')
  return html`<p class="small muted">${where.map((part, at) => html`${at === 0 ? nothing : ' · '}<span dir="auto">${part}</span>`)}</p>
    <blockquote dir="auto">${marked(text, match)}</blockquote>`
}

/** The excerpt with what was found in it marked; what was found alone when it stands there otherwise. */
function marked(text: string, match: string): TemplateResult {
  if (match === '') return html`${t('common.findings.unreadable')}`
  const at = text.indexOf(match)
  if (at < 0) return html`${text === '' ? html`<mark>${match}</mark>` : text}`
  return html`${text.slice(0, at)}<mark>${match}</mark>${text.slice(at + match.length)}`
}

customElements.define('tj-findings', TjFindings)
