import { html, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import '../elements/tj-notice.ts'
import { manyFiles, singleFile } from './file-fields.ts'
import { lengthWords } from './section-wishes.ts'
import type { Uploads } from './uploads.ts'
import type { Section, Submission } from './words.ts'

/** Step 2: the manuscript, and what belongs to it. */
export function manuscriptStep(submission: Submission, section: Section | undefined, uploads: Uploads): TemplateResult {
  return html`
    <tj-notice heading=${t('author.manuscript.nameless')}><p>${t('author.manuscript.namelessText')}</p></tj-notice>
    ${lengthWords(section)} ${singleFile(uploads, 'manuscript', submission)}
    <section class="section stack">
      <h3>${t('author.manuscript.more')}</h3>
      ${manyFiles(uploads, 'figure', submission)} ${manyFiles(uploads, 'supplement', submission)}
    </section>
  `
}
