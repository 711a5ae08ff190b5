import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { Actions } from '../app/actions.ts'
import { t } from '../app/strings.ts'
import { controlOf } from '../elements/control-of.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-dialog.ts'
import type { Duties, Person } from './account-types.ts'
import { roleChoices } from './role-choices.ts'

/** A person's roles, and whether they may sign in. The page sets `save`. Event: `close`. */
export class PersonRoles extends TjElement {
  static override properties = { person: { attribute: false }, save: { attribute: false }, duties: { state: true } }
  /** Null when the dialog is closed. */
  declare person: Person | null
  declare save: (duties: Duties) => Promise<unknown>
  declare private duties: Duties
  private readonly acts = new Actions(this)

  constructor() {
    super()
    this.person = null
    this.duties = { roles: [], disabled: false }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('person') || this.person === null) return
    this.duties = { roles: this.person.roles, disabled: this.person.disabled }
    this.acts.clear()
  }

  override render(): TemplateResult {
    const { person } = this
    return html`<tj-dialog heading=${person?.name ?? ''} ?open=${person !== null} @close=${() => this.tell('close')}>
      ${person === null ? nothing : this.form(person)}
      <button slot="actions" type="button" @click=${() => this.tell('close')}>${t('common.cancel')}</button>
      <tj-action slot="actions" kind="primary" label=${t('common.save')} ?busy=${this.acts.busy !== null} @act=${() => void this.send()}></tj-action>
    </tj-dialog>`
  }

  private form({ email, affiliation }: Person): TemplateResult {
    const { duties } = this
    const disable = (event: Event) => {
      const control = controlOf(event)
      this.duties = { ...duties, disabled: control instanceof HTMLInputElement && control.checked }
    }
    return html`<div class="stack"><p class="muted address"><bdi>${email}</bdi>${affiliation === '' ? nothing : html` · <bdi>${affiliation}</bdi>`}</p>
      ${this.acts.render()}
      ${roleChoices(duties.roles, (held) => (this.duties = { ...duties, roles: held }))}
      <label class="choice section"><input type="checkbox" name="disabled" .checked=${duties.disabled} @change=${disable} />
        <span>${t('admin.people.disable')} <small>${t('admin.people.disableHint')}</small></span></label>
    </div>`
  }

  private async send(): Promise<void> {
    if (await this.acts.run('save', () => this.save(this.duties))) this.tell('close')
  }
}

customElements.define('person-roles', PersonRoles)
