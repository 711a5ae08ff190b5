import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import '../elements/tj-date.ts'
import type { OpenCalls } from './labels.ts'

/** The open calls, each with a link to submit. */
export function openCalls({ calls }: OpenCalls): TemplateResult {
  return html`<ul class="lines">
      ${calls.map(
        ({ id, slug, title, summary, closesAt }) => html`<li class="stack-tight">
          <h2 class="title" dir="auto">${title}</h2>
          ${summary === '' ? nothing : html`<p dir="auto">${summary}</p>`}
          ${closesAt === null ? nothing : html`<p class="small muted">${t('author.call.closes')} <tj-date mode="instant" at=${closesAt}></tj-date></p>`}
          <p class="actions">
            <a class="button primary" href="/author/submit?call=${id}">${t('author.home.submitTo')}</a>
            <a class="button quiet" href="/calls/${slug}">${t('author.start.readCall')}</a>
          </p>
        </li>`,
      )}
    </ul>
    <p>${calls.length === 0 ? t('author.home.noCalls') : t('author.home.orWithout')} <a href="/author/submit">${t('author.home.withoutCall')}</a></p>`
}
