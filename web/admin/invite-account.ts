import { emailOf } from '../../server/domain/email.ts'
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { ActDraft } from '../app/act-draft.ts'
import { Actions } from '../app/actions.ts'
import { api, type Ask } from '../app/api.ts'
import { t } from '../app/strings.ts'
import { valueOf } from '../elements/control-of.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-dialog.ts'
import '../elements/tj-field.ts'
import { roleChoices } from './role-choices.ts'
import { isBlank } from '../../server/domain/text.ts'

type Invitee = Ask<'POST /api/accounts'>['body']

const nobody: Invitee = { name: '', email: '', affiliation: '', roles: [] }

/** Invites a person by an e-mail with a link, and so creates their account. Events: `invited`, `close`. */
export class InviteAccount extends TjElement {
  static override properties = { open: { type: Boolean }, asked: { state: true } }
  declare open: boolean
  private readonly kept = new ActDraft<Invitee>(this, { act: 'account', id: () => (this.open ? 'new' : null) })
  /** The button was clicked once: from then on missing fields are reported. */
  declare private asked: boolean
  private readonly acts = new Actions(this)

  constructor() {
    super()
    this.open = false
    this.asked = false
  }

  private get typed(): Invitee {
    return this.kept.value ?? nobody
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return
    this.asked = false
    this.acts.clear()
  }

  override render(): TemplateResult {
    return html`<tj-dialog heading=${t('admin.invite.heading')} ?open=${this.open} @close=${() => this.tell('close')}>
      ${this.open ? this.form() : nothing}
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('common.cancel')}</button>
      <tj-action slot="actions" kind="primary" label=${t('admin.invite.send')} ?busy=${this.acts.busy !== null} @act=${() => void this.send()}></tj-action>
    </tj-dialog>`
  }

  private form(): TemplateResult {
    const { typed } = this
    const set = (part: Partial<Invitee>) => this.kept.change({ ...typed, ...part })
    return html`<form class="stack" novalidate @submit=${(event: Event) => this.entered(event)}>
      <p>${t('admin.invite.text')}</p> ${this.acts.render()}
      <tj-field label=${t('admin.people.name')} error=${this.error('name')} required><input name="name" dir="auto" maxlength="200" autocomplete="off" .value=${typed.name} @input=${(event: Event) => set({ name: valueOf(event) })} /></tj-field>
      <tj-field label=${t('admin.people.email')} error=${this.error('email')} required><input name="email" type="text" inputmode="email" autocomplete="off" .value=${typed.email} @input=${(event: Event) => set({ email: valueOf(event) })} /></tj-field>
      <tj-field label=${t('admin.people.affiliation')} optional><input name="affiliation" dir="auto" maxlength="300" autocomplete="off" .value=${typed.affiliation ?? ''} @input=${(event: Event) => set({ affiliation: valueOf(event) })} /></tj-field>
      ${roleChoices(typed.roles, (held) => set({ roles: held }))}
      ${this.kept.render()}
      <button type="submit" hidden></button>
    </form>`
  }

  private error(field: 'name' | 'email'): string {
    const refused = this.acts.problem?.fields.some(({ path }) => path === field) === true
    return refused || (this.asked && !isFilled(this.typed, field)) ? t(`admin.invite.error.${field}`) : ''
  }

  private entered(event: Event): void {
    event.preventDefault()
    void this.send()
  }

  private async send(): Promise<void> {
    const { typed } = this
    this.asked = true
    const missing = (['name', 'email'] as const).find((field) => !isFilled(typed, field))
    if (missing !== undefined) return this.querySelector<HTMLElement>(`[name="${missing}"]`)?.focus()
    const send = () => api('POST /api/accounts', { body: typed })
    if (!(await this.kept.during(() => this.acts.run('invite', send)))) return
    this.tell('close')
    this.tell('invited')
  }
}

function isFilled({ name, email }: Invitee, field: 'name' | 'email'): boolean {
  return field === 'name' ? !isBlank(name) : emailOf(email) !== null
}

customElements.define('invite-account', InviteAccount)
