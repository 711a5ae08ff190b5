import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import type { Section } from './labels.ts'

/** The maximum length, beside the upload of the manuscript. */
export function lengthWords(section: Section | null | undefined): TemplateResult | typeof nothing {
  return section?.wordLimit == null ? nothing : html`<p>${t('author.wishes.words', { n: section.wordLimit })}</p>`
}

/** A section's requirements, in a few lines. */
export function sectionWishes(section: Section): TemplateResult {
  const { policy, wordLimit, abstractLimit, keyPointsRequired, demonstration } = section
  return html`${policy === '' ? nothing : html`<p>${policy}</p>`}
    <ul>
      ${wordLimit === null ? nothing : html`<li>${t('author.wishes.words', { n: wordLimit })}</li>`}
      ${abstractLimit === null ? nothing : html`<li>${t('author.wishes.abstract', { n: abstractLimit })}</li>`}
      ${keyPointsRequired ? html`<li>${t('author.wishes.keyPoints')}</li>` : nothing}
      <li>${t('author.wishes.anonymous')}</li>
    </ul>
    ${demonstration && (wordLimit !== null || abstractLimit !== null) ? html`<p class="small muted">${t('author.wishes.demonstration')}</p>` : nothing}`
}
