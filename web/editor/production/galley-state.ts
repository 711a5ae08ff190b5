import { html, nothing, type TemplateResult } from 'lit'
import { listOf, t, tOf } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-notice.ts'
import type { Production } from './article-draft.ts'

type Galley = Production['galleys'][number]

const tones = { preparing: 'now', ready: 'good', held: 'warn', refused: 'bad' } as const

/** The state of a galley's preparation, and what to do when it is held. */
export function galleyState(galley: Galley, again: TemplateResult | typeof nothing): TemplateResult {
  const { state, current } = galley
  const words = state === 'ready' && !current ? t('editor.galley.again') : stateWords(state)
  return html`${words === '' ? nothing : html`<p class="state ${current ? tones[state] : 'now'}" role="status">${words}</p>`}
    ${trouble(galley, again)} ${made(galley)}`
}

function stateWords(state: Galley['state']): string {
  if (state === 'preparing') return t('editor.galley.preparing')
  return state === 'ready' ? t('editor.galley.ready') : ''
}

function trouble({ state, reason }: Galley, again: TemplateResult | typeof nothing): TemplateResult | typeof nothing {
  if (reason === null) return nothing
  if (state === 'held')
    return html`<tj-notice kind="warn"><p>${tOf('common.held', reason)} ${t('editor.galley.held')}</p>${again}</tj-notice>`
  return html`<tj-notice kind="bad"><p>${tOf('common.refused', reason)} ${t('editor.galley.mend', { mend: tOf('common.mend', reason) ?? '' })}</p></tj-notice>`
}

function made({ notes, removed }: Galley): TemplateResult {
  const things = removed.map((thing) => tOf('common.removed', thing) ?? thing)
  return html`${things.length === 0 ? nothing : html`<p class="small muted">${t('editor.galley.removed', { things: listOf(things) })}</p>`}
    ${notes.map((note) => html`<p class="small muted">${tOf('common.note', note)}</p>`)}`
}
