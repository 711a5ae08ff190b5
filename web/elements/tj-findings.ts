import { html, nothing, type TemplateResult } from 'lit'
import { findingKinds } from '../../server/domain/preparation.ts'
import { allowed, closed, type Verdict } from '../../server/domain/refusal.ts'
import type { Answer } from '../app/api.ts'
import { day } from '../app/dates.ts'
import { t, tOf, why } from '../app/strings.ts'
import { TjElement } from './light-element.ts'

type FileFinding = Answer<'GET /api/files/:id/report'>['findings'][number]
/** A finding in a file or in typed text. */
export interface Finding extends Omit<FileFinding, 'confirmed' | 'cover' | 'placed'> {
  /** Whether it can be redacted; absent for typed text, which is changed where it is typed. */
  readonly cover?: FileFinding['cover']
  readonly placed?: number
  readonly confirmed: { readonly at: string; readonly by: 'author' | 'reviewer' | 'editor' } | null
}
type Excerpt = Finding['excerpts'][number]
/** What to redact: one of a finding's excerpts, counted from 0, or all places. */
export interface Covering {
  readonly id: string
  readonly excerpt: number | null
  /** The number of places that the page showed. */
  readonly of: number
}

// A name in every page header would fill the screen.
const shownAtOnce = 5

/**
 * Findings of the identity-leak report: the places of each, and for names of authors a button to confirm that the name may stay, or to take
 * that back. In a file, a finding or one place of it can be redacted. Events: `confirm`, `takeback` (detail: the finding's id), `cover`
 * (detail: `Covering`).
 */
export class TjFindings extends TjElement {
  static override properties = {
    findings: { attribute: false },
    verdict: { attribute: false },
    takeBack: { attribute: false },
    busy: {},
    confirmer: {},
    whose: {},
  }
  declare findings: readonly Finding[]
  /** Whether the viewer may confirm findings. */
  declare verdict: Verdict
  /** Whether the viewer may take a confirmation back. */
  declare takeBack: Verdict
  /** The id of the finding that is being confirmed. */
  declare busy: string
  /** Who confirms, for the text of the button: "does not identify us", "me" or "anybody". */
  declare confirmer: 'us' | 'me' | 'anybody'
  /** Whose names are searched. */
  declare whose: 'author' | 'reviewer'

  constructor() {
    super()
    this.findings = []
    this.verdict = allowed
    this.takeBack = closed('not_found')
    this.busy = ''
    this.confirmer = 'us'
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
      ${findingKinds[kind] === 'known' ? this.statusLine(line) : this.coverAll(line)}
    </li>`
  }

  /** Text that cannot be read, and so not quoted: the pages that somebody has to look at. */
  private unread(line: Finding): TemplateResult {
    const pages =
      line.match === ''
        ? t('common.findings.allPages')
        : t('common.findings.pages', { pages: line.match, n: /^\d+$/.test(line.match) ? 1 : 2 })
    const isOpen = line.confirmed === null && this.verdict.allowed
    return html`<li class=${isOpen ? 'open' : nothing}>
      <p class="small">${tOf('common.finding', line.kind, { whose: this.whose })}: ${pages}</p>
      ${this.statusLine(line)}
    </li>`
  }

  private statusLine(line: Finding): TemplateResult | typeof nothing {
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

  /** A button that redacts the finding; if that is impossible, the reason. */
  private coverAll({ id, kind, match, count, cover, confirmed }: Finding): TemplateResult | typeof nothing {
    if (cover === undefined || confirmed !== null) return nothing
    if (!cover.allowed)
      return cover.code === 'cannot_be_covered' && findingKinds[kind] === 'known'
        ? html`<p class="small muted">${why(cover)}</p>`
        : nothing
    const act = () => this.tell('cover', { id, excerpt: null, of: count })
    return this.button(id, t('common.findings.cover'), t('common.findings.coverNamed', { match }), act)
  }

  /** One place, with a button to redact only this one if the finding has several. */
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
    return t('common.names.keep', { by: this.confirmer })
  }

  private labelOf(kind: Finding['kind'], match: string): string {
    if (findingKinds[kind] === 'unread') return t('common.findings.looked')
    return t('common.names.keepNamed', { match, by: this.confirmer })
  }
}

/** One place: where it is, unless it is ordinary text, and the excerpt. */
function quote({ place, page, section, text }: Excerpt, match: string): TemplateResult {
  const where = [
    place === 'text' ? null : tOf('common.place', place),
    page === null ? null : t('common.findings.page', { page }),
    section,
  ].filter((part) => part !== null && part !== '')
  return html`<p class="small muted">${where.map((part, at) => html`${at === 0 ? nothing : ' · '}<span dir="auto">${part}</span>`)}</p>
    <blockquote dir="auto">${marked(text, match)}</blockquote>`
}

/** The excerpt with the match marked; if the match is written differently there, only the match. */
function marked(text: string, match: string): TemplateResult {
  if (match === '') return html`${t('common.findings.unreadable')}`
  const at = text.indexOf(match)
  if (at < 0) return html`${text === '' ? html`<mark>${match}</mark>` : text}`
  return html`${text.slice(0, at)}<mark>${match}</mark>${text.slice(at + match.length)}`
}

customElements.define('tj-findings', TjFindings)
