import { html, nothing, type TemplateResult } from 'lit'
import { reviewCode } from '../../server/domain/review-code.ts'
import { isolated } from '../../server/domain/text.ts'
import { api, type Answer } from '../app/api.ts'
import { day, fromNow } from '../app/dates.ts'
import { AsyncData } from '../app/async-data.ts'
import { t, tOf } from '../app/strings.ts'
import '../elements/tj-empty.ts'
import { TjPage } from '../elements/tj-page.ts'

type Invitation = Answer<'GET /api/invitations'>['invitations'][number]

/** A reviewer's invitations and reviews, the earliest due date first. */
class ReviewerHomePage extends TjPage {
  private readonly invitations = new AsyncData(this, async () => (await api('GET /api/invitations')).invitations)

  override render(): TemplateResult {
    return html`<div class="narrow stack">
      <h1>${t('common.title.reviews')}</h1>
      ${this.invitations.render({ ready: (all) => this.lists(all), empty: () => this.nothingYet() })}
    </div>`
  }

  private lists(all: readonly Invitation[]): TemplateResult {
    const answer = all.filter(({ status }) => status === 'invited').sort(by('respondBy'))
    const write = all.filter(({ status }) => status === 'accepted').sort(by('dueAt'))
    const past = all.filter((invitation) => !answer.includes(invitation) && !write.includes(invitation))
    return html`${section(t('reviewer.home.write'), write, toReview)} ${section(t('reviewer.home.answer'), answer, toAnswer)}
      ${section(t('reviewer.home.past'), past.sort(by('dueAt')).toReversed(), ended)}`
  }

  private nothingYet(): TemplateResult {
    return html`<tj-empty heading=${t('reviewer.home.empty')} text=${t('reviewer.home.emptyText')}>
      <a href="/account">${t('reviewer.home.emptyProfile')}</a>
    </tj-empty>`
  }
}

function by(field: 'respondBy' | 'dueAt') {
  return (a: Invitation, b: Invitation) => a[field].localeCompare(b[field])
}

function section(
  heading: string,
  invitations: readonly Invitation[],
  row: (invitation: Invitation) => TemplateResult,
): TemplateResult | typeof nothing {
  if (invitations.length === 0) return nothing
  return html`<section class="section"><h2>${heading}</h2>
    <ul class="lines">${invitations.map((invitation) => html`<li>${row(invitation)}</li>`)}</ul></section>`
}

function toReview(invitation: Invitation): TemplateResult {
  const { id, dueAt, late } = invitation
  const next = late
    ? html`<span class="warn">${t('reviewer.home.writeLate', { day: day(dueAt) })}</span>`
    : t('reviewer.home.writeNext', { day: day(dueAt), fromNow: fromNow(new Date(dueAt)) })
  return html`${title(invitation, `/review/${id}`)}
    <p class="row"><span>${next}</span> <a class="button" href="/review/${id}">${t('reviewer.home.review')}</a></p>`
}

function toAnswer(invitation: Invitation): TemplateResult {
  const { id, respondBy } = invitation
  const over = Date.parse(respondBy) < Date.now()
  const next = t(over ? 'reviewer.home.answerLate' : 'reviewer.home.answerNext', { day: day(respondBy) })
  return html`${title(invitation, `/review/${id}/invitation`)}
    <p class="row"><span>${next}</span> <a class="button" href="/review/${id}/invitation">${t('reviewer.home.open')}</a></p>`
}

function ended(invitation: Invitation): TemplateResult {
  const { id, status } = invitation
  return html`${title(invitation, status === 'submitted' ? `/review/${id}` : `/review/${id}/invitation`)}
    <p class="muted small">${tOf('reviewer.home.status', status)}</p>`
}

function title({ id, title: words, language, round, sectionTitle }: Invitation, href: string): TemplateResult {
  const about = [reviewCode(id), sectionTitle, round > 1 ? t('reviewer.home.round', { round }) : null].filter(
    (part) => part !== null,
  )
  return html`<p><a class="title" href=${href} lang=${language} dir="auto">${words}</a></p>
    <p class="muted small">${about.map(isolated).join(' · ')}</p>`
}

customElements.define('reviewer-home-page', ReviewerHomePage)
