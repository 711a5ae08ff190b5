import { html, nothing, type TemplateResult } from 'lit'
import { sizeInWords } from '../../app/sizes.ts'
import { t, tOf } from '../../app/strings.ts'
import type { Production } from './article-draft.ts'
import { isBlank } from '../../../server/domain/text.ts'

/** What an article is made from: the clean copies of the accepted version, and its authors' statements. */
export function copyeditSources({ manuscripts, statements }: Production): TemplateResult {
  const stated = statements.filter(({ text, withheld }) => withheld || !isBlank(text))
  return html`<section class="stack-tight"><h2>${t('editor.copyedit.heading')}</h2>
      <p class="small muted">${t('editor.copyedit.text')}</p>
      ${manuscripts.length === 0 ? html`<p class="muted">${t('editor.copyedit.none')}</p>` : html`<ul class="plain stack-tight">${manuscripts.map((file) => sourceFile(file))}</ul>`}</section>
    ${stated.length === 0 ? nothing : html`<section class="stack-tight"><h2>${t('editor.copyedit.statements')}</h2>${stated.map((one) => statement(one))}</section>`}`
}

function sourceFile({
  id,
  purpose,
  version,
  extension,
  bytes,
  withheld,
}: Production['manuscripts'][number]): TemplateResult {
  const name = t('editor.copyedit.file', { purpose, version: String(version) })
  if (withheld || bytes === null)
    return html`<li><strong>${name}</strong><p class="small warn">${t('editor.copyedit.withheld')}</p></li>`
  return html`<li><a href="/api/files/${id}/copies/clean" download>${name}</a> <span class="muted">${extension.toUpperCase()}, ${sizeInWords(bytes)}</span></li>`
}

function statement({ kind, text, withheld }: Production['statements'][number]): TemplateResult {
  return html`<h3>${tOf('editor.submission.statement', kind)}</h3>
    ${withheld ? html`<p class="small warn">${t('editor.copyedit.statementWithheld')}</p>` : html`<p dir="auto">${text}</p>`}`
}
