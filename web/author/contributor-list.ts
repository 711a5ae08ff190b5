import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-reorder.ts'
import type { Movable, Reordered } from '../elements/tj-reorder.ts'
import { contributorFields, type FieldErrors } from './contributor-fields.ts'
import type { Contributor } from './labels.ts'
import { isBlank } from '../../server/domain/text.ts'

let counter = 0
const noOne: Contributor = {
  name: '',
  sortName: '',
  email: null,
  affiliation: '',
  country: null,
  orcid: null,
  corresponding: false,
  creditRoles: [],
  byline: 'name',
  penName: null,
}

/** The authors in their order: add, remove, and move by pointer or keyboard. Event: `change`, detail: the list. */
export class AuthorContributors extends TjElement {
  static override properties = {
    value: { attribute: false },
    me: { attribute: false },
    errors: { attribute: false },
    said: { state: true },
  }
  declare value: readonly Contributor[]
  /** The signed-in person, for "Add me"; null while not known. */
  declare me: Contributor | null
  /** The error of a field: `contributors.0.email`. */
  declare errors: FieldErrors
  declare private said: string
  /** A key for each row that stays the same while the row moves; authors have no ids before they are saved. */
  private keys: readonly string[] = []

  constructor() {
    super()
    this.value = []
    this.me = null
    this.errors = () => ''
    this.said = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // An incomplete value is reported when its field is left, not during typing.
    this.addEventListener('focusout', () => requestAnimationFrame(() => this.requestUpdate()))
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('value')) return
    const missing = Array.from({ length: Math.max(0, this.value.length - this.keys.length) }, () => `p${++counter}`)
    this.keys = [...this.keys, ...missing].slice(0, this.value.length)
  }

  override render(): TemplateResult {
    const rows = this.value.map((contributor, at) => ({ id: this.keys[at] ?? '', label: labelOf(contributor, at) }))
    return html`${
      rows.length === 0
        ? html`<p class="muted">${t('author.people.nobody')}</p>`
        : html`<tj-reorder
            label=${t('author.people.title')}
            .items=${rows}
            .content=${(_: Movable, at: number) => this.row(at)}
            @reorder=${({ detail }: CustomEvent<Reordered>) => this.reorder(detail)}
          ></tj-reorder>`
    }
      <p class="actions">
        ${this.value.length === 0 && this.me !== null ? html`<button type="button" class="primary" name="contributors" @click=${() => void this.add(this.me ?? noOne)}>${t('author.people.addMe')}</button>` : nothing}
        <button type="button" name="contributors" @click=${() => void this.add({ ...noOne, corresponding: this.value.length === 0 })}>
          ${this.value.length === 0 ? t('author.people.addFirst') : t('author.people.add')}
        </button>
      </p>
      <span class="sr-only" role="status">${this.said}</span>`
  }

  private row(at: number): TemplateResult | typeof nothing {
    const contributor = this.value[at]
    if (contributor === undefined) return nothing
    return contributorFields({
      contributor,
      at,
      heading: labelOf(contributor, at),
      errorAt: this.errors,
      change: (part) => this.changeTo(this.value.with(at, { ...contributor, ...part })),
      makeCorresponding: () => this.changeTo(this.value.map((one, place) => ({ ...one, corresponding: place === at }))),
      takeOut: () => this.takeOut(at),
    })
  }

  private async add(person: Contributor): Promise<void> {
    const at = this.value.length
    this.changeTo([...this.value, person])
    this.said = t('author.people.added', { n: at + 1 })
    await this.updateComplete
    // The row is rendered by an inner element, after this one.
    requestAnimationFrame(() => this.querySelector<HTMLInputElement>(`[name="contributors.${at}.name"]`)?.focus())
  }

  private takeOut(at: number): void {
    const gone = this.value[at]
    if (gone === undefined) return
    this.keys = this.keys.toSpliced(at, 1)
    const left = this.value.toSpliced(at, 1)
    // There must be a corresponding author.
    this.changeTo(gone.corresponding ? left.map((one, place) => ({ ...one, corresponding: place === 0 })) : left)
    this.said = t('author.people.removed', { name: labelOf(gone, at) })
    this.querySelector<HTMLElement>('.actions button')?.focus()
  }

  private reorder({ ids }: Reordered): void {
    const places = ids.map((id) => this.keys.indexOf(id))
    this.keys = [...ids]
    this.changeTo(places.flatMap((place) => this.value[place] ?? []))
  }

  private changeTo(value: readonly Contributor[]): void {
    this.value = value
    this.tell('change', value)
  }
}

function labelOf({ name }: Contributor, at: number): string {
  return isBlank(name) ? t('author.people.nth', { n: at + 1 }) : name
}

customElements.define('author-contributors', AuthorContributors)
