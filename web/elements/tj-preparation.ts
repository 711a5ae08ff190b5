import { html, nothing, type TemplateResult } from 'lit'
import type { Answer } from '../app/api.ts'
import { listOf, t, tOf } from '../app/strings.ts'
import { TjElement } from './light-element.ts'
import './tj-notice.ts'

export type Preparation = Answer<'GET /api/files/:id/report'>['preparation']
/** The texts for the author of a file and for its editor differ. */
export type Viewer = 'author' | 'editor'

// Notes about the server, not the file: an author cannot do anything about them.
const forEditors = ['not_isolated']

/** The state of a file's preparation: what is being done, the result, and who has to act. */
export class TjPreparation extends TjElement {
  static override properties = { preparation: { attribute: false }, viewer: {}, told: { type: Boolean } }
  declare preparation: Preparation | null
  declare viewer: Viewer
  /** The surrounding page already says whether the file is ready, held or refused. */
  declare told: boolean

  constructor() {
    super()
    this.preparation = null
    this.viewer = 'author'
    this.told = false
  }

  override render(): TemplateResult | typeof nothing {
    const { preparation } = this
    if (preparation === null) return nothing
    return html`${this.told && preparation.state !== 'preparing' ? nothing : this.statusLine(preparation)} ${this.trouble(preparation)} ${this.made(preparation)}`
  }

  /** Read out by screen readers when the state changes, not at every stage. */
  private statusLine({ state, stage, words, pages, unconfirmed, unread }: Preparation): TemplateResult {
    const facts = [
      words === null ? null : t('common.field.words', { n: words }),
      pages === null ? null : t('common.pages.count', { n: pages }),
    ].filter((fact) => fact !== null)
    // A copy is not shown as ready while a finding in it waits for somebody.
    const isOpen = state === 'ready' && (unconfirmed > 0 || unread > 0)
    const said = isOpen ? t('common.preparation.open', { names: unconfirmed }) : t(`common.preparation.${state}`)
    return html`<p class="state ${isOpen ? 'warn' : tones[state]}">
      <span role="status">${said}</span>${state === 'preparing' ? html`<span class="muted">: ${tOf('common.stage', stage)}…</span>` : nothing}
      ${state === 'ready' && facts.length > 0 ? html`<span class="muted">${facts.join(' · ')}</span>` : nothing}
    </p>`
  }

  private trouble({ state, reason }: Preparation): TemplateResult | typeof nothing {
    if (reason === null) return nothing
    if (state === 'held') {
      const next = nextStep(this.viewer, reason)
      return html`<tj-notice kind=${this.viewer === 'author' ? 'info' : 'warn'}><p>${tOf('common.held', reason)} ${next}</p></tj-notice>`
    }
    const mend = tOf('common.mend', reason) ?? ''
    return html`<tj-notice kind="bad"><p>${tOf('common.refused', reason)}
      ${this.viewer === 'author' ? html`<strong>${mend}</strong>` : t('common.preparation.mendEditor', { mend })}</p></tj-notice>`
  }

  private made({ notes, removed }: Preparation): TemplateResult {
    const told = this.viewer === 'editor' ? notes : notes.filter((note) => !forEditors.includes(note))
    const things = removed.map((thing) => tOf('common.removed', thing) ?? thing)
    return html`${things.length === 0 ? nothing : html`<p class="small muted">${t('common.preparation.removed', { things: listOf(things) })}</p>`}
      ${told.map((note) => html`<p class="small muted">${tOf('common.note', note)}</p>`)}`
  }
}

/** What the viewer can do; for names that are left, the places are listed beside it. */
function nextStep(viewer: Viewer, reason: string): string {
  if (reason === 'names_left')
    return t(viewer === 'author' ? 'common.preparation.namesLeftAuthor' : 'common.preparation.namesLeftEditor')
  return t(viewer === 'author' ? 'common.preparation.heldAuthor' : 'common.preparation.heldEditor')
}

const tones = { preparing: 'now', ready: 'good', held: 'warn', refused: 'bad' } as const

customElements.define('tj-preparation', TjPreparation)
