import { html, svg, type TemplateResult } from 'lit'
import { t } from '../../app/strings.ts'

/** "4 of 9 ready" with a bar of as many parts, which gives no information beyond the text. */
export function readiness(ready: number, articles: number): TemplateResult {
  if (articles === 0) return html`<span class="muted">${t('editor.issue.nothingIn')}</span>`
  const parts = Array.from({ length: articles }, (_, n) => n)
  return html`<span class="readiness"><svg aria-hidden="true" viewBox="0 0 ${articles * 8} 12" width=${Math.min(articles * 8, 240)} height="12" preserveAspectRatio="none">${parts.map(
    (n) => svg`<rect class=${n < ready ? 'ready' : 'waiting'} x=${n * 8} y="1" width="6" height="10" />`,
  )}</svg> ${t('editor.issue.readyOf', { ready, articles })}</span>`
}
