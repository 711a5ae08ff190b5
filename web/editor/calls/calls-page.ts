import { html, nothing, type TemplateResult } from 'lit'
import { mayRole } from '../../../server/domain/policy.ts'
import { type Answer, api } from '../../app/api.ts'
import { AsyncData } from '../../app/async-data.ts'
import { t } from '../../app/strings.ts'
import '../../elements/tj-empty.ts'
import { TjPage } from '../../elements/tj-page.ts'
import { actor } from '../actor.ts'
import { stateInWords, toneOf } from './call-dates.ts'

type Call = Answer<'GET /api/calls'>['calls'][number]

/** All calls with their states; for a guest editor, only their own. */
class CallsPage extends TjPage {
  private readonly calls = new AsyncData(this, async () => (await api('GET /api/calls')).calls)

  override render(): TemplateResult {
    return html`<div class="page-head"><div class="row"><h1>${t('common.title.calls')}</h1>${this.write('primary')}</div></div>
      ${this.calls.render({ ready: (calls) => this.table(calls), empty: () => this.nothingYet() })}`
  }

  /** No button for guest editors, who can never create calls. */
  private write(kind: '' | 'primary'): TemplateResult | typeof nothing {
    return mayWrite()
      ? html`<a class="button ${kind}" href="/editor/calls/new">${t('editor.calls.write')}</a>`
      : nothing
  }

  private table(calls: readonly Call[]): TemplateResult {
    return html`<table class="rows">
      <thead><tr><th>${t('editor.calls.call')}</th><th>${t('editor.calls.status')}</th><th class="number">${t('editor.calls.submissions')}</th><th class="number">${t('editor.calls.drafts')}</th></tr></thead>
      <tbody>${calls.map((call) => row(call))}</tbody>
    </table>`
  }

  private nothingYet(): TemplateResult {
    return mayWrite()
      ? html`<tj-empty heading=${t('editor.calls.empty')} text=${t('editor.calls.emptyText')}>${this.write('')}</tj-empty>`
      : html`<tj-empty heading=${t('editor.calls.noneYours')} text=${t('editor.calls.noneYoursText')}></tj-empty>`
  }
}

function mayWrite(): boolean {
  return mayRole('call.write', actor()).allowed
}

function row(call: Call): TemplateResult {
  return html`<tr>
    <th scope="row"><a class="title" dir="auto" href="/editor/calls/${call.id}">${call.title}</a></th>
    <td><span class="state ${toneOf[call.state]}">${stateInWords(call)}</span></td>
    <td class="number" data-label=${t('editor.calls.submissions')}>${call.submissions === 0 ? call.submissions : html`<a href="/editor/submissions?queue=all&callId=${call.id}">${call.submissions}</a>`}</td>
    <td class="number" data-label=${t('editor.calls.drafts')}>${call.drafts}</td>
  </tr>`
}

customElements.define('calls-page', CallsPage)
