import { html, nothing, type TemplateResult } from 'lit'
import type { Evidence } from '../../../server/domain/conflict.ts'
import { emailOf } from '../../../server/domain/email.ts'
import { isBlank } from '../../../server/domain/text.ts'
import { longestWhy, nothingKnown, wordsToInvitee, type KnownReasons } from '../../../server/domain/why-asked.ts'
import { journalDay } from '../../app/dates.ts'
import { type ApiProblem, errorAt } from '../../app/problem.ts'
import { listed, t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import '../../elements/tj-field.ts'
import '../../elements/tj-problem.ts'
import '../../manuscripts/text-findings.ts'
import { SentText } from '../sent-text.ts'
import { evidenceIn, evidenceNotice } from './evidence.ts'

/** A person whom the journal knows, or (`id` null) a new one, whose name and address are asked for. */
export interface Invitee {
  readonly id: string | null
  readonly name: string
  /** Evidence of a conflict of interest that is known before the invitation is sent. */
  readonly evidence: readonly Evidence[]
  /** The reasons for inviting this person that the letter states by itself. */
  readonly known: KnownReasons
}

export interface NewInvitation {
  readonly name: string
  readonly email: string
  readonly affiliation: string
  /** Days, as in date fields. */
  readonly respondOn: string
  readonly dueOn: string
  /** Why this person; not kept for the next one. */
  readonly why: string
  readonly note: string
  readonly alternate: boolean
  /** Ids of the findings in the note that the editor has confirmed. */
  readonly looked: readonly string[]
  /** The evidence shown here, which the editor overrules. */
  readonly despite: readonly Evidence[]
}

/** The names of the fields in the request. */
const sentAs = {
  name: ['reviewer', 'name'],
  email: ['reviewer', 'email'],
  affiliation: ['reviewer', 'affiliation'],
  respondOn: ['respondBy'],
  dueOn: ['dueAt'],
} as const

/**
 * The dialog for an invitation: dates, a few words, and name and address of a new person. Events: `typed`, `invite` (detail:
 * NewInvitation), `close`.
 */
export class InviteDialog extends TjElement {
  static override properties = {
    submissionId: {},
    invitee: { attribute: false },
    draft: { attribute: false },
    problem: { attribute: false },
    busy: { type: Boolean },
    saving: { attribute: false },
    tried: { state: true },
  }
  declare submissionId: string
  declare invitee: Invitee
  declare draft: NewInvitation
  declare problem: ApiProblem | null
  declare busy: boolean
  /** The line that shows whether the text is saved. */
  declare saving: TemplateResult | typeof nothing
  declare private tried: boolean
  private readonly sent = new SentText(this, 'invitation', () => this.submissionId)

  constructor() {
    super()
    this.submissionId = ''
    this.invitee = { id: null, name: '', evidence: [], known: nothingKnown }
    this.draft = {
      name: '',
      email: '',
      affiliation: '',
      respondOn: '',
      dueOn: '',
      why: '',
      note: '',
      alternate: false,
      looked: [],
      despite: [],
    }
    this.problem = null
    this.busy = false
    this.saving = nothing
    this.tried = false
  }

  /** Searches also a note that was stored earlier. */
  protected override firstUpdated(): void {
    this.sent.follow(wordsToInvitee(this.draft))
  }

  override render(): TemplateResult {
    const { invitee } = this
    const evidence = this.shownEvidence()
    const heading =
      invitee.id === null ? t('editor.invite.dialogNew') : t('editor.invite.dialog', { name: invitee.name })
    return html`<tj-dialog open heading=${heading} @close=${() => this.tell('close')}>
      <form class="stack" id="invite-form" novalidate @submit=${(event: Event) => void this.send(event, false)}>
        ${this.problem === null || this.problem.fields.length > 0 || evidenceIn(this.problem).length > 0 ? nothing : html`<tj-problem .problem=${this.problem} @retry=${(event: Event) => void this.send(event, this.draft.alternate)}></tj-problem>`}
        ${this.evidence()} ${invitee.id === null ? this.person() : nothing}
        <div class="columns">
          ${this.field('respondOn', t('editor.invite.respondBy'), 'date')}
          ${this.field('dueOn', t('editor.invite.dueAt'), 'date')}
        </div>
        <tj-field label=${t('editor.invite.why')} hint=${this.whyHint()} optional error=${errorAt(this.problem, 'why')}>
          <textarea name="why" rows="2" maxlength=${longestWhy} .value=${this.draft.why} @input=${(event: Event) => this.write({ why: valueOf(event) })}></textarea></tj-field>
        <tj-field label=${t('editor.invite.note')} hint=${t('editor.invite.noteHint')} optional error=${errorAt(this.problem, 'note')}>
          <textarea name="note" .value=${this.draft.note} @input=${(event: Event) => this.write({ note: valueOf(event) })}></textarea></tj-field>
        <text-findings in="invitation" .findings=${this.sent.findings} @keep=${({ detail }: CustomEvent<string>) => this.sent.keep(detail)}></text-findings>
        <p class="small muted">${t('editor.invite.alternateHint')}</p>
        ${this.saving}
      </form>
      <button slot="actions" type="button" aria-disabled=${this.busy ? 'true' : nothing} @click=${(event: Event) => void this.send(event, true)}>${t(evidence.length > 0 ? 'editor.invite.anywayAlternate' : 'editor.invite.alternate')}</button>
      <button slot="actions" type="submit" form="invite-form" class="primary" aria-disabled=${this.busy ? 'true' : nothing}>${t(evidence.length > 0 ? 'editor.invite.anyway' : 'editor.invite.send')}</button>
    </tj-dialog>`
  }

  private whyHint(): string {
    const { reviewedBefore, expertise } = this.invitee.known
    const words = listed(expertise)
    return [
      t('editor.invite.whyHint'),
      ...(reviewedBefore ? [t('editor.invite.whyBefore')] : []),
      ...(expertise.length > 0 ? [t('editor.invite.whyExpertise', { words })] : []),
      ...(reviewedBefore || expertise.length > 0 ? [] : [t('editor.invite.whyNothing')]),
    ].join(' ')
  }

  private write(part: Partial<Pick<NewInvitation, 'why' | 'note'>>): void {
    this.type(part)
    this.sent.follow(wordsToInvitee(this.draft))
  }

  private type(part: Partial<NewInvitation>): void {
    this.draft = { ...this.draft, ...part }
    this.tell('typed', this.draft)
  }

  /** All evidence against this person: what was known, and what the server found at inviting. */
  private shownEvidence(): Evidence[] {
    return [...new Set([...this.invitee.evidence, ...this.draft.despite, ...evidenceIn(this.problem)])]
  }

  private evidence(): TemplateResult | typeof nothing {
    const evidence = this.shownEvidence()
    if (evidence.length === 0) return nothing
    const edits = evidence.some((code) => ['editor_told', 'editor_may_read', 'editor_edits'].includes(code))
    return html`${evidenceNotice(evidence, t('editor.invite.evidenceHeading'))}
      ${edits ? html`<p>${t('editor.invite.evidenceEditor')}</p>` : nothing}`
  }

  private person(): TemplateResult {
    return html`${this.field('name', t('editor.invite.name'), 'text')}
      ${this.field('email', t('editor.invite.email'), 'text', t('editor.invite.emailHint'))}
      ${this.field('affiliation', t('editor.invite.affiliation'), 'text')}`
  }

  private field(name: keyof typeof sentAs, label: string, type: string, hint = ''): TemplateResult {
    const error = (this.tried ? this.errors()[name] : undefined) ?? errorAt(this.problem, sentAs[name].join('.'))
    return html`<tj-field label=${label} hint=${hint} error=${error} ?optional=${name === 'affiliation'}>
      <input type=${type} name=${name} inputmode=${name === 'email' ? 'email' : nothing} autocomplete="off" min=${type === 'date' ? journalDay(new Date()) : nothing}
        .value=${this.draft[name]} @input=${(event: Event) => this.type({ [name]: valueOf(event) })} /></tj-field>`
  }

  private errors(): Partial<Record<keyof NewInvitation, string>> {
    const { name, email, respondOn, dueOn } = this.draft
    const isNew = this.invitee.id === null
    return {
      ...(isNew && isBlank(name) && { name: t('editor.invite.error.name') }),
      ...(isNew && emailOf(email) === null && { email: t('editor.invite.error.email') }),
      ...(respondOn < journalDay(new Date()) && { respondOn: t('editor.invite.error.respondBy') }),
      ...(dueOn < respondOn && { dueOn: t('editor.invite.error.dueAt') }),
    }
  }

  private async send(event: Event, alternate: boolean): Promise<void> {
    event.preventDefault()
    if (this.busy) return
    this.tried = true
    const wrong = Object.keys(this.errors())[0]
    if (wrong !== undefined) return this.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus()
    await this.sent.look()
    if (this.sent.left > 0) return this.querySelector<HTMLElement>('text-findings button')?.focus()
    this.draft = { ...this.draft, alternate, looked: this.sent.looked, despite: this.shownEvidence() }
    this.tell('invite', this.draft)
  }
}

customElements.define('invite-dialog', InviteDialog)
