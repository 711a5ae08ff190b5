import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { api } from '../app/api.ts'
import { type ApiProblem, asProblem } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-problem.ts'
import type { Report } from '../manuscripts/report.ts'
import { contributorFrom } from './suggestions.ts'
import type { Contributor } from './labels.ts'

type Missing = Report['findings'][number]

/**
 * People whom the manuscript's title page names and the list of authors does not: one click adds them or says that they are not authors.
 * Event: `add` (detail: the contributor).
 */
export class AuthorMissing extends TjElement {
  static override properties = {
    fileId: {},
    contributors: { attribute: false },
    report: { state: true },
    problem: { state: true },
    busy: { state: true },
    said: { state: true },
  }
  /** The manuscript's id; empty while there is none. */
  declare fileId: string
  declare contributors: readonly Contributor[]
  declare private report: Report | null
  declare private problem: ApiProblem | null
  /** The line whose button was clicked. */
  declare private busy: string
  declare private said: string

  constructor() {
    super()
    this.fileId = ''
    this.contributors = []
    this.report = null
    this.problem = null
    this.busy = ''
    this.said = ''
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('fileId') && this.fileId !== '') void this.load()
  }

  override render(): TemplateResult {
    const missing = this.missing()
    return html`${missing.length === 0 ? nothing : this.section(missing)}
      <tj-problem .problem=${this.problem} @retry=${() => void this.load()}></tj-problem>
      <span class="sr-only" role="status">${this.said}</span>`
  }

  private section(missing: readonly Missing[]): TemplateResult {
    return html`<section class="section offers">
      <h3 tabindex="-1">${t('author.missing.heading', { n: missing.length })}</h3>
      <p class="small muted">${t('author.missing.text')}</p>
      <ul class="lines">
        ${missing.map(
          (line) => html`<li>
            <p>${t('author.missing.line', { name: line.match })}</p>
            <div class="cluster">
              <button type="button" class="small" aria-label=${t('author.missing.addNamed', { name: line.match })} @click=${() => void this.add(line)}>
                ${t('author.missing.add')}
              </button>
              <button
                type="button"
                class="small quiet"
                aria-label=${t('author.missing.noneNamed', { name: line.match })}
                aria-disabled=${this.busy === '' ? nothing : 'true'}
                aria-busy=${this.busy === line.id ? 'true' : nothing}
                @click=${() => this.busy === '' && void this.dismiss(line)}
              >
                ${t('author.missing.none')}
              </button>
            </div>
          </li>`,
        )}
      </ul>
    </section>`
  }

  private missing(): readonly Missing[] {
    const listed = new Set(this.contributors.map(({ name }) => plain(name)))
    return (this.report?.findings ?? []).filter(
      ({ kind, match, confirmed }) => kind === 'unlisted_author' && confirmed === null && !listed.has(plain(match)),
    )
  }

  private async add({ match }: Missing): Promise<void> {
    const author = this.report?.guess?.authors.find(({ name }) => plain(name) === plain(match))
    this.tell('add', contributorFrom(author ?? { name: match, affiliation: null, email: null }))
    await this.answered(t('author.missing.added', { name: match }))
  }

  private async dismiss({ id, match }: Missing): Promise<void> {
    this.busy = id
    try {
      await api('POST /api/files/:id/findings/:findingId/confirm', { params: { id: this.fileId, findingId: id } })
      await this.load()
      await this.answered(t('author.missing.noted', { name: match }))
    } catch (failure) {
      this.problem = asProblem(failure)
    } finally {
      this.busy = ''
    }
  }

  /** Announces the answer to screen readers and moves the focus to the next line. */
  private async answered(words: string): Promise<void> {
    this.said = words
    await this.updateComplete
    requestAnimationFrame(() => this.querySelector<HTMLElement>('h3')?.focus())
  }

  private async load(): Promise<void> {
    try {
      this.report = await api('GET /api/files/:id/report', { params: { id: this.fileId } })
      this.problem = null
    } catch (failure) {
      this.problem = asProblem(failure)
    }
  }
}

function plain(name: string): string {
  return name.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}

customElements.define('author-missing', AuthorMissing)
