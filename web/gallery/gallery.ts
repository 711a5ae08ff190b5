import { html, nothing, type TemplateResult } from 'lit'
import { closed } from '../../server/domain/refusal.ts'
import { ApiProblem } from '../app/problem.ts'
import { startStrings } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import '../elements/tj-action.ts'
import '../elements/tj-chips.ts'
import '../elements/tj-date.ts'
import '../elements/tj-dialog.ts'
import '../elements/tj-empty.ts'
import '../elements/tj-errors.ts'
import '../elements/tj-field.ts'
import '../elements/tj-languages.ts'
import '../elements/tj-loading.ts'
import '../elements/tj-notice.ts'
import '../elements/tj-paging.ts'
import '../elements/tj-problem.ts'
import '../elements/tj-reorder.ts'
import '../elements/tj-saved.ts'
import '../elements/tj-scale.ts'
import '../elements/tj-scores.ts'
import '../elements/tj-tabs.ts'
import '../elements/tj-timeline.ts'
import '../elements/tj-upload.ts'
import { manuscript } from './manuscript.ts'
import { desk, fakeArticles, fakeSteps, fakeTimeline } from './samples.ts'

// A page for developers (`npx vite`, then /web/gallery/): invented data, English only, not part of the built site.

await startStrings()

class TjGallery extends TjElement {
  static override properties = { open: { state: true }, errors: { state: true } }
  declare open: boolean
  declare errors: readonly { field: string; message: string }[]

  constructor() {
    super()
    this.open = false
    this.errors = []
  }

  override render(): TemplateResult {
    return html`<div class="shell">
      <a class="skip" href="#main">Skip to the content</a>
      <header class="masthead">
        <div>
          <a class="journal" href="#">Torture Journal</a>
          <nav aria-label="Main">
            <ul>
              ${['Desk', 'Submissions', 'Calls', 'Reviewers', 'Issues'].map(
                (name, at) => html`<li><a href="#${name}" aria-current=${at === 0 ? 'page' : nothing}>${name}</a></li>`,
              )}
            </ul>
          </nav>
          <div class="account"><a class="name" href="#">A. Editor</a><button class="quiet" type="button">Sign out</button></div>
        </div>
      </header>
      <main id="main" tabindex="-1">
        ${desk()} ${this.submission()} ${this.form()} ${this.review()} ${this.order()} ${manuscript()} ${this.states()}
      </main>
      <footer>Torture Journal, published by the IRCT. ISSN 1018-8185.</footer>
    </div>`
  }

  private submission(): TemplateResult {
    return html`<section class="section">
      <header class="page-head">
        <a class="back" href="#desk">‹ Desk</a>
        <h1>Income support after release: a cohort from a northern town</h1>
        <p class="status-line"><span class="code">TJ-26-0142</span> · In review, round 1, since 12 October · handled by you</p>
      </header>
      <div class="split">
        <div class="stack-loose">
          <tj-timeline .steps=${fakeTimeline}></tj-timeline>
          <div class="scroll">
            <table>
              <thead>
                <tr><th>Criterion</th><th class="number">A</th><th class="number">B</th><th class="number">C</th><th>At a glance</th><th class="number">Weighted</th></tr>
              </thead>
              <tbody>
                ${[
                  ['Originality', 4, 2, 5, '3.6'],
                  ['Method', 4, 1, 4, '2.9'],
                  ['Ethics', 5, 4, 5, '4.7'],
                ].map(
                  ([name, a, b, c, mean]) => html`<tr>
                    <th scope="row">${name}</th><td class="number">${a}</td><td class="number">${b}</td><td class="number">${c}</td>
                    <td><tj-scores .scores=${[a, b, c].map((value, at) => ({ label: `Reviewer ${'ABC'[at]}`, value: Number(value) }))}></tj-scores></td>
                    <td class="number">${mean}</td>
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>
          <div class="prose">
            <p>The comments to the author stand here in the reading face, at a measure one can follow. The cohort is well described, but
            the comparison group was formed after the outcome was known.</p>
          </div>
        </div>
        <aside class="stack">
          <div class="task">
            <h2>Decide</h2>
            <p>All three reviews are in; B and C disagree on method.</p>
            <div class="actions"><tj-action kind="primary" label="Decide"></tj-action><tj-action label="Invite a fourth"></tj-action></div>
          </div>
          <tj-action label="Send to production" reason="It has not been accepted yet."></tj-action>
          <dl class="facts">
            <dt>Section</dt><dd>Scientific article</dd>
            <dt>Call</dt><dd>Livelihoods and Prisons</dd>
            <dt>Decision due</dt><dd><tj-date mode="instant" at="2026-12-09T22:59:00Z"></tj-date></dd>
          </dl>
        </aside>
      </div>
    </section>`
  }

  private form(): TemplateResult {
    return html`<section class="section">
      <h2>A form</h2>
      <form class="narrow stack" novalidate @submit=${(event: Event) => this.send(event)}>
        <tj-errors .errors=${this.errors}></tj-errors>
        <tj-field label="Title" required error=${this.errors.length > 0 ? 'Write the title of your paper.' : ''}><input name="title" /></tj-field>
        <tj-field label="Running title" optional hint="Shown at the top of each page." count="characters" max="60"><input name="running" /></tj-field>
        <tj-field label="Abstract" count="words" max="250" hint="What you asked, how you looked, what you found."><textarea class="long" name="abstract"></textarea></tj-field>
        <tj-languages label="Title in other languages" .value=${{ en: 'Income support', ar: 'دعم الدخل' }}></tj-languages>
        <tj-chips label="Keywords" hint="Three to six." .value=${['livelihoods', 'prisons', 'réhabilitation', 'سبل العيش']}></tj-chips>
        <tj-field label="Section"><select name="section"><option>Scientific article</option><option>Perspective</option></select></tj-field>
        <label class="choice"><input type="checkbox" /> <span>All contributors agree to this submission. <small>You may withdraw at any time.</small></span></label>
        <tj-upload label="Manuscript" hint="Word or PDF, at most 50 MB." accept=".docx,.pdf" maxBytes="50000000"></tj-upload>
        <tj-upload label="Manuscript" .progress=${{ sentBytes: 3_400_000, totalBytes: 5_000_000, bytesPerSecond: 240_000 }}></tj-upload>
        <tj-upload label="Manuscript" removable .receipt=${{ name: 'manuscript-1.docx', bytes: 5_000_000, at: '2026-11-21T13:02:00Z', sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' }}></tj-upload>
        <div class="act-bar">
          <tj-saved state="saved" .at=${new Date('2026-11-21T14:02:00')}></tj-saved>
          <div class="actions"><tj-action kind="danger" label="Withdraw" @act=${() => (this.open = true)}></tj-action><tj-action submit kind="primary" label="Look it over"></tj-action></div>
        </div>
      </form>
      <tj-dialog heading="Withdraw this paper?" ?open=${this.open} @close=${() => (this.open = false)}>
        <p>The editors will be told. Reviews stop at once, and nothing is published.</p>
        <tj-field label="Reason" optional><textarea name="reason"></textarea></tj-field>
        <button slot="actions" type="button" @click=${() => (this.open = false)}>Keep it</button>
        <button slot="actions" type="button" class="danger" @click=${() => (this.open = false)}>Withdraw</button>
      </tj-dialog>
    </section>`
  }

  private review(): TemplateResult {
    return html`<section class="section stack">
      <h2>Scores</h2>
      <tj-scale name="originality" label="Originality" hint="Does it say something the field did not know?" .steps=${fakeSteps} .value=${4} optional></tj-scale>
      <tj-scale name="method" label="Method" error="Choose a score, or say that you cannot judge this." .steps=${fakeSteps} optional></tj-scale>
    </section>`
  }

  private order(): TemplateResult {
    return html`<section class="section">
      <h2>Order of the issue</h2>
      <tj-reorder
        label="Articles of the issue"
        .items=${fakeArticles}
        .content=${(row: { label: string }, at: number) =>
          html`<span class="row"><span><span class="title">${row.label}</span></span> <span class="code">pp. ${at * 12 + 1}–${at * 12 + 12}</span></span>`}
      ></tj-reorder>
    </section>`
  }

  private states(): TemplateResult {
    return html`<section class="section stack">
      <h2>States</h2>
      <div class="row">
        ${(['idle', 'saving', 'saved', 'failed', 'conflict'] as const).map((state) => html`<tj-saved state=${state} .at=${new Date()}></tj-saved>`)}
      </div>
      <div class="row">
        <span class="state">draft</span><span class="state now">in review</span><span class="state good">accepted</span
        ><span class="state warn">late</span><span class="state bad">declined</span>
      </div>
      <tj-notice heading="Two reviewers are at work."><p>You will hear from us by 9 December.</p></tj-notice>
      <tj-notice kind="good" heading="Your paper arrived."><p>A letter is on its way.</p></tj-notice>
      <tj-notice kind="warn" heading="The call closes in two days."><p>Drafts begun before stay readable.</p></tj-notice>
      <tj-notice kind="bad" heading="The file could not be read."><p>Save it again as Word or PDF.</p></tj-notice>
      <tj-problem .problem=${new ApiProblem(500, 'fault', 'Something went wrong on our side. Nothing was changed.', [], '4f1c')}></tj-problem>
      <tj-action label="Publish" .verdict=${closed('issue_has_obstacles', { count: 2 })}></tj-action>
      <tj-action label="Saving" busy></tj-action>
      <tj-loading></tj-loading>
      <tj-empty heading="No reviews yet" text="The first reviewer was invited yesterday."><a class="button" href="#x">Invite another</a></tj-empty>
      <tj-paging next="b"></tj-paging>
    </section>`
  }

  private send(event: Event): void {
    event.preventDefault()
    this.errors = [
      { field: 'title', message: 'Write the title of your paper.' },
      { field: 'abstract', message: 'Write an abstract.' },
    ]
  }
}

customElements.define('tj-gallery', TjGallery)
