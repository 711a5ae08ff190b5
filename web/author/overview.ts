import { html, nothing, type TemplateResult } from 'lit'
import { statementKinds } from '../../server/domain/submission.ts'
import { languageName, t, tOf } from '../app/strings.ts'
import '../elements/tj-receipt.ts'
import { type Step, stepHref } from './steps.ts'
import { type Contributor, newestFiles, receiptOf, statementLabel, type Submission, titleOf } from './labels.ts'
import { isBlank, isolated } from '../../server/domain/text.ts'

/** All parts of a submission, in the order of the steps. `linked`: each part has a link to the step where it is changed. */
export function overview(submission: Submission, linked: boolean): TemplateResult {
  return html`${part('call', linked, callPart(submission))} ${part('manuscript', linked, filesPart(submission))}
    ${part('about', linked, aboutPart(submission))} ${part('people', linked, peoplePart(submission.contributors))}
    ${part('statements', linked, statementsPart(submission))}`
}

function part(step: Step, linked: boolean, content: TemplateResult): TemplateResult {
  const heading = tOf('author.step', step) ?? step
  return html`<section class="overview-part">
    <div class="row">
      <h3>${heading}</h3>
      ${linked ? html`<a href=${stepHref(step)} aria-label=${t('author.check.changeWhat', { what: heading })}>${t('author.check.change')}</a>` : nothing}
    </div>
    ${content}
  </section>`
}

function callPart({ callTitle, section }: Submission): TemplateResult {
  return html`<dl class="facts">
    <dt>${t('author.call.call')}</dt><dd dir="auto">${callTitle ?? t('author.call.without')}</dd>
    <dt>${t('author.call.section')}</dt><dd dir="auto">${section?.title ?? missing()}</dd>
  </dl>`
}

function filesPart(submission: Submission): TemplateResult {
  const files = newestFiles(submission)
  if (files.length === 0) return missing()
  return html`<ul class="plain">
    ${files.map((file) => html`<li><span class="small muted">${tOf('author.file', file.purpose)}</span> <tj-receipt .receipt=${receiptOf(file)}></tj-receipt></li>`)}
  </ul>`
}

function aboutPart(submission: Submission): TemplateResult {
  const { title, abstract, language, keywords, keyPoints, contentNote } = submission
  const points = keyPoints.filter((point) => !isBlank(point))
  const abstracts = Object.entries(abstract).filter(([, text]) => !isBlank(text))
  return html`<dl class="facts">
    <dt>${t('author.about.title')}</dt><dd dir="auto" lang=${language}>${isBlank(title) ? missing() : titleOf(submission)}</dd>
    <dt>${t('author.about.language')}</dt><dd>${languageName(language)}</dd>
    <dt>${t('author.about.keywords')}</dt><dd dir="auto">${keywords.length === 0 ? missing() : keywords.map(isolated).join(' · ')}</dd>
    ${points.length === 0 ? nothing : html`<dt>${t('author.about.keyPoints')}</dt><dd><ul>${points.map((point) => html`<li dir="auto">${point}</li>`)}</ul></dd>`}
    ${abstracts.length === 0 ? html`<dt>${t('author.about.abstract')}</dt><dd>${missing()}</dd>` : nothing}
    ${abstracts.map(([tag, text]) => html`<dt>${t('author.check.abstractIn', { language: languageName(tag) })}</dt><dd class="written" dir="auto" lang=${tag}>${text}</dd>`)}
    ${isBlank(contentNote) ? nothing : html`<dt>${t('author.about.contentNote')}</dt><dd class="written" dir="auto">${contentNote}</dd>`}
  </dl>`
}

function peoplePart(contributors: readonly Contributor[]): TemplateResult {
  if (contributors.length === 0) return missing()
  return html`<ol>
    ${contributors.map(
      (one) => html`<li>
        <span dir="auto">${isBlank(one.name) ? missing() : one.name}</span>${one.affiliation === '' ? nothing : html`, <span dir="auto">${one.affiliation}</span>`}
        ${one.corresponding ? html`<br /><span class="small muted">${t('author.check.corresponding', { email: one.email || '–' })}</span>` : nothing}
        ${one.byline === 'name' ? nothing : html`<br /><span class="small muted">${one.byline === 'pen_name' ? t('author.check.penName', { name: one.penName || '–' }) : t('author.check.withheld')}</span>`}
      </li>`,
    )}
  </ol>`
}

function statementsPart({ statements, coverLetter }: Submission): TemplateResult {
  const given = statementKinds.filter((kind) => !isBlank(statements[kind]))
  if (given.length === 0 && isBlank(coverLetter)) return missing()
  return html`<dl class="facts">
    ${given.map((kind) => html`<dt>${statementLabel(kind)}</dt><dd class="written" dir="auto">${statements[kind]}</dd>`)}
    ${isBlank(coverLetter) ? nothing : html`<dt>${t('author.statements.coverLetter')}</dt><dd class="written" dir="auto">${coverLetter}</dd>`}
  </dl>`
}

function missing(): TemplateResult {
  return html`<span class="muted">${t('author.check.nothing')}</span>`
}
