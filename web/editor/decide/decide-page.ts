import { html, nothing, type TemplateResult } from 'lit'
import { decisionKinds, decisionTable, endsRound, type DecisionKind } from '../../../server/domain/decision.ts'
import { cityOf } from '../../../server/domain/day.ts'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import { api } from '../../app/api.ts'
import { journalDay, clock, day, journalZone } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import { withIdempotencyKey } from '../../app/idempotency.ts'
import { navigate } from '../../app/router.ts'
import { t } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-field.ts'
import '../../elements/tj-loading.ts'
import '../../elements/tj-notice.ts'
import { TjPage } from '../../elements/tj-page.ts'
import '../../manuscripts/text-findings.ts'
import { setFlash } from '../flash.ts'
import { atWork, reviewsIn, statusLine } from './decide-labels.ts'
import { SentText } from '../sent-text.ts'
import { reviewsOf } from '../submission/submission-reviews.ts'
import { closedBecause, noonOf, type EditorSubmission } from '../labels.ts'
import { duePlaceholder, withDue } from '../../../server/domain/due-date-in-letter.ts'
import { isBlank } from '../../../server/domain/text.ts'

interface Written {
  readonly letter: string
  readonly composed: string
  /** The author's. */
  readonly language: string
  /** The value of the date field; empty when the decision has no due date. */
  readonly dueOn: string
  readonly graceMinutes: number
}

type Letters = Readonly<Partial<Record<DecisionKind, Written>>>

/** The page for a decision: choose it, edit the prepared letter, preview it, send it; the decision can be taken back for ten minutes. */
class DecidePage extends TjPage {
  private readonly acts = new Actions(this)
  private readonly submission = new AsyncData(
    this,
    () => api('GET /api/desk/:id', { params: { id: this.submissionId } }),
    () => location.pathname,
  )
  private readonly draft = new AsyncData(
    this,
    () => this.composeOnce(),
    () => this.kind ?? '',
  )
  private readonly sent = new SentText(this, 'letter', () => this.submissionId)
  /** The letter written for each kind of decision: choosing another kind keeps it. */
  private readonly kept = new ActDraft<Letters>(this, { act: 'decision', id: () => this.submissionId })
  /** The standard letters. */
  private readonly composed = new Map<DecisionKind, Written>()

  private get submissionId(): string {
    return this.params['id'] ?? ''
  }

  private get kind(): DecisionKind | null {
    return decisionKinds.find((kind) => kind === this.query.get('kind')) ?? null
  }

  private get place(): string {
    return `/editor/submissions/${this.submissionId}`
  }

  override render(): TemplateResult {
    return html`<article class="decide">${this.submission.render({ ready: (page) => this.content(page) })}</article>`
  }

  private content(page: EditorSubmission): TemplateResult {
    return html`<header class="page-head">
        <p class="row small"><a class="back" href=${this.place}>‹ ${t('editor.decide.back')}</a> <span class="code">${page.reference}</span></p>
        <h1>${t('editor.decide.heading')}</h1>
        <p class="status-line" dir="auto">${page.title}</p>
        <p>${statusLine(page)}</p>
      </header>
      <form class="stack-loose" novalidate @submit=${(event: Event) => void this.decide(event, page)}>
        ${this.kinds(page)} ${this.kind === null ? nothing : this.letterFor(this.kind, page)}
        ${this.acts.render()}
        ${this.afterProblem()}
        <div class="act-bar">
          <span class="small muted">${this.graceWords(page)}</span>
          ${this.kind === null ? nothing : this.kept.render()}
          <tj-action submit kind="primary" label=${this.kind === null ? t('editor.decide.heading') : t(`editor.decision.${this.kind}`)}
            reason=${this.whyNot(page)} ?busy=${this.acts.busy !== null}></tj-action>
        </div>
      </form>
      ${page.rounds.length === 0 ? nothing : html`<details class="section"><summary>${t('editor.decide.reviews')}</summary>${reviewsOf(page)}</details>`}`
  }

  private kinds({ can }: EditorSubmission): TemplateResult {
    const open = decisionKinds.filter((kind) => can.decide[kind].allowed)
    const closed = decisionKinds.filter((kind) => !can.decide[kind].allowed)
    return html`<fieldset><legend>${t('editor.decide.kind')}</legend>
      <div class="kinds">${[...open, ...closed].map((kind) => this.choice(kind, closedBecause(can.decide[kind])))}</div>
    </fieldset>`
  }

  private choice(kind: DecisionKind, reason: string): TemplateResult {
    return html`<label class="choice ${reason === '' ? '' : 'closed'}">
      <input type="radio" name="kind" .checked=${kind === this.kind} ?disabled=${reason !== ''} @change=${() => this.choose(kind)} />
      <span>${t(`editor.decision.${kind}`)}
        <small>${reason === '' ? t(`editor.decisionHint.${kind}`) : reason}</small></span>
    </label>`
  }

  private choose(kind: DecisionKind): void {
    navigate(`${this.place}/decide?kind=${kind}`, { replace: true })
  }

  private letterFor(kind: DecisionKind, page: EditorSubmission): TemplateResult {
    const { problem } = this.draft
    const written = this.written(kind, page)
    if (problem !== null) return html`${this.draft.render({ ready: () => html`` })}`
    if (written === undefined) return html`<tj-loading></tj-loading>`
    const outstanding = atWork(page)
    return html`${
      endsRound(kind) && outstanding > 0
        ? html`<tj-notice kind="warn"><p>${t('editor.decide.outstanding', { n: outstanding })}</p></tj-notice>`
        : nothing
    }
    ${decisionTable[kind].setsDate ? this.due(kind, written) : nothing}
    ${decisionTable[kind].writesLetter ? this.letter(kind, written, page) : html`<p class="muted">${t('editor.decide.noLetter')}</p>`}`
  }

  private due(kind: DecisionKind, written: Written): TemplateResult {
    return html`<tj-field label=${t('editor.decide.due')} hint=${t('editor.decide.dueHint', { city: cityOf(journalZone()), placeholder: duePlaceholder })}>
      <input type="date" name="authorDueAt" min=${journalDay(new Date())} .value=${written.dueOn}
        @change=${(event: Event) => this.write(kind, { ...written, dueOn: valueOf(event) })} /></tj-field>`
  }

  private letter(kind: DecisionKind, written: Written, page: EditorSubmission): TemplateResult {
    const { letter, language, dueOn } = written
    this.sent.follow(letter)
    return html`<div class="split even">
      <div>
        <tj-field label=${t('editor.decide.letter')} hint=${t('editor.decide.letterHint', { author: decisionTable[kind].author ?? 'none', reviews: reviewsIn(page) })} count="words">
          <textarea class="long" name="letter" dir="auto" lang=${language} .value=${letter}
            @input=${(event: Event) => this.write(kind, { ...written, letter: valueOf(event) })}></textarea></tj-field>
        <text-findings in="letter" .findings=${this.sent.findings} @keep=${({ detail }: CustomEvent<string>) => this.sent.keep(detail)}></text-findings>
        <button type="button" class="quiet small" @click=${() => void this.composeAnew(kind)}>${t('editor.decide.letterAgain')}</button>
      </div>
      <section aria-labelledby="preview"><h2 id="preview">${t('editor.decide.preview')}</h2>
        <div class="prose letter" dir="auto" lang=${language}>${withDue(letter, dueOn === '' ? null : day(dueOn))}</div></section>
    </div>`
  }

  private write(kind: DecisionKind, written: Written): void {
    this.kept.change({ ...this.kept.value, [kind]: written })
  }

  /** The letter shown on the screen; undefined while it is loading. */
  private written(kind: DecisionKind, { decisions }: EditorSubmission): Written | undefined {
    if (!this.kept.ready) return undefined
    const kept = this.kept.value?.[kind]
    const composed = this.composed.get(kind)
    if (kept !== undefined || composed === undefined) return kept
    // An editor who took the decision back wants to change its letter, not to write a new one.
    const [newest] = decisions.toSorted((a, b) => b.decidedAt.localeCompare(a.decidedAt))
    const undone = newest?.kind === kind && newest.takenBackAt !== null
    return undone && newest.letter !== '' ? { ...composed, letter: newest.letter } : composed
  }

  private async composeAnew(kind: DecisionKind): Promise<void> {
    const { [kind]: _written, ...others } = this.kept.value ?? {}
    const standard = await this.compose(kind)
    this.kept.change(standard === null ? others : { ...others, [kind]: standard })
  }

  private async composeOnce(): Promise<Written | null> {
    const { kind } = this
    return kind === null ? null : (this.composed.get(kind) ?? this.compose(kind))
  }

  private async compose(kind: DecisionKind): Promise<Written> {
    const draft = await api('GET /api/submissions/:id/decisions/draft', {
      params: { id: this.submissionId },
      query: { kind },
    })
    const dueOn = draft.authorDueAt === null ? '' : journalDay(draft.authorDueAt)
    const { letter, language, graceMinutes } = draft
    const written = { letter, composed: letter, language, dueOn, graceMinutes }
    this.composed.set(kind, written)
    return written
  }

  private graceWords(page: EditorSubmission): string {
    const written = this.kind === null ? undefined : this.written(this.kind, page)
    if (this.kind === null || written === undefined) return ''
    const words = decisionTable[this.kind].writesLetter ? 'editor.decide.grace' : 'editor.decide.graceQuiet'
    return t(words, { n: written.graceMinutes })
  }

  private whyNot(page: EditorSubmission): string {
    const { kind } = this
    if (kind === null) return t('editor.decide.chooseFirst')
    const closed = closedBecause(page.can.decide[kind])
    if (closed !== '') return closed
    const written = this.written(kind, page)
    if (written === undefined) return t('common.loading')
    const { writesLetter, setsDate, author } = decisionTable[kind]
    if (writesLetter && isBlank(written.letter)) return t('editor.decide.letterEmpty')
    if (writesLetter && this.sent.left > 0) return t('editor.decide.namesLeft')
    const unchanged = written.letter.trim() === written.composed.trim()
    if (author === 'correct' && unchanged) return t('editor.decide.sayWhat')
    // The letter contains no reviews: only the editor can tell the author what to change.
    if (author === 'revise' && reviewsIn(page) === 0 && unchanged) return t('editor.decide.sayWhatRevision')
    if (!setsDate) return ''
    return written.dueOn < journalDay(new Date()) ? t('editor.decide.duePast') : ''
  }

  private async decide(event: Event, page: EditorSubmission): Promise<void> {
    event.preventDefault()
    const { kind } = this
    const written = kind === null ? undefined : this.written(kind, page)
    if (kind === null || written === undefined || this.whyNot(page) !== '') return
    const writes = decisionTable[kind].writesLetter
    const body = {
      kind,
      seenSince: page.statusSince,
      letter: writes ? written.letter : '',
      authorDueAt: written.dueOn === '' ? null : noonOf(written.dueOn),
      looked: writes ? this.sent.looked : [],
    }
    const send = async () => {
      const { graceEndsAt } = await withIdempotencyKey(`decide ${this.params['id']}`, (idempotencyKey) =>
        api('POST /api/submissions/:id/decisions', { params: { id: this.submissionId }, body, idempotencyKey }),
      )
      const facts = { decided: t(`editor.decided.${kind}`), time: clock(new Date(graceEndsAt)) }
      setFlash(t(writes ? 'editor.decide.done' : 'editor.decide.doneQuiet', facts))
    }
    if (await this.kept.during(() => this.acts.run('decide', send))) return navigate(this.place)
    // A colleague was first: the page shows the present state, and the text stays.
    if (this.acts.problem?.code === 'edited_elsewhere') await this.submission.reload()
    if (this.acts.problem?.code === 'names_in_letter') await this.sent.look()
  }

  private afterProblem(): TemplateResult | typeof nothing {
    const { problem } = this.acts
    if (problem === null) return nothing
    // Without a link, which would lead away from the text.
    if (problem.code === 'edited_elsewhere') return html`<p>${t('editor.decide.changed')}</p>`
    return html`<p><a href=${this.place}>${t('editor.decide.maybeDone')}</a></p>`
  }
}

customElements.define('decide-page', DecidePage)
