import { html, type TemplateResult } from 'lit'
import type { Verdict } from '../../../server/domain/refusal.ts'
import { mayRole } from '../../../server/domain/policy.ts'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import { api } from '../../app/api.ts'
import { navigate } from '../../app/router.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-dialog.ts'
import '../../elements/tj-field.ts'
import { actor } from '../actor.ts'
import { closingOn, daysUntil, fieldDay, instantInWords } from './call-dates.ts'
import type { Call } from './call-draft.ts'

type Asking = 'publish' | 'extend' | 'close' | 'clone'

/** The actions on a call; each asks for confirmation. Event: `changed` after an action. */
export class CallActs extends TjElement {
  static override properties = {
    call: { attribute: false },
    unsaved: { type: Boolean },
    asking: { state: true },
    day: { state: true },
  }
  declare call: Call
  /** There is unsaved text: publishing would publish the text saved before. */
  declare unsaved: boolean
  declare private asking: Asking | null
  declare private day: string
  private readonly copy = new ActDraft<{ readonly title: string }>(this, {
    act: 'call_copy',
    id: () => (this.asking === 'clone' ? this.call.id : null),
  })
  private readonly acts = new Actions(this)

  constructor() {
    super()
    this.unsaved = false
    this.asking = null
    this.day = ''
  }

  override render(): TemplateResult {
    const { call } = this
    const publish = call.status === 'closed' ? t('editor.call.publishAgain') : t('editor.call.publish')
    return html`<div class="acts-column">
        <a class="button" href="/preview/calls/${call.id}" target="_blank" rel="noopener">${t('editor.call.preview')}</a>
        ${this.unsaved ? html`<p class="small muted">${t('editor.call.previewSaved', { version: call.version })}</p>` : ''}
        ${call.status === 'published' ? '' : this.opener('publish', publish, call.can.publish, 'primary')}
        ${this.opener('extend', t('editor.call.extend'), call.can.extend)}
        ${this.opener('close', t('editor.call.close'), call.can.close)}
        ${this.opener('clone', t('editor.call.clone'), mayRole('call.write', actor()))}
      </div>
      ${this.dialog()}`
  }

  private opener(act: Asking, label: string, verdict: Verdict, kind: '' | 'primary' = ''): TemplateResult {
    return html`<tj-action kind=${kind} label=${label} .verdict=${verdict} reason=${this.reason(act, verdict)} @act=${() => this.ask(act)}></tj-action>`
  }

  /** With a text for calls where the general one is too vague. */
  private reason(act: Asking, verdict: Verdict): string {
    if (verdict.allowed) return this.unsaved && act !== 'clone' ? t('editor.call.saveFirst') : ''
    if (verdict.code !== 'wrong_status') return ''
    return act === 'extend' ? t('editor.call.extendDraft') : t('editor.call.closeNotOpen')
  }

  private ask(act: Asking): void {
    this.acts.clear()
    this.asking = act
    this.day = fieldDay(this.call.closesAt)
  }

  private get copyTitle(): string {
    return this.copy.value?.title ?? t('editor.call.cloneTitle', { title: this.call.title })
  }

  private dialog(): TemplateResult {
    const { asking } = this
    const heading = asking === null ? '' : t(`editor.call.${asking}Heading`)
    return html`<tj-dialog heading=${heading} ?open=${asking !== null} @close=${() => (this.asking = null)}>
      <div class="stack">${asking === null ? '' : this.question(asking)} ${this.acts.render()}</div>
      <button slot="actions" type="button" @click=${() => (this.asking = null)}>${t('common.cancel')}</button>
      ${
        asking === null
          ? ''
          : html`<tj-action slot="actions" kind=${asking === 'close' ? 'danger' : 'primary'} label=${t(`editor.call.${asking}Confirm`)}
              ?busy=${this.acts.busy !== null} @act=${() => void this.carryOut(asking)}></tj-action>`
      }
    </tj-dialog>`
  }

  private question(asking: Asking): TemplateResult {
    const { call } = this
    if (asking === 'publish') return html`<p>${t('editor.call.publishText')}</p><p>${until(call.closesAt)}</p>`
    if (asking === 'close') return html`<p>${t('editor.call.closeText', { drafts: call.drafts })}</p>`
    if (asking === 'clone') {
      return html`<p>${t('editor.call.cloneText')}</p>
        <tj-field label=${t('editor.call.title')}><input dir="auto" maxlength="300" .value=${this.copyTitle} @input=${(event: Event) => this.copy.change({ title: valueOf(event) })} /></tj-field>
        ${this.copy.render()}`
    }
    const closesAt = closingOn(this.day)
    return html`<p>${t(call.state === 'closed' ? 'editor.call.extendClosed' : 'editor.call.extendText')}</p>
      <tj-field label=${t('editor.call.closesAt')}><input type="date" .value=${this.day} @change=${(event: Event) => (this.day = valueOf(event))} /></tj-field>
      <p role="status">${closesAt === null ? '' : until(closesAt)}</p>`
  }

  private async carryOut(asking: Asking): Promise<void> {
    const target = { params: { id: this.call.id } }
    const closesAt = closingOn(this.day)
    const acts: Record<Asking, () => Promise<unknown>> = {
      publish: () => api('POST /api/calls/:id/publish', target),
      close: () => api('POST /api/calls/:id/close', target),
      extend: async () => closesAt !== null && api('POST /api/calls/:id/extend', { ...target, body: { closesAt } }),
      clone: async () => {
        const { id } = await api('POST /api/calls/:id/clone', { ...target, body: { title: this.copyTitle.trim() } })
        navigate(`/editor/calls/${id}`)
      },
    }
    const run = () => this.acts.run(asking, acts[asking])
    if (!(await (asking === 'clone' ? this.copy.during(run) : run()))) return
    this.asking = null
    this.tell('changed', t(`editor.call.${asking}Done`))
  }
}

function until(closesAt: string | null): string {
  if (closesAt === null) return t('editor.call.closesNever')
  const days = daysUntil(closesAt)
  return `${t('editor.call.closesWords', { when: instantInWords(closesAt) })} ${days >= 0 ? t('editor.call.daysLeft', { days }) : ''}`
}

customElements.define('call-acts', CallActs)
