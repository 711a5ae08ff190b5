import { html, type TemplateResult } from 'lit'
import type { Configuration } from '../../../server/domain/configuration.ts'
import type { Answer } from '../../app/api.ts'
import { t } from '../../app/strings.ts'
import { lineField, numberField, textField, type Part } from './fields.ts'

export interface Facts {
  readonly journal: Part<Configuration['journal']>
  readonly deadlines: Part<Configuration['deadlines']>
  readonly limits: Part<Configuration['limits']>
  readonly firstSteps: Answer<'GET /api/configuration'>['firstSteps']
}

/** Facts of the journal, deadlines, limits, and what a new journal sets first. */
export function factsPart({ journal, deadlines, limits, firstSteps }: Facts): TemplateResult {
  return html`${firstSteps.every(({ done }) => done) ? '' : toSetFirst(firstSteps)}
    <section class="section stack" aria-labelledby="facts"><h2 id="facts">${t('admin.settings.facts')}</h2>
      ${lineField(journal, 'title', { required: true })} ${lineField(journal, 'fullTitle', { required: true })}
      <div class="fields">${lineField(journal, 'issn')} ${lineField(journal, 'doiPrefix')}</div>
      ${lineField(journal, 'publisher', { required: true })} ${textField(journal, 'about')} ${textField(journal, 'contact')}
      <div class="fields">${lineField(journal, 'licence', { required: true })} ${lineField(journal, 'licenceUrl', { required: true })}</div>
      ${lineField(journal, 'timeZone', { required: true, hint: 'admin.settings.field.timeZoneHint' })}</section>
    <section class="section stack" aria-labelledby="deadlines"><h2 id="deadlines">${t('admin.settings.deadlines')}</h2>
      <p class="hint">${t('admin.settings.deadlinesLead')}</p>
      <div class="fields">${numberField(deadlines, 'respondDays')} ${numberField(deadlines, 'reviewDays')}
        ${numberField(deadlines, 'revisionDays')} ${numberField(deadlines, 'graceMinutes')}</div></section>
    <section class="section stack" aria-labelledby="limits"><h2 id="limits">${t('admin.settings.limits')}</h2>
      <div class="fields">${numberField(limits, 'maxFileMegabytes')}
        ${numberField(limits, 'maxMegabytesPerPerson')}
        ${numberField(limits, 'maxFilesPerSubmission')} ${numberField(limits, 'maxDrafts')}</div></section>`
}

const places = {
  facts: '/admin/journal#facts',
  sections: '/admin/journal/sections',
  pages: '/editor/pages',
  people: '/admin',
  call: '/editor/calls',
} as const

function toSetFirst(steps: Facts['firstSteps']): TemplateResult {
  return html`<section class="section" aria-labelledby="first"><h2 id="first">${t('admin.settings.first')}</h2>
    <ol class="lines">${steps.map(
      ({ step, done }) =>
        html`<li>${
          done
            ? html`<span class="muted">${t(`admin.settings.first.${step}`)}, ${t('admin.settings.first.done')}</span>`
            : html`<a href=${places[step]}>${t(`admin.settings.first.${step}`)}</a>`
        }</li>`,
    )}</ol></section>`
}
