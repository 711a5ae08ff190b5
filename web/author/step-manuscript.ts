import { html, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import '../elements/tj-notice.ts'
import type { Changes, DraftKeeper } from './draft-keeper.ts'
import { manyFiles, singleFile } from './file-fields.ts'
import './offers.ts'
import type { Guess } from './offers.ts'
import { lengthWords } from './section-wishes.ts'
import type { Uploads } from './uploads.ts'
import type { Section } from './words.ts'

/** Step 2: the manuscript, and what belongs to it. */
export function manuscriptStep(
  keeper: DraftKeeper,
  section: Section | undefined,
  uploads: Uploads,
  guess: Guess | null,
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
