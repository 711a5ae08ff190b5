import { html, nothing, type TemplateResult } from 'lit'
import { Actions } from '../../app/actions.ts'
import { api, type Answer } from '../../app/api.ts'
import { day } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import { listed, t } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-notice.ts'

type Claim = Answer<'GET /api/claims'>['claims'][number]

/** Asks an editor who seems to be named as an author whether they are one. Event: `answered`. */
class ClaimsOnMe extends TjElement {
  static override properties = { asked: { state: true } }
  /** The answer to be confirmed; it cannot be taken back. */
  declare private asked: { readonly claim: Claim; readonly author: boolean } | null
  private readonly acts = new Actions(this)
  private readonly claims = new AsyncData(
    this,
    async () => (await api('GET /api/claims')).claims,
    () => 'claims',
  )

  constructor() {
    super()
    this.asked = null
  }

  override render(): TemplateResult {
    const claims = this.claims.value ?? []
    return html`${this.acts.render()}${claims.map((claim) => this.claim(claim))}${this.dialog()}`
  }

  private claim(claim: Claim): TemplateResult {
    const { reference, title, submittedAt, state, evidence } = claim
    const reasons = listed(evidence.map((code) => t(`editor.claim.evidence.${code}`)))
    return html`<tj-notice kind="warn" heading=${t('editor.claim.heading', { reference })}>
      <p dir="auto"><strong>${title}</strong> <span class="muted">${t('editor.claim.submitted', { day: day(submittedAt) })}</span></p>
      <p>${t('editor.claim.text', { reasons })}</p>
      ${
        state === 'denied'
          ? html`<p>${t('editor.claim.waits')}</p>`
          : html`<p class="row"><button type="button" @click=${() => this.ask(claim, true)}>${t('editor.claim.yes')}</button>
              <button type="button" @click=${() => this.ask(claim, false)}>${t('editor.claim.no')}</button></p>`
      }
    </tj-notice>`
  }

  private dialog(): TemplateResult | typeof nothing {
    if (this.asked === null) return nothing
    const { claim, author } = this.asked
    const heading = t(author ? 'editor.claim.yesHeading' : 'editor.claim.noHeading', { reference: claim.reference })
    return html`<tj-dialog open heading=${heading} @close=${() => (this.asked = null)}>
      <p>${t(author ? 'editor.claim.yesText' : 'editor.claim.noText')}</p>
      <button slot="actions" type="button" @click=${() => (this.asked = null)}>${t('common.cancel')}</button>
      <tj-action slot="actions" kind="primary" label=${t(author ? 'editor.claim.yes' : 'editor.claim.no')} ?busy=${this.acts.busy !== null}
        @act=${() => void this.answer(claim, author)}></tj-action>
    </tj-dialog>`
  }

  private ask(claim: Claim, author: boolean): void {
    this.acts.clear()
    this.asked = { claim, author }
  }

  private async answer({ id }: Claim, author: boolean): Promise<void> {
    this.asked = null
    const said = t(author ? 'editor.claim.didYes' : 'editor.claim.didNo')
    await this.acts.run('answer', () => api('POST /api/claims/:id/answer', { params: { id }, body: { author } }), said)
    await this.claims.reload()
    this.tell('answered')
  }
}

customElements.define('claims-on-me', ClaimsOnMe)
