import { html, nothing, type TemplateResult } from 'lit'
import { ActDraft } from '../app/act-draft.ts'
import { Actions } from '../app/actions.ts'
import { api } from '../app/api.ts'
import { day } from '../app/dates.ts'
import { AsyncData } from '../app/async-data.ts'
import { t } from '../app/strings.ts'
import { valueOf } from '../elements/control-of.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-field.ts'
import '../elements/tj-notice.ts'

interface LateText {
  readonly toAuthor: string
  readonly toEditor: string
}

/**
 * A review whose round has ended: its text, which can be read and still be sent. `unsaved`: text that could not be saved in the review.
 * Event: `taken`, when that text is stored here.
 */
class LateReview extends TjElement {
  static override properties = { invitationId: {}, unsaved: { attribute: false } }
  declare invitationId: string
  declare unsaved: LateText | null
  private readonly kept = new ActDraft<LateText>(this, {
    act: 'late_review',
    id: () => (this.page.value?.sentAt === null ? this.invitationId : null),
  })
  private readonly acts = new Actions(this)
  private readonly page = new AsyncData(
    this,
    () => api('GET /api/reviews/:id/late', { params: { id: this.invitationId } }),
    () => this.invitationId,
  )

  constructor() {
    super()
    this.invitationId = ''
    this.unsaved = null
  }

  /** Text that could not be saved in the review is stored like text typed here. */
  protected override updated(): void {
    const { unsaved, kept } = this
    if (unsaved === null || this.page.value?.sentAt !== null || !kept.ready || kept.value !== null) return
    const { toAuthor, toEditor } = unsaved
    this.unsaved = null
    kept.change({ toAuthor, toEditor })
    this.tell('taken')
  }

  override render(): TemplateResult {
    return html`${this.page.render({
      ready: ({ title, language, toAuthor, toEditor, sentAt }) => html`<div class="narrow stack">
        <h1 dir="auto" lang=${language}>${title}</h1>
        <tj-notice kind=${sentAt === null ? 'warn' : 'good'} heading=${t('reviewer.late.heading')}>
          <p>${sentAt === null ? t('reviewer.late.text') : t('reviewer.late.sent', { day: day(sentAt) })}</p></tj-notice>
        ${this.acts.render()}
        ${this.form(this.kept.value ?? { toAuthor, toEditor }, sentAt !== null)}
      </div>`,
    })}`
  }

  private form(text: LateText, sent: boolean): TemplateResult {
    const empty = `${text.toAuthor}${text.toEditor}`.trim() === ''
    return html`${(['toAuthor', 'toEditor'] as const).map(
      (name) => html`<tj-field label=${t(`reviewer.late.${name}`)}>
        <textarea class="long" name=${name} dir="auto" ?readonly=${sent} .value=${text[name]}
          @input=${(event: Event) => this.kept.change({ ...text, [name]: valueOf(event) })}></textarea></tj-field>`,
    )}
    ${
      sent
        ? nothing
        : html`<div class="actions">${this.kept.render()}<tj-action kind="primary" label=${t('reviewer.late.submit')}
            reason=${empty ? t('reviewer.late.nothing') : ''} ?busy=${this.acts.busy !== null}
            @act=${() => void this.send(text)}></tj-action></div>`
    }`
  }

  private async send(body: LateText): Promise<void> {
    const params = { id: this.invitationId }
    const act = () => this.acts.run('send', () => api('POST /api/reviews/:id/late', { params, body }))
    if (await this.kept.during(act)) await this.page.reload()
  }
}

customElements.define('late-review', LateReview)
