import { html, nothing, type TemplateResult } from 'lit'
import { mayRole } from '../../../server/domain/policy.ts'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import { api } from '../../app/api.ts'
import { clock, ownDay } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { navigate } from '../../app/router.ts'
import { merge } from '../../app/merge.ts'
import { t } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-notice.ts'
import { TjPage } from '../../elements/tj-page.ts'
import '../../elements/tj-problem.ts'
import { actor } from '../actor.ts'
import './call-acts.ts'
import { stateInWords, toneOf } from './call-dates.ts'
import {
  asSent,
  type Call,
  type CallChoices,
  callChoices,
  type CallDraft,
  type CallText,
  draftOf,
  emptyCall,
} from './call-draft.ts'
import './call-form.ts'

interface CallAndChoices {
  /** Null when the call is new and not saved yet. */
  readonly call: Call | null
  readonly choices: CallChoices
}

/** The page of a call: editing, where each save makes a version; publishing, extending, closing, copying. */
class CallPage extends TjPage {
  static override properties = { ...TjPage.properties, theirs: { state: true } }
  /** A newer version that somebody else has saved in the meantime. */
  declare private theirs: Call | null
  private readonly acts = new Actions(this)
  private readonly kept = new ActDraft<CallDraft>(this, {
    act: 'call',
    id: () => (mayRole('call.write', actor()).allowed ? (this.params['id'] ?? null) : null),
  })
  private readonly page = new AsyncData<CallAndChoices>(
    this,
    () => this.load(),
    () => location.pathname,
  )

  constructor() {
    super()
    this.theirs = null
  }

  private get isNew(): boolean {
    return this.params['id'] === 'new'
  }

  private get target() {
    return { params: { id: this.params['id'] ?? '' } }
  }

  override render(): TemplateResult {
    return html`${this.page.value === undefined && this.page.problem !== null ? html`<h1 class="sr-only">${t('common.title.call')}</h1>` : nothing}
      ${this.page.render({ ready: (page) => this.content(page), isEmpty: () => false })}`
  }

  private content({ call, choices }: CallAndChoices): TemplateResult {
    const text = (this.kept.value ?? this.asSaved(call)).text
    const heading = call === null ? t('editor.call.new') : call.title
    return html`<header class="page-head">
        <a class="back" href="/editor/calls">${t('common.title.calls')}</a>
        <h1 dir="auto">${heading}</h1>
        ${
          call === null
            ? nothing
            : html`<p class="status-line"><span class="state ${toneOf[call.state]}">${stateInWords(call)}</span></p>
              <p class="to-beside small"><a href="#beside">${t('editor.call.toActs')}</a></p>`
        }
      </header>
      <div class="split">
        ${mayRole('call.write', actor()).allowed ? this.writing(call, choices, text) : reading(call)}
        <aside class="stack-loose" id="beside" tabindex="-1">${call === null ? html`<p class="muted">${t('editor.call.newText')}</p>` : this.beside(call)}</aside>
      </div>`
  }

  private writing(call: Call | null, choices: CallChoices, text: CallText): TemplateResult {
    return html`<div class="stack">${this.conflict()} ${this.problem === null ? this.acts.render() : nothing}
          <form class="stack" novalidate @submit=${(event: Event) => this.pressed(event)}>
            <call-form .text=${text} .choices=${choices} .guests=${call?.guestEditors ?? []} .problem=${this.problem}
              @draft=${(event: CustomEvent<CallText>) => this.write(event.detail)}></call-form>
            ${this.bar(call)}
          </form>
        </div>`
  }

  private bar(call: Call | null): TemplateResult {
    return html`<div class="act-bar">
      <span class="stack-tight"><span role="status" class="small ${this.kept.value === null ? 'muted' : 'warn'}">${this.savedInWords(call)}</span>
        ${this.kept.render()}</span>
      <tj-action submit kind="primary" label=${t(call === null ? 'editor.call.saveNew' : 'editor.call.save')} .verdict=${mayRole('call.write', actor())} ?busy=${this.acts.busy === 'save'}></tj-action>
    </div>`
  }

  private savedInWords(call: Call | null): string {
    if (call === null) return t('editor.call.notSavedYet')
    const newest = call.versions[0]
    const saved = newest === undefined ? '' : savedAt(newest.savedAt)
    const standing = t('editor.call.versionSaved', { version: call.version, at: saved })
    return this.kept.value === null ? standing : t('editor.call.unsaved', { standing })
  }

  private beside(call: Call): TemplateResult {
    const { submissions, drafts } = call
    const acts = html`<call-acts .call=${call} ?unsaved=${this.kept.value !== null} @changed=${(event: CustomEvent<string>) => void this.changed(event.detail)}></call-acts>`
    return html`${mayRole('call.write', actor()).allowed ? acts : nothing}
      <section><h2>${t('editor.call.came')}</h2>
        <p>${submissions === 0 ? t('editor.call.submissions', { submissions }) : html`<a href="/editor/submissions?queue=all&callId=${call.id}">${t('editor.call.submissions', { submissions })}</a>`}</p>
        <p class="muted">${t('editor.call.drafts', { drafts })}</p></section>
      <section><h2>${t('editor.call.versions')}</h2>
        <ol class="lines" reversed>${call.versions.map(({ n, savedAt: at, title }) => html`<li><p class="small">${t('editor.call.version', { n, at: savedAt(at) })}</p>${title === call.title ? nothing : html`<p class="small muted" dir="auto">${title}</p>`}</li>`)}</ol></section>`
  }

  private conflict(): TemplateResult | typeof nothing {
    const { theirs } = this
    if (theirs === null) return nothing
    return html`<tj-notice kind="warn" live heading=${t('editor.call.conflict')}>
      <p>${t('editor.call.conflictText', { version: theirs.version, at: savedAt(theirs.versions[0]?.savedAt ?? '') })}</p>
      <p><a href="/preview/calls/${theirs.id}" target="_blank" rel="noopener">${t('editor.call.conflictRead', { version: theirs.version })}</a></p>
      <p class="actions"><button type="button" @click=${() => void this.settle(theirs, true)}>${t('editor.call.conflictMine', { version: theirs.version + 1 })}</button>
        <button type="button" @click=${() => void this.settle(theirs, false)}>${t('editor.call.conflictTheirs', { version: theirs.version })}</button></p>
    </tj-notice>`
  }

  /** The error shown in the form. */
  private get problem(): ApiProblem | null {
    const { problem } = this.acts
    return (problem?.fields.length ?? 0) > 0 ? problem : null
  }

  private async load(): Promise<CallAndChoices> {
    const [call, choices] = await Promise.all([
      this.isNew ? null : api('GET /api/calls/:id', this.target),
      callChoices(),
    ])
    return { call, choices }
  }

  private asSaved(call: Call | null): CallDraft {
    if (call !== null) return draftOf(call)
    const text = emptyCall()
    return { text, base: text, version: 0 }
  }

  private write(text: CallText): void {
    const { base, version } = this.kept.value ?? this.asSaved(this.page.value?.call ?? null)
    this.kept.change({ text, base, version })
  }

  private pressed(event: Event): void {
    event.preventDefault()
    const draft = this.kept.value ?? this.asSaved(this.page.value?.call ?? null)
    void this.save(draft)
  }

  private async save(draft: CallDraft): Promise<void> {
    if (this.acts.busy !== null) return
    this.acts.clear()
    const { text, version } = draft
    const body = asSent(text)
    if (this.isNew) return this.begin(body)
    const said = t('editor.call.saved', { version: version + 1 })
    const put = () => api('PUT /api/calls/:id', { ...this.target, body: { ...body, version } })
    if (await this.kept.during(() => this.acts.run('save', put, said))) return this.arrived(text, version + 1)
    if (this.acts.problem?.code === 'edited_elsewhere') await this.bringTogether(draft)
  }

  private async begin(body: CallText): Promise<void> {
    let id = ''
    const write = async () => ({ id } = await api('POST /api/calls', { body }))
    if (await this.kept.during(() => this.acts.run('save', write))) navigate(`/editor/calls/${id}`, { replace: true })
  }

  /** Text typed during the request is based on the new version. */
  private async arrived(base: CallText, version: number): Promise<void> {
    const now = this.kept.value
    if (now !== null) this.kept.change({ text: now.text, base, version })
    this.theirs = null
    await this.page.reload()
  }

  /** A colleague has saved first. Changes to different fields are merged without asking. */
  private async bringTogether({ text, base }: CallDraft): Promise<void> {
    const theirs = await api('GET /api/calls/:id', this.target).catch(() => null)
    if (theirs === null) return
    const newest = draftOf(theirs)
    const merged = merge(base, text, newest.text)
    if (merged.both.length > 0) return this.showTheirs(theirs)
    const draft = { ...newest, text: merged.text }
    this.kept.change(draft)
    await this.save(draft)
  }

  /** Puts the own text aside; it can be restored. */
  private async takeTheirs(): Promise<void> {
    await this.kept.layAside()
    this.theirs = null
    await this.page.reload()
  }

  private async changed(said: string): Promise<void> {
    await this.page.reload()
    this.acts.say(said)
  }

  private async showTheirs(theirs: Call): Promise<void> {
    this.acts.clear()
    this.theirs = theirs
    await this.updateComplete
    this.querySelector('tj-notice')?.scrollIntoView({ block: 'center' })
  }

  private async settle(theirs: Call, mine: boolean): Promise<void> {
    const draft = this.kept.value
    this.theirs = null
    if (!mine || draft === null) return this.takeTheirs()
    await this.save({ ...draftOf(theirs), text: draft.text })
  }
}

/** "14:02", with the day if it was not today. */
function savedAt(instant: string): string {
  const at = new Date(instant)
  return ownDay(at) === ownDay(new Date()) ? clock(at) : t('editor.call.savedOn', { day: ownDay(at), time: clock(at) })
}

/** For a guest editor, who may read the call but not change it. */
function reading(call: Call | null): TemplateResult {
  return html`<div class="stack"><p>${t('editor.call.readOnly')}</p>
    ${call === null ? nothing : html`<p><a class="button" href="/preview/calls/${call.id}" target="_blank" rel="noopener">${t('editor.call.read')}</a></p>`}</div>`
}

customElements.define('call-page', CallPage)
