import { html, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import '../elements/tj-notice.ts'
import { manyFiles, singleFile } from './file-fields.ts'
import type { Uploads } from './uploads.ts'
import { newestFiles, type Submission } from './words.ts'

/** Step 2: the manuscript, and what belongs to it. */
export function manuscriptStep(submission: Submission, uploads: Uploads): TemplateResult {
  const files = newestFiles(submission)
  return html`
    <tj-notice heading=${t('author.manuscript.nameless')}><p>${t('author.manuscript.namelessText')}</p></tj-notice>
    ${singleFile(uploads, 'manuscript', files)}
    <section class="section stack">
      <h3>${t('author.manuscript.more')}</h3>
      ${manyFiles(uploads, 'figure', files)} ${manyFiles(uploads, 'supplement', files)}
    </section>
  `
}
