import { html, nothing, type TemplateResult } from 'lit'
import { api } from '../app/api.ts'
import { AsyncData } from '../app/async-data.ts'
import { t } from '../app/strings.ts'
import { Polling } from '../app/polling.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-notice.ts'
import type { Report } from '../manuscripts/report.ts'
import { isUpToDate, lookAgain } from '../manuscripts/look-again.ts'
import { newestFiles, type Submission } from './labels.ts'

/**
 * Before submitting: shows which files are still being prepared, and has them searched for the names in the form. Does not block
 * submitting. Event: `changed` (the state of the files differs from what the page shows).
 */
export class FilesCheck extends TjElement {
  static override properties = { submission: { attribute: false } }
  declare submission: Submission | null
  private readonly reports = new AsyncData(
    this,
    () => this.load(),
    () => JSON.stringify([this.submission?.version, this.files.map(({ id, preparation }) => [id, preparation.state])]),
  )

  constructor() {
    super()
    this.submission = null
    this.addController(new Polling({ wanted: () => this.waits, look: () => this.reports.reload() }))
  }

  private get files() {
    return this.submission === null ? [] : newestFiles(this.submission)
  }

  private get underWay(): number {
    return this.files.filter(({ preparation }) => preparation.state === 'preparing').length
  }

  private get outdated(): boolean {
    return this.reports.value?.some(({ outdated }) => outdated) ?? false
  }

  private get waits(): boolean {
    return this.outdated || this.underWay > 0
  }

  override render(): TemplateResult {
    return html`<div role="status">
      ${
        this.underWay > 0
          ? html`<tj-notice heading=${t('author.check.preparing', { n: this.underWay })}><p>${t('author.check.preparingText')}</p></tj-notice>`
          : this.outdated
            ? html`<tj-notice heading=${t('author.check.lookingAgain')}><p>${t('author.check.lookingAgainText')}</p></tj-notice>`
            : nothing
      }
    </div>`
  }

  private async load(): Promise<readonly Report[]> {
    const { files, submission } = this
    const reports = await Promise.all(files.map(({ id }) => api('GET /api/files/:id/report', { params: { id } })))
    if (submission === null) return reports
    if (reports.some(({ outdated }) => outdated)) await lookAgain(submission.id)
    else isUpToDate(submission.id)
    const moved = reports.some(({ preparation }, at) => {
      const before = files[at]?.preparation
      return preparation.state !== before?.state || preparation.unconfirmed !== before.unconfirmed
    })
    if (moved) this.tell('changed')
    return reports
  }
}

customElements.define('files-check', FilesCheck)
