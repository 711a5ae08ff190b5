import { html, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import '../elements/tj-notice.ts'
import '../manuscripts/text-findings.ts'
import './files-check.ts'
import { overview } from './overview.ts'
import { gapHref } from './steps.ts'
import { gapWords, type Submission } from './labels.ts'

/** Step 6: everything once more, and what is missing, with links to the fields. */
export function checkStep(submission: Submission): TemplateResult {
  return html`${gapList(submission)}
    <text-findings hints in="own_paper" .findings=${submission.textFindings} .verdict=${submission.can.edit}></text-findings>
    <files-check .submission=${submission}></files-check> ${overview(submission, true)}`
}

function gapList(submission: Submission): TemplateResult {
  const { gaps } = submission
  if (gaps.length === 0)
    return html`<tj-notice kind="good" heading=${t('author.check.complete')}><p>${t('author.check.completeText')}</p></tj-notice>`
  return html`<tj-notice kind="warn" heading=${t('author.check.gaps', { n: gaps.length })}>
    <ul class="gaps">
      ${gaps.map((gap) => html`<li><a href=${gapHref(gap, submission)}>${gapWords(gap)}</a></li>`)}
    </ul>
  </tj-notice>`
}
