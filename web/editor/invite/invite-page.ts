import { html, nothing, type TemplateResult } from 'lit'
import { isolated } from '../../../server/domain/text.ts'
import { nothingKnown } from '../../../server/domain/why-asked.ts'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import { api, type Answer } from '../../app/api.ts'
import { countryName } from '../../app/countries.ts'
import { day, journalDay } from '../../app/dates.ts'
import { AsyncData } from '../../app/async-data.ts'
import { navigate } from '../../app/router.ts'
import { listed, languageName, t } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-empty.ts'
import { TjPage } from '../../elements/tj-page.ts'
import './invite-dialog.ts'
import type { Invitee, NewInvitation } from './invite-dialog.ts'
import { closedBecause, noonOf, reviewerName, reviewersBefore, roundNow, type EditorSubmission } from '../labels.ts'

type Candidate = Answer<'GET /api/reviewers'>['candidates'][number]

/** Searches people who could review, and invites them one by one. */
class InvitePage extends TjPage {
  static override properties = { ...TjPage.properties, invitee: { state: true }, draft: { state: true } }
  declare private invitee: Invitee | null
  /** Dates and words are kept from one invitation to the next. */
  declare private draft: NewInvitation
  private readonly acts = new Actions(this)
  private readonly kept = new ActDraft<NewInvitation>(this, { act: 'invitation', id: () => this.submissionId || null })
  private readonly submission = new AsyncData(
    this,
    async () => {
      const page = await api('GET /api/desk/:id', { params: { id: this.submissionId } })
      // The journal's usual dates, until the editor changes them.
      if (this.draft.respondOn === '')
        this.draft = { ...this.draft, respondOn: inDays(page.respondDays), dueOn: inDays(page.reviewDays) }
      return page
    },
    () => location.pathname,
  )
  private readonly found = new AsyncData(this, async () => {
    const query = { submissionId: this.submissionId, q: this.query.get('q') ?? '' }
    return (await api('GET /api/reviewers', { query })).candidates
  })

  constructor() {
    super()
    this.invitee = null
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
  }

  private get submissionId(): string {
    return this.params['id'] ?? ''
  }

  override render(): TemplateResult {
    return html`<article class="invite">${this.submission.render({ ready: (page) => this.content(page) })}</article>`
  }

  private content(page: EditorSubmission): TemplateResult {
    return html`<header class="page-head">
        <p class="row small"><a class="back" href="/editor/submissions/${page.id}">‹ ${t('editor.invite.back')}</a> <span class="code">${page.reference}</span></p>
        <h1>${t('editor.invite.heading')}</h1>
        <p class="status-line" dir="auto">${page.title}</p>
        <p>${needed(page)}</p>
      </header>
      ${this.invitee === null ? this.acts.render() : nothing}
      <div class="split">
        <div>${this.knowing(page)} ${this.search(page)} ${this.found.render({ ready: (all) => this.list(all, page), empty: () => this.nobody() })}</div>
        <aside>${asked(page)}</aside>
      </div>
      ${this.invitee === null ? nothing : this.dialog(this.invitee, page)}`
  }

  /** Reviewers of an earlier version come first, with one button to invite them all. */
  private knowing(page: EditorSubmission): TemplateResult | typeof nothing {
    const here = inThisRound(page).map(({ label }) => label)
    const known = reviewersBefore(page).filter(({ label }) => !here.includes(label))
    if (known.length === 0) return nothing
    const dates = { respondBy: day(noonOf(inDays(page.respondDays))), dueAt: day(noonOf(inDays(page.reviewDays))) }
    return html`<section class="task"><h2>${t('editor.invite.before')}</h2>
      <p>${t('editor.invite.beforeText')}</p>
      <ul class="lines">${known.map(
        ({ label, reviewer, review }) => html`<li>
          <p><strong>${reviewerName(label)}</strong> <span dir="auto">${reviewer.name}</span>
          <span class="muted small">${review?.recommendation ? t(`editor.recommendation.${review.recommendation}`) : nothing}</span></p></li>`,
      )}</ul>
      <tj-action kind="primary" label=${t('editor.invite.again', { n: known.length })} reason=${closedBecause(page.can.invite)}
        ?busy=${this.acts.busy === 'again'} @act=${() => void this.again(page)}></tj-action>
      <p class="small muted">${t('editor.invite.againHint', dates)}</p>
    </section>`
  }

  private async again({ id }: EditorSubmission): Promise<void> {
    let answer: Answer<'POST /api/submissions/:id/invitations/again'> = { asked: [], leftOut: [] }
    const done = await this.acts.run('again', async () => {
      answer = await api('POST /api/submissions/:id/invitations/again', { params: { id } })
    })
    if (!done) return
    await Promise.all([this.submission.reload(), this.found.reload()])
    const { asked: labels, leftOut } = answer
    const names = listed(leftOut.map((label) => reviewerName(label)))
    const words = [t('editor.invite.didAgain', { n: labels.length })]
    this.acts.say([...words, ...(leftOut.length === 0 ? [] : [t('editor.invite.leftOut', { names })])].join(' '))
  }

  private search({ can }: EditorSubmission): TemplateResult {
    const count = this.found.value?.length
    return html`<form class="filters" role="search" @submit=${(event: Event) => this.find(event)}>
        <label class="wide">${t('editor.invite.search')} <input type="search" name="q" .value=${this.query.get('q') ?? ''} /></label>
        <button type="submit">${t('editor.invite.searchSubmit')}</button>
        <tj-action label=${t('editor.invite.new')} reason=${closedBecause(can.invite)} @act=${() => void this.open({ id: null, name: '', evidence: [], known: nothingKnown })}></tj-action>
      </form>
      <p class="small muted" role="status">${count === undefined ? nothing : t('editor.invite.found', { n: count })}</p>`
  }

  private nobody(): TemplateResult {
    return html`<tj-empty heading=${t('editor.invite.none')} text=${t('editor.invite.noneText')}></tj-empty>`
  }

  private list(all: readonly Candidate[], { can }: EditorSubmission): TemplateResult {
    return html`<ul class="lines candidates">${all.map((candidate) => html`<li>${this.candidate(candidate, closedBecause(can.invite))}</li>`)}</ul>`
  }

  private candidate(candidate: Candidate, closed: string): TemplateResult {
    const { id, name, affiliation, country, expertise, languages, invite, evidence, known } = candidate
    const reason = closedBecause(invite)
    return html`<div>
        <p><strong dir="auto">${name}</strong> <span class="muted small" dir="auto">${[isolated(affiliation), countryName(country)].filter(Boolean).join(', ')}</span></p>
        <p class="small" dir="auto">${expertise.map(isolated).join(' · ')}</p>
        ${evidence.length === 0 || reason !== '' ? nothing : html`<p class="small warn">${evidence.map((code) => t(`editor.evidence.${code}`)).join(' ')}</p>`}
        <p class="small muted">${load(candidate)}${languages.length === 0 ? nothing : ` · ${t('editor.invite.reads', { languages: languageNames(languages) })}`}</p>
      </div>
      <div class="deed">
        <button type="button" aria-label=${t('editor.invite.inviteName', { name })} aria-disabled=${reason === '' && closed === '' ? nothing : 'true'}
          aria-describedby=${reason === '' ? nothing : `why-${id}`}
          @click=${() => (reason === '' && closed === '' ? void this.open({ id, name, evidence, known }) : undefined)}>${t('editor.invite.invite')}</button>
        ${reason === '' ? nothing : html`<span class="small muted" id="why-${id}">${reason}</span>`}
      </div>`
  }

  private dialog(invitee: Invitee, page: EditorSubmission): TemplateResult {
    return html`<invite-dialog submissionId=${page.id} .invitee=${invitee} .draft=${this.typed} .problem=${this.acts.problem} .saving=${this.kept.render()} ?busy=${this.acts.busy !== null}
      @typed=${(event: CustomEvent<NewInvitation>) => this.kept.change(event.detail)}
      @invite=${(event: CustomEvent<NewInvitation>) => void this.invite(event.detail, invitee, page)} @close=${() => this.close()}></invite-dialog>`
  }

  private async open(invitee: Invitee): Promise<void> {
    this.acts.clear()
    await this.kept.loaded()
    this.draft = {
      ...this.draft,
      name: '',
      email: '',
      affiliation: '',
      why: '',
      alternate: false,
      looked: [],
      despite: [],
    }
    this.invitee = invitee
  }

  /** Without the overruled evidence, which belongs to one person. */
  private get typed(): NewInvitation {
    const { looked, despite, alternate } = this.draft
    return { ...this.draft, ...this.kept.value, looked, despite, alternate }
  }

  private close(): void {
    this.acts.clear()
    this.invitee = null
  }

  private find(event: Event): void {
    event.preventDefault()
    const q = this.querySelector<HTMLInputElement>('input[name=q]')?.value.trim() ?? ''
    navigate(q === '' ? location.pathname : `${location.pathname}?q=${encodeURIComponent(q)}`, { replace: true })
  }

  private async invite(draft: NewInvitation, { id, name }: Invitee, page: EditorSubmission): Promise<void> {
    this.draft = draft
    const { email, affiliation, why, note, alternate, looked, respondOn, dueOn, despite } = draft
    const reviewer =
      id === null
        ? { kind: 'new' as const, name: draft.name, email, affiliation }
        : { kind: 'account' as const, accountId: id }
    const sent = { why, note, alternate, looked: [...looked], despite: [...despite] }
    const body = { reviewer, respondBy: noonOf(respondOn), dueAt: noonOf(dueOn), ...sent }
    let label = ''
    const ask = async () => {
      label = (await api('POST /api/submissions/:id/invitations', { params: { id: page.id }, body })).label
    }
    if (!(await this.kept.during(() => this.acts.run('invite', ask)))) return
    this.invitee = null
    await Promise.all([this.submission.reload(), this.found.reload()])
    const facts = { name: id === null ? draft.name : name, label, day: day(respondOn) }
    this.acts.say(t(alternate ? 'editor.invite.didAlternate' : 'editor.invite.didInvite', facts))
  }
}

function needed(page: EditorSubmission): string {
  const inRound = inThisRound(page)
  return t('editor.invite.needed', {
    minimum: page.minimumReviews,
    live: inRound.filter(({ status }) => ['invited', 'accepted', 'submitted'].includes(status)).length,
    alternate: inRound.filter(({ status }) => status === 'alternate').length,
  })
}

function inThisRound(page: EditorSubmission): EditorSubmission['reviews'] {
  const round = roundNow(page)
  return page.reviews.filter(({ round: n }) => n === round?.n)
}

function asked(page: EditorSubmission): TemplateResult {
  const inRound = inThisRound(page)
  return html`<h2>${t('editor.invite.asked')}</h2>
    ${inRound.length === 0 ? html`<p class="muted">${t('editor.invite.askedNone')}</p>` : nothing}
    <ul class="lines">${inRound.map(
      ({ label, reviewer, status, respondBy, dueAt, changedAt, declineReason }) => html`<li>
        <p>${reviewerName(label)} <span class="muted" dir="auto">${reviewer.name}</span></p>
        <p class="small muted">${t(`editor.reviewers.status.${status}`, {
          respondBy: day(respondBy),
          dueAt: day(dueAt),
          changedAt: day(changedAt),
          reason: declineReason === null ? '' : t(`editor.reviewers.reason.${declineReason}`),
        })}</p></li>`,
    )}</ul>`
}

function load({ open, done, medianDays }: Candidate): string {
  const parts = [t('editor.invite.load', { open }), t('editor.invite.history', { done })]
  return [...parts, ...(medianDays === null ? [] : [t('editor.invite.median', { n: medianDays })])].join(' · ')
}

function languageNames(tags: readonly string[]): string {
  return listed(tags.map((tag) => languageName(tag)))
}

function inDays(days: number): string {
  return journalDay(new Date(Date.now() + days * 86_400_000))
}

customElements.define('invite-page', InvitePage)
