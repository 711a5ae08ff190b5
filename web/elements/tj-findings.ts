import { html, nothing, type TemplateResult } from 'lit'
import { findingKinds } from '../../server/domain/preparation.ts'
import { allowed, closed, type Verdict } from '../../server/domain/refusal.ts'
import type { Answer } from '../app/api.ts'
import { day } from '../app/dates.ts'
import { t, tOf, why } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

type FileFinding = Answer<'GET /api/files/:id/report'>['findings'][number]
/** A line over a file or over typed text. */
export interface Finding extends Omit<FileFinding, 'confirmed' | 'cover' | 'placed'> {
  /** Whether it can be covered; typed text is changed where it is typed. */
  readonly cover?: FileFinding['cover']
  readonly placed?: number
  readonly confirmed: { readonly at: string; readonly by: 'author' | 'reviewer' | 'editor' } | null
}
type Excerpt = Finding['excerpts'][number]
/** What is to be covered: one of a line's excerpts, from 0, or all of it. */
export interface Covering {
  readonly id: string
  readonly excerpt: number | null
  /** How often it stands there. */
  readonly of: number
}

// A name in every running head would fill the screen.
const shownAtOnce = 5

/**
 * Lines of the identity-leak report: where each stands, and for what names an author a button that says it belongs there, with a
 * way back. What a file says can be covered, all of a line or one place of it.
 * Events: `confirm`, `takeback` (detail: the line's id), `cover` (detail: `Covering`).
 */
export class TjFindings extends TjElement {
  static override properties = {
    findings: { attribute: false },
    verdict: { attribute: false },
    takeBack: { attribute: false },
    busy: {},
    keeper: {},
    whose: {},
  }
  declare findings: readonly Finding[]
  /** Whether lines may be confirmed by whoever reads this. */
  declare verdict: Verdict
  /** Whether what was confirmed may be taken back by them. */
  declare takeBack: Verdict
  /** The line that is being confirmed. */
  declare busy: string
  /** Whom a name does not identify, in its keeper's words. */
  declare keeper: 'us' | 'me' | 'anybody'
  /** Who is looked for. */
  declare whose: 'author' | 'reviewer'

  constructor() {
    super()
    this.findings = []
    this.verdict = allowed
    this.takeBack = closed('not_found')
    this.busy = ''
    this.keeper = 'us'
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
    const isOpen = findingKinds[kind] === 'known' && line.confirmed === null
    return html`<li class=${isOpen ? 'open' : nothing}>
      <p class="small muted">
        ${tOf('common.finding', kind, { whose: this.whose })}${count === 1 ? nothing : html` · ${t('common.findings.count', { count })}`}
      </p>
      ${shown.map((excerpt, at) => this.place(line, excerpt, at))}
      ${
        rest.length === 0
          ? nothing
          : html`<details><summary>${t('common.findings.more', { n: rest.length })}</summary>
              ${rest.map((excerpt, at) => this.place(line, excerpt, at + shownAtOnce))}</details>`
      }
      ${findingKinds[kind] === 'known' ? this.standing(line) : this.coverAll(line)}
    </li>`
  }

  /** Nothing of it can be quoted: its pages, which somebody has to look at. */
  private unread(line: Finding): TemplateResult {
    const pages =
      line.match === ''
        ? t('common.findings.allPages')
        : t('common.findings.pages', { pages: line.match, n: /^\d+$/.test(line.match) ? 1 : 2 })
    const isOpen = line.confirmed === null && this.verdict.allowed
    return html`<li class=${isOpen ? 'open' : nothing}>
      <p class="small">${tOf('common.finding', line.kind)}: ${pages}</p>
      ${this.standing(line)}
    </li>`
  }

  private standing(line: Finding): TemplateResult | typeof nothing {
    const { id, kind, confirmed, match } = line
    const isUnread = findingKinds[kind] === 'unread'
    if (confirmed !== null) {
      const words = isUnread
        ? t('common.findings.didLook', { day: day(confirmed.at) })
        : t('common.findings.confirmed', { by: confirmed.by, day: day(confirmed.at) })
      return html`<div class="row"><p class="small good">✓ ${words}</p>
        ${this.takeBack.allowed ? this.button(id, t('common.findings.takeBack'), isUnread ? t('common.findings.takeBackLook') : t('common.findings.takeBackNamed', { match }), () => this.tell('takeback', id), 'quiet') : nothing}</div>`
    }
    if (!this.verdict.allowed) return nothing
    return html`<div class="row">
      ${this.coverAll(line)}
      ${this.button(id, this.wordsOf(kind), this.labelOf(kind, match), () => this.tell('confirm', id))}
    </div>`
  }

  /** Covers the line; where that cannot be done, says so. */
  private coverAll({ id, kind, match, count, cover, confirmed }: Finding): TemplateResult | typeof nothing {
    if (cover === undefined || confirmed !== null) return nothing
    if (!cover.allowed)
      return cover.code === 'cannot_be_covered' && findingKinds[kind] === 'known'
        ? html`<p class="small muted">${why(cover)}</p>`
        : nothing
    const act = () => this.tell('cover', { id, excerpt: null, of: count })
    return this.button(id, t('common.findings.cover'), t('common.findings.coverNamed', { match }), act)
  }

  /** One place, and where a line has several, a button for it alone. */
  private place(line: Finding, excerpt: Excerpt, at: number): TemplateResult {
    const { id, match, count, cover, placed = 0, confirmed } = line
    const mayCover = count > 1 && at < placed && confirmed === null && cover?.allowed === true
    const label = t('common.findings.coverPlaceNamed', { match, n: at + 1, of: count })
    const act = () => this.tell('cover', { id, excerpt: at, of: count })
    return html`${quote(excerpt, match)}${mayCover ? this.button(id, t('common.findings.coverPlace'), label, act, 'quiet') : nothing}`
  }

  private button(id: string, words: string, label: string, act: () => void, kind = ''): TemplateResult {
    return html`<button
      type="button"
      class="small ${kind}"
      aria-label=${label}
      aria-disabled=${this.busy === '' ? nothing : 'true'}
      aria-busy=${this.busy === id ? 'true' : nothing}
      @click=${() => this.busy === '' && act()}
    >
      ${words}
    </button>`
  }

  private wordsOf(kind: Finding['kind']): string {
    if (findingKinds[kind] === 'unread') return t('common.findings.looked')
    return t('common.names.keep', { keeper: this.keeper })
  }

  private labelOf(kind: Finding['kind'], match: string): string {
    if (findingKinds[kind] === 'unread') return t('common.findings.looked')
    return t('common.names.keepNamed', { match, keeper: this.keeper })
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
