import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { findingKinds } from '../../server/domain/preparation.ts'
import { allowed, type Verdict } from '../../server/domain/refusal.ts'
import type { Answer } from '../app/api.ts'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-findings.ts'

export type TextFinding = Answer<'GET /api/desk/:id'>['textFindings'][number]

/** The kind of text and the person who reads the findings: decides what the element tells them to do. */
type NamedIn = 'paper' | 'own_paper' | 'own_review' | 'review' | 'letter' | 'invitation' | 'details'

/**
 * Findings in typed text, with a button for each name to confirm that it may stay. Event: `keep` (detail: the finding's id); set `busy` to
 * that id during the request.
 */
export class TextFindings extends TjElement {
  static override properties = {
    findings: { attribute: false },
    in: {},
    verdict: { attribute: false },
    busy: {},
    hints: { type: Boolean },
    said: { state: true },
  }
  declare findings: readonly TextFinding[]
  declare in: NamedIn
  declare verdict: Verdict
  declare busy: string
  /** Also shows, collapsed, what may identify somebody. */
  declare hints: boolean
  declare private said: string
  /** The id of the finding whose button was clicked. */
  private pressed = ''

  constructor() {
    super()
    this.findings = []
    this.in = 'paper'
    this.verdict = allowed
    this.busy = ''
    this.hints = false
    this.said = ''
  }

  override render(): TemplateResult | typeof nothing {
    const of = (group: 'known' | 'hint' | 'survivor') =>
      this.findings.filter(({ kind }) => findingKinds[kind] === group)
    const [known, hints, survivors] = [of('known'), this.hints ? of('hint') : [], this.hints ? of('survivor') : []]
    if (known.length + hints.length + survivors.length === 0) return nothing
    const isOpen = known.some(({ confirmed }) => confirmed === null)
    return html`<section class="text-findings stack-tight ${isOpen ? 'open' : ''}" tabindex="-1" aria-label=${t('common.names.heading', { in: this.in })}>
      ${known.length === 0 ? nothing : this.names(known, isOpen)}
      ${folded(t('common.findings.survivors', { n: survivors.length }), survivors)}
      ${folded(t('common.report.hints', { n: hints.length, viewer: this.in === 'own_paper' ? 'author' : 'editor' }), hints)}
      <span class="sr-only" role="status">${this.said}</span>
    </section>`
  }

  private names(known: readonly TextFinding[], isOpen: boolean): TemplateResult {
    return html`<p class=${isOpen ? 'warn' : ''}><strong>${t('common.names.heading', { in: this.in })}</strong></p>
      ${isOpen ? html`<p class="small">${t('common.names.text', { in: this.in })}</p>` : nothing}
      <tj-findings .findings=${known} .verdict=${this.verdict} busy=${this.busy} confirmer=${confirmerOf[this.in]} whose=${ofReviewers.includes(this.in) ? 'reviewer' : 'author'}
        @confirm=${({ detail }: CustomEvent<string>) => this.keep(detail)}></tj-findings>`
  }

  private keep(id: string): void {
    this.pressed = id
    this.tell('keep', id)
  }

  protected override updated(changed: PropertyValues<this>): void {
    const line = this.findings.find(({ id }) => id === this.pressed)
    if (!changed.has('findings') || line?.confirmed == null) return
    this.pressed = ''
    this.said = t('common.report.didConfirm', { match: line.match })
    // The clicked button is gone; the next one gets the focus.
    requestAnimationFrame(() =>
      (
        this.querySelector<HTMLElement>('.findings button') ?? this.querySelector<HTMLElement>('.text-findings')
      )?.focus(),
    )
  }
}

/** In these texts names of reviewers are searched; in the others names of authors. */
const ofReviewers: readonly NamedIn[] = ['own_review', 'review', 'letter']

const confirmerOf = {
  own_paper: 'us',
  own_review: 'me',
  paper: 'anybody',
  review: 'anybody',
  letter: 'anybody',
  invitation: 'anybody',
  details: 'anybody',
} as const satisfies Record<NamedIn, string>

function folded(summary: string, lines: readonly TextFinding[]): TemplateResult | typeof nothing {
  return lines.length === 0
    ? nothing
    : html`<details><summary>${summary}</summary><tj-findings .findings=${lines}></tj-findings></details>`
}

customElements.define('text-findings', TextFindings)
