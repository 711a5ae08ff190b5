import { html, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import '../elements/tj-notice.ts'
import type { Changes, DraftController } from './draft-controller.ts'
import { manyFiles, singleFile } from './file-fields.ts'
import './suggestions.ts'
import type { ExtractedMetadata } from './suggestions.ts'
import { lengthWords } from './section-wishes.ts'
import type { Uploads } from './uploads.ts'
import type { Section } from './labels.ts'

/** Step 2: the manuscript and its other files. */
export function manuscriptStep(
  keeper: DraftController,
  section: Section | undefined,
  uploads: Uploads,
  guess: ExtractedMetadata | null,
): TemplateResult {
  const submission = keeper.now
  return html`
    <tj-notice heading=${t('author.manuscript.nameless')}><p>${t('author.manuscript.namelessText')}</p></tj-notice>
    ${lengthWords(section)} ${singleFile(uploads, 'manuscript', submission)}
    <author-offers .guess=${guess} .draft=${submission} @use=${({ detail }: CustomEvent<Changes>) => keeper.change(detail)}></author-offers>
    <section class="section stack">
      <h3>${t('author.manuscript.more')}</h3>
      ${manyFiles(uploads, 'figure', submission)} ${manyFiles(uploads, 'supplement', submission)}
    </section>
  `
}
