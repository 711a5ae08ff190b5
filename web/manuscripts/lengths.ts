import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import type { Report } from './report.ts'

/** The limits of a section, in words; null: no limit. */
export interface Limits {
  readonly wordLimit: number | null
  readonly abstractLimit: number | null
}

const headingsOfAbstracts = /^\W*(abstract|summary|resumen|résumé|الملخص|ملخص)/iu

/** The length of the text, section by section, and where it exceeds the limits. */
export function lengths({ sections, references, preparation }: Report, limits: Limits | null): TemplateResult {
  const total = preparation.words ?? 0
  const mostOf = (title: string) => (headingsOfAbstracts.test(title) ? limits?.abstractLimit : null)
  return html`${tooLong(total, limits?.wordLimit)}
    <details><summary>${t('common.report.sections')}</summary>
      <table class="words">
        <thead><tr><th scope="col">${t('common.report.section')}</th><th scope="col" class="number">${t('common.report.words')}</th></tr></thead>
        <tbody>
          ${sections.map(
            ({
              title,
              words,
            }) => html`<tr><th scope="row" dir="auto">${title === '' ? t('common.report.untitled') : title}
              ${tooLong(words, mostOf(title))}</th><td class="number">${words}</td></tr>`,
          )}
        </tbody>
        <tfoot><tr><th scope="row">${t('common.report.total')}</th><td class="number">${total}</td></tr></tfoot>
      </table>
      ${references === null ? nothing : html`<p class="small muted">${t('common.report.references', { n: references })}</p>`}
    </details>`
}

function tooLong(n: number, max: number | null | undefined): TemplateResult | typeof nothing {
  return max == null || n <= max ? nothing : html`<p class="small warn">${t('common.report.tooLong', { n, max })}</p>`
}
