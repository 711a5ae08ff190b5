import { html, nothing, type TemplateResult } from 'lit'
import { type Answer, api } from '../app/api.ts'
import { AsyncData } from '../app/async-data.ts'
import { t, tOf } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-notice.ts'

type Warning = Answer<'GET /api/warnings'>['warnings'][number]

/** Faults of the installation, above the administrators' pages; nothing when there are none. */
class SystemWarnings extends TjElement {
  private readonly warnings = new AsyncData(
    this,
    () => api('GET /api/warnings'),
    () => 'warnings',
  )

  override render(): TemplateResult | typeof nothing {
    const { value } = this.warnings
    if (value === undefined || value.warnings.length === 0) return nothing
    return html`<div class="stack">${value.warnings.map(notice)}</div>`
  }
}

function notice({ code, address }: Warning): TemplateResult {
  const peer = address === null ? '' : ` ${t('admin.warning.address', { address })}`
  return html`<tj-notice kind="warn" heading=${t('admin.warning.title')}>
    <p>${tOf('admin.warning', code) ?? code}${peer}</p></tj-notice>`
}

customElements.define('system-warnings', SystemWarnings)
