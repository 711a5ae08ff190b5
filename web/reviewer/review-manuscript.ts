import { html, nothing, type TemplateResult } from 'lit'
import { sizeInWords } from '../app/sizes.ts'
import { t, tOf } from '../app/strings.ts'
import '../elements/tj-translated.ts'
import type { ReviewPage } from './review-draft.ts'

/** What is to be reviewed: the files under their neutral names, what the author answered, the abstract, the journal's guidance. */
export function manuscript(page: ReviewPage): TemplateResult {
  const { response, files, keyPoints, abstract, form, manuscriptVersion } = page
  return html`<section class="manuscript stack" id="manuscript" tabindex="-1" aria-labelledby="manuscript-heading">
    <h2 id="manuscript-heading">${t('reviewer.review.manuscript')}</h2>
    ${files.length === 0 ? html`<p class="warn">${t('reviewer.review.noFiles')}</p>` : html`<ul class="lines">${files.map(fileLine)}</ul>`}
    <p class="small muted">${t('reviewer.review.version', { version: manuscriptVersion })}</p>
    ${response === '' ? nothing : folded(t('reviewer.review.response'), html`<div class="prose text" dir="auto">${response}</div>`, true)}
    ${folded(
      t('reviewer.invitation.abstract'),
      html`<tj-translated plain label=${t('reviewer.invitation.abstract')} .texts=${abstract}></tj-translated>
      ${
        keyPoints.length === 0
          ? nothing
          : html`<h3>${t('reviewer.review.keyPoints')}</h3><ul class="prose">${keyPoints.map((point) => html`<li dir="auto">${point}</li>`)}</ul>`
      }`,
    )}
    ${form.guidance === '' ? nothing : folded(t('reviewer.review.guidance'), html`<div class="prose text" dir="auto">${form.guidance}</div>`)}
  </section>`
}

function fileLine({ id, purpose, mediaType, bytes, name }: ReviewPage['files'][number]): TemplateResult {
  return html`<li>
    <a href="/api/files/${id}" download=${name} type=${mediaType}>${tOf('reviewer.review.file', purpose) ?? name}</a>
    <span class="small muted">${name} · ${sizeInWords(bytes)}</span>
  </li>`
}

function folded(heading: string, content: TemplateResult, open = false): TemplateResult {
  return html`<details ?open=${open}><summary>${heading}</summary>${content}</details>`
}
