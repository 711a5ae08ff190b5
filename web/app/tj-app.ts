import { html, nothing, type TemplateResult } from 'lit'
import '../elements/tj-loading.ts'
import '../elements/tj-problem.ts'
import { TjElement } from '../elements/light-element.ts'
import { api } from './api.ts'
import { navigationFor } from '../../server/domain/navigation.ts'
import { emptyStore } from './device-store.ts'
import { sendAll } from './open-drafts.ts'
import { ApiProblem, asProblem } from './problem.ts'
import { makePage, navigate, type Place, placeOf } from './router.ts'
import { account, onSession, refreshSession, session } from './session.ts'
import { signedInEvent, signedOutEvent, signInEvent } from './session-events.ts'
import { t } from './strings.ts'

/** The shell of the working screens: header, navigation by role, the page, and errors instead of a page. */
export class TjApp extends TjElement {
  static override properties = {
    page: { state: true },
    problem: { state: true },
    busy: { state: true },
    isOver: { state: true },
    offered: { state: true },
    leaving: { state: true },
  }
  declare private page: HTMLElement | null
  declare private problem: ApiProblem | null
  declare private busy: boolean
  /** The session of the person whose page this is has ended. */
  declare private isOver: boolean
  /** The dialog for signing in again is open. */
  declare private offered: boolean
  /** The dialog that warns before text is lost is open. */
  declare private leaving: boolean
  private place: Place | null = null
  private turn = 0

  constructor() {
    super()
    this.page = null
    this.problem = null
    this.busy = true
    this.isOver = false
    this.offered = false
    this.leaving = false
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('popstate', () => void this.go())
    addEventListener('tj-navigate', () => void this.go({ moveFocus: true }))
    // Opens automatically only once: automatic saving finds the ended session again and again.
    addEventListener(signedOutEvent, () => void (this.isOver || this.offerSignIn()))
    addEventListener(signInEvent, () => void this.offerSignIn())
    addEventListener(signedInEvent, () => Object.assign(this, { isOver: false, offered: false }))
    onSession(() => this.requestUpdate())
  }

  /** Opens the dialog over the page, so that nothing typed on it is lost. */
  private async offerSignIn(): Promise<void> {
    this.isOver = true
    await import('../account/sign-in-again.ts')
    this.offered = true
  }

  /** Shows the page of the address. */
  async go({ moveFocus = false } = {}): Promise<void> {
    const turn = ++this.turn
    const place = placeOf(new URL(location.href))
    if (place !== null && this.isSamePage(place)) return this.passOn(place)
    this.place = place
    document.title = `${place === null ? t('common.title.notFound') : t(place.route.title)} · ${t('common.journal')}`
    const refused = place === null ? notFound() : this.refusal(place)
    if (refused === 'sign-in') return
    this.problem = refused
    this.busy = refused === null
    if (place !== null && refused === null) await this.open(place, turn)
    if (moveFocus && turn === this.turn) this.focusPage()
  }

  /** Shows an error instead of the page. */
  fail(problem: ApiProblem): void {
    this.busy = false
    this.problem = problem
  }

  private isSamePage(place: Place): boolean {
    const before = this.place
    if (before?.route !== place.route || this.page === null || this.problem !== null) return false
    return JSON.stringify(before.params) === JSON.stringify(place.params)
  }

  private passOn(place: Place): void {
    this.place = place
    Object.assign(this.page ?? {}, { query: place.query })
  }

  private async open(place: Place, turn: number): Promise<void> {
    try {
      const page = await makePage(place)
      if (turn !== this.turn) return
      this.page = page
      this.busy = false
    } catch (failure) {
      if (turn === this.turn) this.fail(asProblem(failure))
    }
  }

  private refusal({ route }: Place): ApiProblem | null | 'sign-in' {
    if (route.roles === undefined) return null
    const signedIn = account()
    const link = session()?.actor.kind === 'link' && route.link === true
    if (link) return null
    if (signedIn === null) {
      navigate(`/account/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`, { replace: true })
      return 'sign-in'
    }
    const fits = route.roles.length === 0 || route.roles.some((role) => signedIn.roles.includes(role))
    return fits ? null : new ApiProblem(403, 'not_your_role', t('common.notYourRole'))
  }

  /** Moves the focus to the heading of the new page as soon as it is rendered, so that screen readers announce the page. */
  private focusPage(): void {
    scrollTo(0, 0)
    const main = this.querySelector('main')
    main?.focus({ preventScroll: true })
    const focusHeading = () => {
      const heading = main?.querySelector('h1')
      if (!heading) return false
      if (document.activeElement !== main) return true
      heading.tabIndex = -1
      heading.focus({ preventScroll: true })
      return true
    }
    const watcher = new MutationObserver(() => {
      if (focusHeading()) watcher.disconnect()
    })
    if (main && !focusHeading()) watcher.observe(main, { childList: true, subtree: true })
  }

  /** Saves what can be saved, and asks before other text is lost. */
  private async leave(): Promise<void> {
    if (await sendAll()) return this.signOut()
    await import('../account/sign-out-dialog.ts')
    this.leaving = true
  }

  private async signOut(): Promise<void> {
    this.leaving = false
    try {
      await api('DELETE /api/session')
      emptyStore()
      await refreshSession()
      location.assign('/')
    } catch (failure) {
      this.fail(asProblem(failure))
    }
  }

  override render(): TemplateResult {
    const bare = this.place?.route.bare === true
    return html`
      <a class="skip" href="#main">${t('common.skip')}</a>
      <header class="masthead">
        <div>
          <a class="journal" href="/">${t('common.journal')}</a>
          ${bare ? nothing : this.navigation()} ${this.signedIn()}
        </div>
      </header>
      <main id="main" tabindex="-1">${this.content()}</main>
      <footer>${t('common.footer')}</footer>
      <sign-in-again ?open=${this.offered} @close=${() => (this.offered = false)}></sign-in-again>
      <sign-out-dialog ?open=${this.leaving} @close=${() => (this.leaving = false)} @go=${() => void this.signOut()}></sign-out-dialog>
    `
  }

  private content(): unknown {
    if (this.problem !== null) {
      return html`<tj-problem page .problem=${this.problem} @retry=${() => this.retry()}></tj-problem>`
    }
    return this.busy ? html`<tj-loading></tj-loading>` : this.page
  }

  /** The bundle of a screen may be missing because the server was updated: reloading the shell finds the new one. */
  private retry(): void {
    if (this.problem?.code === 'screen_fault') location.reload()
    else void this.go()
  }

  private navigation(): TemplateResult | typeof nothing {
    const entries = navigationFor(account()?.roles ?? null)
    if (entries.length === 0) return nothing
    const here = [...entries]
      .sort((a, b) => b.href.length - a.href.length)
      .find(({ href }) => isUnder(location.pathname, href))
    return html`<nav aria-label=${t('common.nav.label')}>
      <ul>
        ${entries.map(
          (entry) => html`<li>
            <a href=${entry.href} aria-current=${entry === here ? (entry.href === location.pathname ? 'page' : 'true') : nothing}
              >${t(entry.title)}</a
            >
          </li>`,
        )}
      </ul>
    </nav>`
  }

  private signedIn(): TemplateResult {
    const person = account()
    if (this.isOver)
      return html`<div class="account"><button type="button" class="quiet" @click=${() => void this.offerSignIn()}>${t('common.signIn')}</button></div>`
    if (person === null)
      return html`<div class="account"><a class="button quiet" href="/account/sign-in">${t('common.signIn')}</a></div>`
    return html`<div class="account">
      <a class="name" href="/account" dir="auto">${person.name}</a>
      <button type="button" class="quiet" @click=${() => void this.leave()}>${t('common.signOut')}</button>
    </div>`
  }
}

function isUnder(path: string, href: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}

function notFound(): ApiProblem {
  return new ApiProblem(404, 'not_found', t('common.notFound'))
}

customElements.define('tj-app', TjApp)

declare global {
  interface HTMLElementTagNameMap {
    'tj-app': TjApp
  }
}
