import { html, nothing, type TemplateResult } from 'lit'
import { sizeInWords } from '../app/sizes.ts'
import { t, tOf } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-pages.ts'
import '../elements/tj-translated.ts'
import { isPicture, pagesOf } from '../manuscripts/copies.ts'
import type { ReviewPage } from './review-draft.ts'

type ReviewFile = ReviewPage['files'][number]

/** One of the things to read: a file, the abstract, or the author's answer. */
interface Reading {
  readonly id: string
  readonly label: string
  readonly content: () => TemplateResult
}

/** What is to be reviewed: the files under neutral names, shown page by page, and the texts that the author typed. */
export class ReviewManuscript extends TjElement {
  static override properties = { page: { attribute: false }, chosen: { state: true } }
  declare page: ReviewPage | null
  declare private chosen: string

  constructor() {
    super()
    this.page = null
    this.chosen = ''
  }

  override render(): TemplateResult | typeof nothing {
    const { page } = this
    if (page === null) return nothing
    const readings = readingsOf(page)
    const shown = readings.find(({ id }) => id === this.chosen) ?? readings[0]
    return html`<h2 id="manuscript-heading" class="sr-only">${t('reviewer.review.manuscript')}</h2>
      <div class="to-read">
        ${this.choice(readings, shown)}
        <span class="small muted">${t('reviewer.review.version', { version: page.manuscriptVersion })}</span>
      </div>
      ${page.files.length === 0 ? html`<p class="warn">${t('reviewer.review.noFiles')}</p>` : nothing}
      ${shown?.content()}`
  }

  private choice(readings: readonly Reading[], shown: Reading | undefined): TemplateResult {
    return html`<div class="choice-of-reading" role="group" aria-label=${t('reviewer.review.choose')}>
      ${readings.map(
        (reading) =>
          html`<button type="button" class="quiet small" aria-pressed=${reading.id === shown?.id} @click=${() => (this.chosen = reading.id)}>${reading.label}</button>`,
      )}
    </div>`
  }
}

function readingsOf({ files, response, abstract, keyPoints }: ReviewPage): readonly Reading[] {
  const answer = {
    id: 'answer',
    label: t('reviewer.review.response'),
    content: () => html`<div class="prose text reading" dir="auto">${response}</div>`,
  }
  return [
    ...files
      .toSorted(firstThingsFirst)
      .map((file) => ({ id: file.id, label: fileLabel(file, files), content: () => fileToRead(file) })),
    ...(response === '' ? [] : [answer]),
    { id: 'abstract', label: t('reviewer.invitation.abstract'), content: () => about(abstract, keyPoints) },
  ]
}

const order = ['manuscript', 'anonymous_copy', 'response', 'figure', 'supplement']

function firstThingsFirst(a: ReviewFile, b: ReviewFile): number {
  return order.indexOf(a.purpose) - order.indexOf(b.purpose)
}

/** "Figure 2" when there are several. */
function fileLabel({ id, purpose }: ReviewFile, files: readonly ReviewFile[]): string {
  const alike = files.filter((file) => file.purpose === purpose)
  const label = tOf('reviewer.review.read', purpose) ?? purpose
  return alike.length < 2 ? label : `${label} ${alike.findIndex((file) => file.id === id) + 1}`
}

function fileToRead(file: ReviewFile): TemplateResult {
  const { id, pages } = file
  const shown = isPicture(file) ? [`/api/files/${id}`] : pagesOf(id, pages)
  return html`<p class="take-away row small">${takeAway(file)}</p>
    ${
      shown.length === 0
        ? html`<p>${t(file.view ? 'reviewer.review.noPages' : 'reviewer.review.noPagesNoView')}</p>`
        : html`<tj-pages label=${tOf('reviewer.review.read', file.purpose) ?? file.name} memory=${id} .pages=${shown}></tj-pages>`
    }`
}

/** Its copies as files and as a page of text: for a slow connection, another program, or a screen reader. */
function takeAway({ id, purpose, mediaType, name, bytes, view }: ReviewFile): TemplateResult {
  const format = name.slice(name.lastIndexOf('.') + 1).toUpperCase()
  return html`<span><a href="/api/files/${id}" download=${name} type=${mediaType}>${tOf('reviewer.review.file', purpose) ?? name}</a>
      <span class="muted">${format} · ${sizeInWords(bytes)}</span></span>
    ${
      view
        ? html`<span><a href="/api/files/${id}/copies/view" target="_blank" rel="noopener">${t('common.report.view')}</a>
          <span class="muted">${t('common.report.viewHint')}</span></span>`
        : nothing
    }`
}

function about(abstract: ReviewPage['abstract'], keyPoints: readonly string[]): TemplateResult {
  return html`<div class="stack reading">
    <tj-translated plain label=${t('reviewer.invitation.abstract')} .texts=${abstract}></tj-translated>
    ${
      keyPoints.length === 0
        ? nothing
        : html`<h3>${t('reviewer.review.keyPoints')}</h3><ul class="prose">${keyPoints.map((point) => html`<li dir="auto">${point}</li>`)}</ul>`
    }
  </div>`
}

customElements.define('review-manuscript', ReviewManuscript)
