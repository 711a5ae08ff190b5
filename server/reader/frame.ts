import { html, type Html } from '../rendering/html.ts'
import { pageSlugs } from '../domain/public-pages.ts'
import { directionOf, formatTag, ownName, type Locale } from '../domain/languages.ts'
import { inTheSameLanguage } from '../rendering/links-in-language.ts'
import type { Translate } from '../strings/translate.ts'
import type { JournalRecord } from './public-records.ts'

/** The language a page is written in. */
export interface PageLanguage {
  readonly locale: Locale
  /** Texts of the catalogue's `reader` area. */
  readonly t: Translate
  /** Whether the address names it: then the page's links do, too. */
  readonly inAddress: boolean
  /** Languages in which the page can be read. */
  readonly offered: readonly Locale[]
}

/** What every page needs. */
export interface Frame extends PageLanguage {
  readonly journal: JournalRecord
  /** `https://journal.example`, without a slash at the end. */
  readonly origin: string
  readonly style: string | null
  /** The address of the script for pages with a deadline. */
  readonly island: string | null
  readonly now: Date
  /** An unpublished page, shown to people who work for the journal. */
  readonly preview: boolean
}

export interface Page {
  /** null: the journal's name alone. */
  readonly title: string | null
  /** The canonical path of this page. */
  readonly path: string
  readonly description?: string | undefined
  readonly head?: Html
  readonly body: Html
  /** It shows a deadline in the future: a script adds the time in the reader's time zone. */
  readonly hasDeadline?: boolean
  readonly status?: 404
}

const navigation = [
  { path: '/issues', key: 'nav.issues' },
  { path: '/calls', key: 'nav.calls' },
  { path: '/guidelines', key: 'nav.guidelines' },
  { path: '/search', key: 'nav.search' },
  { path: '/about', key: 'nav.about' },
  { path: '/author/submit', key: 'nav.submit' },
  { path: '/account/sign-in', key: 'nav.signIn' },
] as const

/** The whole document: no script except beside a deadline, no cookie, nothing from other sites. */
export function documentOf(frame: Frame, page: Page): string {
  const { journal, locale, t } = frame
  const title = page.title === null ? journal.title : `${page.title} · ${journal.title}`
  const document = html`<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${page.description && html`<meta name="description" content="${page.description}">`}
${frame.preview || page.status === 404 ? html`<meta name="robots" content="noindex">` : addresses(frame, page.path)}
${frame.style && html`<link rel="stylesheet" href="${frame.style}">`}
<link rel="icon" href="data:,">
${page.head}
</head>
<body>
<a class="skip" href="#main">${t('skip')}</a>
<header class="site">
<a class="journal" href="/"${page.path === '/' && html` aria-current="page"`}>${journal.title}</a>
<nav aria-label="${t('nav.label')}"><ul>
${navigation.map(({ path, key }) => html`<li><a href="${path}"${page.path === path && html` aria-current="page"`}>${t(key)}</a></li>`)}
</ul></nav>
</header>
${frame.preview && html`<p class="preview" role="status">${t('preview')}</p>`}
<main id="main">
${page.body}
</main>
<footer class="colophon">
<nav aria-label="${t('nav.more')}"><ul>
${[...pageSlugs, 'about'].map((slug) => html`<li><a href="/${slug}"${page.path === `/${slug}` && html` aria-current="page"`}>${t(`footer.${slug}`)}</a></li>`)}
</ul></nav>
${languageList(frame, page.path)}
<p>${t('colophon', { title: journal.fullTitle, issn: journal.issn, publisher: journal.publisher })}</p>
</footer>
${page.hasDeadline && frame.island && islandOf(frame, frame.island)}
</body>
</html>
`.toString()
  return frame.inAddress ? inTheSameLanguage(document, locale) : document
}

/** The canonical address of this page, and the addresses of the page in every language. */
function addresses({ inAddress, locale, offered, origin }: Frame, path: string): Html {
  const page = `${origin}${path}`
  return html`<link rel="canonical" href="${inAddress ? `${page}?lang=${locale}` : page}">
${offered.length > 1 && html`${offered.map((one) => html`<link rel="alternate" hreflang="${one}" href="${page}?lang=${one}">`)}<link rel="alternate" hreflang="x-default" href="${page}">`}`
}

/** The languages the page can be read in, each by its own name. */
function languageList({ locale, offered, t }: Frame, path: string): Html | false {
  return (
    offered.length > 1 &&
    html`<nav aria-label="${t('nav.languages')}"><ul>
${offered.map((one) => html`<li><a href="${path}?lang=${one}" hreflang="${one}" lang="${one}" dir="${directionOf(one)}"${one === locale && html` aria-current="true"`}>${ownName(one)}</a></li>`)}
</ul></nav>`
  )
}

/** At the end of the body, so that the elements it looks for exist. It gets its texts from attributes. */
function islandOf({ journal: { timeZone }, locale, t }: Frame, src: string): Html {
  const hole = { day: '{day}', time: '{time}' }
  return html`<script type="module" async src="${src}" data-zone="${timeZone}" data-locale="${formatTag(locale)}" data-yours="${t('deadline.yours', hole)}" data-yours-day="${t('deadline.yoursDay', hole)}"></script>`
}
