import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import '../elements/tj-pages.ts'
import type { Preparation, Viewer } from '../elements/tj-preparation.ts'

interface Copied {
  readonly id: string
  readonly mediaType: string
  readonly servedName: string
}

/** Whether a browser can show the file as a picture. */
export function isPicture({ mediaType }: Pick<Copied, 'mediaType'>): boolean {
  return ['image/png', 'image/jpeg', 'image/webp'].includes(mediaType)
}

/** The addresses of a file's pages as pictures. */
export function pagesOf(id: string, pages: number): string[] {
  return Array.from({ length: pages }, (_, at) => `/api/files/${id}/pages/${at + 1}`)
}

/** What reviewers will get of a file: its pages, collapsed, and links to its copies. */
export function copies(
  file: Copied,
  { copies: kinds, pages }: Preparation,
  viewer: Viewer,
  open: boolean,
  unfold: (open: boolean) => void,
): TemplateResult {
  const { id, servedName } = file
  const [picture, isPdf] = [isPicture(file), file.mediaType === 'application/pdf']
  const shown = picture ? [`/api/files/${id}/copies/clean`] : pagesOf(id, pages ?? 0)
  const toggled = (event: Event) => {
    if (event.currentTarget instanceof HTMLDetailsElement) unfold(event.currentTarget.open)
  }
  return html`<div class="copies">
    ${
      shown.length === 0
        ? nothing
        : html`<details ?open=${open} @toggle=${toggled}>
          <summary>${t('common.report.look', { viewer })}</summary>
          ${open ? html`<tj-pages ?actual=${picture} label=${servedName} memory=${id} .pages=${shown}></tj-pages>` : nothing}
        </details>`
    }
    <ul class="plain row small">
      ${kinds.includes('pdf') ? html`<li><a href="/api/files/${id}/copies/pdf" download>${t('common.report.pdf')}</a></li>` : nothing}
      ${kinds.includes('clean') ? html`<li><a href="/api/files/${id}/copies/clean" download>${isPdf ? t('common.report.pdf') : t('common.report.clean')}</a></li>` : nothing}
      ${kinds.includes('view') ? html`<li><a href="/api/files/${id}/copies/view" target="_blank" rel="noopener">${t('common.report.view')}</a> <span class="muted">(${t('common.report.viewHint')})</span></li>` : nothing}
    </ul>
  </div>`
}
