import { html, nothing, type TemplateResult } from 'lit'
import { isolated } from '../../../server/domain/text.ts'
import { repeat } from 'lit/directives/repeat.js'
import { pageRange } from '../../../server/domain/page-numbers.ts'
import { t, tOf } from '../../app/strings.ts'
import { valueOf } from '../../elements/control-of.ts'
import { TjElement } from '../../elements/light-element.ts'
import { Dragging } from './issue-drag.ts'
import { lacks, titleOf } from './issue-obstacles.ts'
import {
  type Group,
  groupsOf,
  type Issue,
  type Placed,
  type Plan,
  drop,
  putInto,
  sameOrder,
  step,
  stepGroup,
  takeOut,
} from './issue-plan.ts'

export interface Moved {
  readonly plan: Plan
  /** What was done, read out by screen readers. */
  readonly said: string
}

/**
 * The available articles on the left, the issue under its headings on the right. Articles are ordered by dragging the grip, with buttons,
 * with Alt and the arrow keys, or by choosing a place. Events: `moved` (detail: Moved), `edit-section` (detail: the id).
 */
export class IssueBuilder extends TjElement {
  static override properties = {
    issue: { attribute: false },
    plan: { attribute: false },
  }
  declare issue: Issue
  declare plan: Plan
  private readonly dragging = new Dragging(this)
  private refocus: { readonly row: string; readonly control: string } | null = null

  private get open(): boolean {
    return this.issue.can.assemble.allowed
  }

  override render(): TemplateResult {
    const groups = groupsOf(this.plan, this.issue.specialSections)
    return html`<div class="builder ${this.open ? '' : 'closed'} ${this.dragging.articleId === null ? '' : 'dragging'}">
      ${this.open ? this.available() : nothing}
      <section class="contents" data-drop="issue" aria-labelledby="contents-heading">
        <h2 id="contents-heading">${t('editor.issue.contents')} <span class="tally">${this.plan.contents.length}</span></h2>
        ${groups.length === 0 ? html`<p class="muted place">${t('editor.issue.emptyContents')}</p>` : nothing}
        ${repeat(
          groups,
          ({ key }) => key,
          (group) => this.group(group, groups),
        )}
      </section>
    </div>`
  }

  protected override updated(): void {
    const wanted = this.refocus
    if (wanted === null) return
    this.refocus = null
    const row = this.querySelector(`[data-row="${CSS.escape(wanted.row)}"]`)
    const control =
      row?.querySelector<HTMLElement>(`[data-control="${wanted.control}"]`) ?? row?.querySelector<HTMLElement>('select')
    control?.focus()
    control?.scrollIntoView({ block: 'nearest' })
  }

  private available(): TemplateResult {
    const { available } = this.plan
    const ready = available.filter((article) => article.step === 'ready')
    const rest = available.filter((article) => article.step !== 'ready')
    return html`<section class="available ${this.dragging.drop?.kind === 'out' ? 'over' : ''}" data-drop="out" aria-labelledby="available-heading">
      <h2 id="available-heading">${t('editor.issue.available')} <span class="tally">${available.length}</span></h2>
      <p class="hint">${t('editor.issue.availableHint')}</p>
      ${available.length === 0 ? html`<p class="muted">${t('editor.issue.noneAvailable')}</p>` : nothing}
      <ol class="placed">${repeat(
        [...ready, ...rest],
        ({ articleId }) => articleId,
        (article) => this.waiting(article),
      )}</ol>
    </section>`
  }

  private waiting(article: Placed): TemplateResult {
    const { articleId } = article
    const standing = tOf('editor.production.step', article.step ?? '') ?? ''
    return html`<li data-row=${articleId} class=${articleId === this.dragging.articleId ? 'dragged' : ''}>
      ${this.grip(article)}
      <div class="what">${this.name(article)}
        <p class="small muted">${article.sectionTitle === null ? nothing : html`<bdi>${article.sectionTitle}</bdi>`}${article.sectionTitle !== null && standing ? ' · ' : nothing}${standing}</p></div>
      <div class="tools">${this.issue.specialSections.length === 0 ? nothing : this.places(article, 'out')}
        <button type="button" class="small" data-control="in" aria-label=${t('editor.issue.putInNamed', { title: titleOf(article) })}
          @click=${() => this.place(article, 'own', 'up')}>${t('editor.issue.putIn')}</button></div>
    </li>`
  }

  private group(group: Group, groups: readonly Group[]): TemplateResult {
    const { special, sectionTitle, articles, key } = group
    const heading =
      special === null
        ? (sectionTitle ?? t('editor.issue.otherArticles'))
        : t('editor.issue.special', { title: special.title })
    const over =
      this.dragging.drop?.kind === 'into' &&
      this.dragging.drop.specialSectionId === (special?.id ?? null) &&
      special !== null
    return html`<section class="group ${special === null ? '' : 'special'} ${over ? 'over' : ''}" data-drop="group" data-special=${special?.id ?? ''}>
      <header data-row=${key} class="row"><h3 dir="auto">${heading}</h3>${this.open ? this.groupTools(group, heading, groups) : nothing}</header>
      ${special === null ? nothing : html`<p class="small ${special.guestEditors.length === 0 ? 'warn' : 'muted'}">${special.guestEditors.length === 0 ? t('editor.issue.noGuestEditors') : t('editor.issue.guestEditors', { names: special.guestEditors.map(isolated).join(', ') })}</p>`}
      ${articles.length === 0 ? html`<p class="muted place">${t('editor.issue.emptySpecial')}</p>` : nothing}
      <ol class="placed">${repeat(
        articles,
        ({ articleId }) => articleId,
        (article) => this.placed(article),
      )}</ol>
    </section>`
  }

  private groupTools(group: Group, heading: string, groups: readonly Group[]): TemplateResult {
    const { special, key, articles } = group
    const filled = groups.filter((other) => other.articles.length > 0)
    const here = filled.indexOf(group)
    const mover = (by: -1 | 1, words: string, sign: string, end: boolean) =>
      html`<button type="button" class="quiet small" data-control=${by < 0 ? 'up' : 'down'} aria-label=${words} aria-disabled=${end} @click=${() => this.moveGroup(key, heading, by)}>${sign}</button>`
    return html`<span class="tools">
      ${special === null ? nothing : html`<button type="button" class="quiet small" data-control="edit" aria-label=${t('editor.issue.editSpecialNamed', { title: special.title })} @click=${() => this.tell('edit-section', special.id)}>${t('editor.issue.editSpecial')}</button>`}
      ${articles.length === 0 || filled.length < 2 ? nothing : html`${mover(-1, t('editor.issue.sectionUp', { title: heading }), '↑', here === 0)}${mover(1, t('editor.issue.sectionDown', { title: heading }), '↓', here === filled.length - 1)}`}
    </span>`
  }

  private placed(article: Placed): TemplateResult {
    const { articleId, firstPage, lastPage } = article
    const missing = lacks(this.issue, article)
    const line = this.dragging.drop?.kind === 'before' && this.dragging.drop.articleId === articleId ? 'line-above' : ''
    const below = this.dragging.drop?.kind === 'after' && this.dragging.drop.articleId === articleId ? 'line-below' : ''
    return html`<li data-row=${articleId} data-drop="article" class="${articleId === this.dragging.articleId ? 'dragged' : ''} ${line} ${below}"
      @keydown=${(event: KeyboardEvent) => this.key(event, article)}>
      ${this.open ? this.grip(article) : nothing}
      <div class="what">${this.name(article)}
        <p class="small">${firstPage === null ? nothing : html`<span class="muted">${t('editor.issue.pagesOf', { pages: pageRange(firstPage, lastPage) })}</span> `}${
          missing.length > 0
            ? html`<span class="state bad">${t('editor.issue.lacksList', { list: missing.join(', ') })}</span>`
            : this.issue.status === 'published'
              ? nothing
              : html`<span class="state good">${t('editor.issue.articleReady')}</span>`
        }</p></div>
      ${this.open ? html`<div class="tools">${this.places(article, article.specialSectionId ?? 'own')}${this.movers(article)}</div>` : nothing}
    </li>`
  }

  private name(article: Placed): TemplateResult {
    const { articleId, submissionId, bylines } = article
    const title = titleOf(article)
    return html`<p>${submissionId === null ? html`<span class="title" dir="auto">${title}</span>` : html`<a class="title" dir="auto" href="/editor/production/${articleId}">${title}</a>`}</p>
      ${bylines.length === 0 ? nothing : html`<p class="small muted names">${bylines.map((byline, n) => html`${n === 0 ? nothing : ', '}<bdi>${byline}</bdi>`)}</p>`}`
  }

  private movers(article: Placed): TemplateResult {
    const label = titleOf(article)
    const mover = (by: -1 | 1, words: string, sign: string) =>
      html`<button type="button" class="quiet small" data-control=${by < 0 ? 'up' : 'down'} aria-label=${words} aria-keyshortcuts=${by < 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'} aria-disabled=${this.isFixed(article, by)} @click=${() => this.shift(article, by)}>${sign}</button>`
    return html`<span class="movers">${mover(-1, t('common.reorder.up', { label }), '↑')}${mover(1, t('common.reorder.down', { label }), '↓')}</span>`
  }

  private isFixed({ articleId }: Placed, by: -1 | 1): boolean {
    return sameOrder(step(this.plan, this.issue.specialSections, articleId, by), this.plan)
  }

  private places(article: Placed, current: string): TemplateResult {
    const own =
      article.sectionTitle === null
        ? t('editor.issue.placeArticles')
        : t('editor.issue.placeSection', { section: article.sectionTitle })
    const option = (value: string, words: string) =>
      html`<option value=${value} ?selected=${value === current} .selected=${value === current}>${words}</option>`
    return html`<select class="short" data-control="place" aria-label=${t('editor.issue.placeOf', { title: titleOf(article) })} @change=${(event: Event) => this.place(article, valueOf(event), 'place')}>
      ${option('out', t('editor.issue.placeOut'))} ${option('own', own)}
      ${this.issue.specialSections.map(({ id, title }) => option(id, t('editor.issue.special', { title })))}
    </select>`
  }

  private grip(article: Placed): TemplateResult {
    return html`<span class="grip" aria-hidden="true" @pointerdown=${(event: PointerEvent) => this.lift(event, article)}
      ><svg viewBox="0 0 10 16" width="10" height="16"><path d="M2 2h2v2H2zM6 2h2v2H6zM2 7h2v2H2zM6 7h2v2H6zM2 12h2v2H2zM6 12h2v2H6z" /></svg></span>`
  }

  private lift(event: PointerEvent, article: Placed): void {
    const { articleId } = article
    this.dragging.lift(event, articleId, (where) =>
      this.changeTo(drop(this.plan, this.issue.specialSections, articleId, where), article, 'place'),
    )
  }

  private key(event: KeyboardEvent, article: Placed): void {
    if (!event.altKey || !this.open || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    this.shift(article, event.key === 'ArrowUp' ? -1 : 1)
  }

  private shift(article: Placed, by: -1 | 1): void {
    const control =
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['control'] : undefined
    this.changeTo(
      step(this.plan, this.issue.specialSections, article.articleId, by),
      article,
      control ?? (by < 0 ? 'up' : 'down'),
    )
  }

  private moveGroup(key: string, heading: string, by: -1 | 1): void {
    const plan = stepGroup(this.plan, this.issue.specialSections, key, by)
    if (sameOrder(plan, this.plan)) return
    this.plan = plan
    const groups = groupsOf(plan, this.issue.specialSections)
    const name = key.slice(0, key.lastIndexOf(' '))
    const here = groups.findIndex((group) => group.key.startsWith(`${name} `))
    this.refocus = { row: groups[here]?.key ?? key, control: by < 0 ? 'up' : 'down' }
    const said = t('common.reorder.moved', { label: heading, position: here + 1, total: groups.length })
    this.tell('moved', { plan, said } satisfies Moved)
  }

  private place(article: Placed, where: string, control: string): void {
    const { articleId } = article
    const plan =
      where === 'out' ? takeOut(this.plan, articleId) : putInto(this.plan, articleId, where === 'own' ? null : where)
    this.changeTo(plan, article, control)
  }

  private changeTo(plan: Plan, article: Placed, control: string): void {
    if (sameOrder(plan, this.plan)) return
    this.plan = plan
    this.refocus = { row: article.articleId, control }
    this.tell('moved', { plan, said: this.whereIs(article) } satisfies Moved)
  }

  private whereIs(article: Placed): string {
    const title = titleOf(article)
    const isIt = (placed: Placed) => placed.articleId === article.articleId
    const position = this.plan.contents.findIndex(isIt) + 1
    if (position === 0) return t('editor.issue.saidOut', { title })
    const special = groupsOf(this.plan, this.issue.specialSections).find(({ articles }) => articles.some(isIt))?.special
    const facts = { title, position, total: this.plan.contents.length }
    return special ? t('editor.issue.saidSpecial', { ...facts, section: special.title }) : t('editor.issue.said', facts)
  }
}

customElements.define('issue-builder', IssueBuilder)
