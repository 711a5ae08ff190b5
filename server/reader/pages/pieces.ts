import { foldLetters } from '../../domain/folding.ts'
import { pageRange, placeInIssue } from '../../domain/page-numbers.ts'
import { html, type Html } from '../../rendering/html.ts'
import { day } from '../../strings/dates.ts'
import { isoDay, yearOf } from '../../domain/day.ts'
import type { Frame } from '../frame.ts'
import { directionOf } from '../../domain/languages.ts'
import type { ArticleLine, IssueRecord } from '../public-records.ts'
import { isBlank } from '../../domain/text.ts'

// Parts that several pages share.

export function dayOf({ journal, locale }: Frame, instant: Date): Html {
  return html`<time datetime="${isoDay(instant, journal.timeZone)}">${day(locale, instant, journal.timeZone)}</time>`
}

/** The date of publication, as exactly as it is known. */
export function appearedOn(frame: Frame, at: Date, dayKnown: boolean): Html {
  const year = yearOf(at, frame.journal.timeZone)
  return dayKnown ? dayOf(frame, at) : html`<time datetime="${year}">${year}</time>`
}

/** Text with its paragraphs; a single line break is kept. */
export function paragraphs(text: string): Html[] {
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => !isBlank(paragraph))
    .map(
      (paragraph) =>
        html`<p dir="auto">${paragraph.split('\n').flatMap((line, n) => (n === 0 ? [line] : [html`<br>`, line]))}</p>`,
    )
}

/** `lang` if it differs from the page's, and `dir`: an English page may show a title in Arabic. */
export function spoken({ locale }: Frame, language: string): Html {
  return language === locale ? html` dir="auto"` : html` lang="${language}" dir="${directionOf(language)}"`
}

/** Names, titles or keywords in a list, each in its own <bdi>, so that Arabic ones do not change places. */
export function eachAlone(texts: readonly string[]): Html[] {
  return texts.map((text, n) => html`${n > 0 && ', '}<bdi>${text}</bdi>`)
}

export function issuePath(issue: Pick<IssueRecord, 'volume' | 'slug'>): string {
  return `/issues/${issue.volume}/${issue.slug}`
}

export function issueName(frame: Frame, issue: Pick<IssueRecord, 'volume' | 'number' | 'year'>): string {
  return frame.t('issue.name', { volume: String(issue.volume), number: issue.number, year: String(issue.year) })
}

/** The name of a special section; some titles contain the words "special section" already. */
export function specialName(frame: Frame, title: string): string {
  return saysSpecial.test(title) ? title : frame.t('special.name', { title })
}

const saysSpecial = /^special section\b/i

/** The section of an article, left out when it is only "Special section" and the special section's name is shown beside it. */
export function besideSpecial(section: string | null): string | null {
  return section !== null && /^special sections?$/i.test(section.trim()) ? null : section
}

/** An issue's own title, left out when it equals that of one of its special sections, which is printed, too. */
export function ownTitle({ title, specialSections }: IssueRecord): string {
  const bare = (text: string) =>
    foldLetters(text.replace(saysSpecial, ''))
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return specialSections.some((special) => bare(special.title) === bare(title)) ? '' : title
}

interface Titled {
  readonly title: string
  readonly subtitle: string | null
}

/** Title and subtitle; some archive records have neither. */
export function fullTitle(frame: Frame, { title, subtitle }: Titled): string {
  if (title === '') return frame.t('article.untitled')
  return subtitle ? `${title}: ${subtitle}` : title
}

export function pagesOf(frame: Frame, article: Pick<ArticleLine, 'firstPage' | 'lastPage'>): string | null {
  const place = placeInIssue(article)
  if (place.kind === 'unknown') return null
  if (place.kind === 'article_number') return frame.t('pages.articleNumber', { number: place.number })
  return frame.t(place.first === place.last ? 'pages.one' : 'pages.range', {
    pages: pageRange(place.first, place.last),
  })
}

/** A list of articles. @param kicker the line above each title: the section, and on a mixed list also the issue */
export function articleList(
  frame: Frame,
  articles: readonly ArticleLine[],
  kicker: (article: ArticleLine) => string | null,
): Html {
  return html`<ol class="articles">${articles.map((article) => articleLine(frame, article, kicker(article)))}</ol>`
}

function articleLine(frame: Frame, article: ArticleLine, kicker: string | null): Html {
  const pages = pagesOf(frame, article)
  const facts = [article.bylines.length > 0 && html`${eachAlone(article.bylines)}`, pages].filter(Boolean)
  return html`<li>
${kicker && html`<p class="kicker"><bdi>${kicker}</bdi></p>`}
<h3><a class="title" href="/articles/${article.number}"${spoken(frame, article.language)}>${fullTitle(frame, article)}</a></h3>
${facts.length > 0 && html`<p class="meta">${facts.map((fact, n) => html`${n > 0 && ' · '}${fact}`)}</p>`}
${article.title === '' && article.note && html`<p class="meta" dir="auto">${article.note}</p>`}
${article.demonstration && html`<p class="mark">${frame.t('demonstration.mark')}</p>`}
${article.hasPdf && html`<p class="formats"><a href="/articles/${article.number}/pdf" aria-label="${frame.t('pdf.of', { title: fullTitle(frame, article) })}">PDF</a></p>`}
</li>`
}

export function searchForm(frame: Frame, query: string): Html {
  return html`<form class="search" action="/search" method="get" role="search">
<label for="q">${frame.t('search.label')}</label>
<div><input id="q" name="q" type="search" maxlength="200" value="${query}"><button class="button">${frame.t('search.go')}</button></div>
</form>`
}
