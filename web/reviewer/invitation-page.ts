import { html, nothing, type TemplateResult } from 'lit'
import { isolated } from '../../server/domain/text.ts'
import { hasEnded, type DeclineReason } from '../../server/domain/review.ts'
import { Acts } from '../app/acts.ts'
import { api, type Answer } from '../app/api.ts'
import { day, fromNow } from '../app/dates.ts'
import { Loading } from '../app/loading.ts'
import { navigate } from '../app/router.ts'
import { account } from '../app/session.ts'
import { languageName, t, tOf } from '../app/strings.ts'
import { valueOf } from '../elements/control-of.ts'
import '../elements/tj-action.ts'
import '../elements/tj-field.ts'
import '../elements/tj-notice.ts'
import { TjPage } from '../elements/tj-page.ts'
import '../elements/tj-translated.ts'
import { reasonChoices } from './decline-reasons.ts'

type Invitation = Answer<'GET /api/invitations/:id'>

/** One invitation: what it is about, what is asked, by when; yes or no. */
class InvitationPage extends TjPage {
  static override properties = { ...TjPage.properties, declining: { state: true }, reason: { state: true } }
  declare private declining: boolean
  declare private reason: DeclineReason
  private suggestion = ''
  private readonly acts = new Acts(this)
  private readonly invitation = new Loading(this, () =>
    api('GET /api/invitations/:id', { params: { id: this.invitationId } }),
  )

  constructor() {
    super()
    this.declining = false
    this.reason = 'no_time'
  }

  private get invitationId(): string {
    return this.params['id'] ?? ''
  }

  override render(): TemplateResult {
    return html`<article class="narrow stack invitation">
      ${this.invitation.render({ ready: (invitation) => this.shown(invitation) })}
    </article>`
  }

  private shown(invitation: Invitation): TemplateResult {
    return html`<header class="page-head">
        <p class="kicker">${t('reviewer.invitation.kicker')}</p>
        <h1 dir="auto" lang=${invitation.language}>${invitation.title}</h1>
        ${invitation.status === 'invited' ? html`<p class="muted">${t('reviewer.invitation.from')}</p>` : nothing}
      </header>
      ${this.acts.render()} ${this.answer(invitation)} ${hasEnded(invitation.status) ? nothing : this.about(invitation)}
      ${invitation.status === 'invited' ? this.bar(invitation) : nothing}`
  }

  private answer(invitation: Invitation): TemplateResult {
    const { status } = invitation
    if (status === 'invited') return this.declining ? this.declineForm(invitation) : this.asked(invitation)
    if (status === 'accepted') return this.leadOn(t('reviewer.over.accepted'), t('reviewer.over.acceptedLink'))
    if (status === 'submitted') return this.leadOn(t('reviewer.over.submitted'), t('reviewer.over.submittedLink'))
    if (invitation.can.sendLate.allowed) return this.leadOn(t('reviewer.over.round'), t('reviewer.over.roundLink'))
    return html`<tj-notice heading=${tOf('reviewer.over', status) ?? ''}>
      <p>${account() === null ? t('reviewer.over.close') : html`<a href="/review">${t('reviewer.over.home')}</a>`}</p>
    </tj-notice>`
  }

  private leadOn(said: string, link: string): TemplateResult {
    return html`<div class="asked"><p>${said}</p>
      <p><a class="button primary" href="/review/${this.invitationId}">${link}</a></p></div>`
  }

  private asked({ respondBy, dueAt, round }: Invitation): TemplateResult {
    const when = (instant: string) =>
      t('reviewer.invitation.relative', { day: day(instant), fromNow: fromNow(new Date(instant)) })
    return html`<section class="stack">
      <h2>${t('reviewer.invitation.asked')}</h2>
      <p>${t('reviewer.invitation.askedText')}</p>
      ${round > 1 ? html`<p>${t('reviewer.invitation.askedAgain', { round })}</p>` : nothing}
      <p>${t('reviewer.invitation.anonymity')}</p>
      <dl class="facts">
        <dt>${t('reviewer.invitation.answerBy')}</dt><dd>${when(respondBy)}</dd>
        <dt>${t('reviewer.invitation.dueBy')}</dt><dd><strong>${when(dueAt)}</strong></dd>
      </dl>
    </section>`
  }

  private about(invitation: Invitation): TemplateResult {
    const { contentNote, abstract, keywords, sectionTitle, callTitle, language, round } = invitation
    const text = html`<tj-translated ?plain=${contentNote !== ''} label=${t('reviewer.invitation.abstract')} .texts=${abstract}></tj-translated>`
    const fact = (label: string, value: string | null) =>
      value === null || value === '' ? nothing : html`<dt>${label}</dt><dd dir="auto">${value}</dd>`
    return html`${
      contentNote === ''
        ? html`<section class="section">${text}</section>`
        : html`<tj-notice kind="warn" heading=${t('reviewer.invitation.note')}>
            <p dir="auto">${contentNote}</p><p>${t('reviewer.invitation.noteText')}</p></tj-notice>
          <details class="section"><summary>${t('reviewer.invitation.readAbstract')}</summary>${text}</details>`
    }
    <dl class="facts">
      ${fact(t('reviewer.invitation.keywords'), keywords.map(isolated).join(', '))}
      ${fact(t('reviewer.invitation.kind'), sectionTitle && isolated(sectionTitle))} ${fact(t('reviewer.invitation.call'), callTitle && isolated(callTitle))}
      ${fact(t('reviewer.invitation.language'), languageName(language))}
      ${round > 1 ? fact(t('reviewer.invitation.round'), String(round)) : nothing}
    </dl>`
  }

  private bar({ can }: Invitation): TemplateResult | typeof nothing {
    if (this.declining) return nothing
    return html`<div class="act-bar two">
      <div class="actions">
        <tj-action kind="primary" label=${t('reviewer.invitation.accept')} .verdict=${can.accept}
          ?busy=${this.acts.busy !== null} @act=${() => void this.accept()}></tj-action>
        <tj-action label=${t('reviewer.invitation.decline')} .verdict=${can.decline}
          ?busy=${this.acts.busy !== null} @act=${() => void this.showDecline(true)}></tj-action>
      </div>
      ${can.accept.allowed ? html`<p class="small muted">${t('reviewer.invitation.acceptNext')}</p>` : nothing}
    </div>`
  }

  private declineForm({ can }: Invitation): TemplateResult {
    return html`<form class="asked stack decline" @submit=${(event: Event) => void this.decline(event)}>
      <h2 tabindex="-1">${t('reviewer.decline.heading')}</h2>
      <p>${t('reviewer.decline.lead')}</p>
      ${reasonChoices(this.reason, (reason) => (this.reason = reason))}
      <tj-field label=${t('reviewer.decline.suggestion')} hint=${t('reviewer.decline.suggestionHint')} optional>
        <textarea name="suggestion" maxlength="1000" @input=${(event: Event) => (this.suggestion = valueOf(event))}></textarea>
      </tj-field>
      <div class="actions">
        <tj-action submit kind="primary" label=${t('reviewer.decline.submit')} .verdict=${can.decline} ?busy=${this.acts.busy !== null}></tj-action>
        <button type="button" @click=${() => void this.showDecline(false)}>${t('reviewer.decline.keep')}</button>
      </div>
    </form>`
  }

  private async showDecline(declining: boolean): Promise<void> {
    this.declining = declining
    await this.updateComplete
    this.querySelector<HTMLElement>(declining ? '.decline h2' : '.act-bar tj-action + tj-action button')?.focus()
  }

  private async accept(): Promise<void> {
    await this.acts.run('accept', async () => {
      await api('POST /api/invitations/:id/accept', { params: { id: this.invitationId } })
      navigate(`/review/${this.invitationId}?welcome=1`)
    })
  }

  private async decline(event: Event): Promise<void> {
    event.preventDefault()
    const { reason, suggestion } = this
    const declined = await this.acts.run(
      'decline',
      () =>
        api('POST /api/invitations/:id/decline', { params: { id: this.invitationId }, body: { reason, suggestion } }),
      t('reviewer.invitation.answered'),
    )
    if (!declined) return
    this.declining = false
    await this.invitation.reload()
  }
}

customElements.define('invitation-page', InvitationPage)
