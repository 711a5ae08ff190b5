import { html, nothing, type TemplateResult } from 'lit'
import type { Configuration, ConfigurationChange } from '../../../server/domain/configuration.ts'
import { type Answer } from '../../app/api.ts'
import { day } from '../../app/dates.ts'
import { t } from '../../app/strings.ts'
import { changeInWords } from './labels.ts'

/** A file that was read, and what it would change. */
export interface Imported {
  readonly configuration: Configuration
  readonly changes: readonly ConfigurationChange[]
}

interface FilePart {
  readonly shown: Answer<'GET /api/configuration'>
  readonly imported: Imported | null
  readonly wrong: string
  readonly choose: (file: File) => void
  readonly use: (imported: Imported) => void
}

/** Export, import with a preview, and the history of changes. */
export function filePart({ shown, imported, wrong, choose, use }: FilePart): TemplateResult {
  const chosen = ({ target }: Event) => {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined
    if (file !== undefined) choose(file)
  }
  return html`<section class="section" aria-labelledby="export"><h2 id="export">${t('admin.settings.export')}</h2>
      <p>${t('admin.settings.exportText')}</p>
      <p><a href="/api/configuration/file" download>${t('admin.settings.download')}</a></p></section>
    <section class="section stack" aria-labelledby="import"><h2 id="import">${t('admin.settings.import')}</h2>
      <p>${t('admin.settings.importText')}</p>
      <tj-field label=${t('admin.settings.importFile')} error=${wrong}><input type="file" accept=".json,application/json" @change=${chosen} /></tj-field>
      ${imported === null ? nothing : preview(imported, use)}</section>
    <section class="section" aria-labelledby="history"><h2 id="history">${t('admin.settings.history')}</h2>
      ${shown.history.length === 0 ? html`<p class="muted">${t('admin.settings.historyNone')}</p>` : nothing}
      <ol class="lines" reversed>${shown.history.map(
        ({
          at,
          by,
          changes,
        }) => html`<li><p class="small muted">${t('admin.settings.historyBy', { name: by ?? t('admin.settings.historySystem'), day: day(at) })}</p>
          ${changeList(changes, shown.configuration)}</li>`,
      )}</ol></section>`
}

function preview(imported: Imported, use: FilePart['use']): TemplateResult {
  const { changes, configuration } = imported
  if (changes.length === 0) return html`<p role="status">${t('admin.settings.importSame')}</p>`
  return html`<div role="status"><h3>${t('admin.settings.importChanges', { n: changes.length })}</h3>${changeList(changes, configuration)}</div>
    <p><button type="button" @click=${() => use(imported)}>${t('admin.settings.importUse')}</button></p>`
}

export function changeList(changes: readonly ConfigurationChange[], configuration: Configuration): TemplateResult {
  return html`<ul>${changes.map((change) => html`<li dir="auto">${changeInWords(change, configuration)}</li>`)}</ul>`
}
