import { doiProblem } from '../domain/article.ts'
import { mainLanguage } from '../domain/languages.ts'
import { isOrcid } from '../domain/orcid.ts'
import { placeInIssue } from '../domain/page-numbers.ts'
import { html, trusted, type Html } from '../rendering/html.ts'
import { isoDay, yearOf } from '../domain/day.ts'
import type { Frame } from './frame.ts'
import type { ArticleRecord } from './public-records.ts'

// Metadata of an article's page for programs: citation_ tags for Google Scholar and Zotero, Dublin Core for older harvesters, JSON-LD for
// search engines.

type Tag = readonly [name: string, content: string | null | undefined]

export function articleHead(frame: Frame, article: ArticleRecord): Html {
  const tags = [...citationTags(frame, article), ...dublinCore(frame, article)]
  return html`<link rel="license" href="${article.licenceUrl}">
<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">
${tags.map(([name, content]) => content && html`<meta name="${name}" content="${content}">\n`)}
<script type="application/ld+json">${jsonLd(frame, article)}</script>`
}

function citationTags(frame: Frame, article: ArticleRecord): Tag[] {
  const { journal, origin } = frame
  const page = `${origin}/articles/${article.number}`
  return [
    ['citation_title', wholeTitle(article)],
    ...article.bylines.flatMap(({ name, affiliation, orcid }): Tag[] => [
      ['citation_author', name],
      ['citation_author_institution', affiliation],
      ['citation_author_orcid', orcidUrl(orcid)],
    ]),
    ['citation_publication_date', publicationDate(frame, article)],
    ['citation_online_date', article.dayKnown ? onlineDate(frame, article)?.replaceAll('-', '/') : null],
    ['citation_journal_title', journal.title],
    ['citation_publisher', journal.publisher],
    ['citation_issn', journal.issn],
    ['citation_volume', article.volume === null ? null : String(article.volume)],
    ['citation_issue', article.issueNumber],
    ...pageTags(article),
    ['citation_doi', validDoi(article)],
    ['citation_language', article.language],
    ...article.keywords.map((keyword): Tag => ['citation_keywords', keyword]),
    ['citation_abstract_html_url', page],
    ['citation_fulltext_html_url', article.fullText && page],
    ['citation_pdf_url', article.pdf && `${page}/pdf`],
  ]
}

function dublinCore(frame: Frame, article: ArticleRecord): Tag[] {
  const doi = validDoi(article)
  return [
    ['DC.title', wholeTitle(article)],
    ...article.bylines.map(({ name }): Tag => ['DC.creator', name]),
    ['DC.date', onlineDate(frame, article)],
    ['DC.identifier', doi && `https://doi.org/${doi}`],
    ['DC.publisher', frame.journal.publisher],
    ['DC.source', frame.journal.title],
    ['DC.language', article.language],
    ['DC.rights', article.licenceUrl],
    ['DC.type', 'Text'],
  ]
}

function jsonLd(frame: Frame, article: ArticleRecord): Html {
  const { journal, origin } = frame
  const page = `${origin}/articles/${article.number}`
  const doi = validDoi(article)
  return json({
    '@context': 'https://schema.org',
    '@type': 'ScholarlyArticle',
    '@id': page,
    url: page,
    headline: wholeTitle(article),
    author: article.bylines.map(({ name, sortName, affiliation, orcid }) => ({
      '@type': 'Person',
      '@id': orcidUrl(orcid),
      name,
      ...nameParts(sortName),
      affiliation: affiliation && { '@type': 'Organization', name: affiliation },
    })),
    datePublished: onlineDate(frame, article),
    inLanguage: article.language,
    abstract: article.abstract[article.language] ?? article.abstract[mainLanguage],
    keywords: article.keywords.length > 0 ? article.keywords : null,
    license: article.licenceUrl,
    isAccessibleForFree: true,
    ...pagesInJson(article),
    identifier: identifiers(article),
    sameAs: doi && `https://doi.org/${doi}`,
    creativeWorkStatus: article.status === 'retracted' ? 'Retracted' : null,
    isPartOf: partOf(frame, article),
    publisher: { '@type': 'Organization', name: journal.publisher },
    encoding: article.pdf && {
      '@type': 'MediaObject',
      contentUrl: `${page}/pdf`,
      encodingFormat: 'application/pdf',
      contentSize: String(article.pdf.bytes),
    },
  })
}

function partOf({ journal }: Frame, { volume, issueNumber }: ArticleRecord) {
  const periodical = { '@type': 'Periodical', name: journal.title, issn: journal.issn }
  if (volume === null) return periodical
  const inVolume = { '@type': 'PublicationVolume', volumeNumber: String(volume), isPartOf: periodical }
  return issueNumber === null ? inVolume : { '@type': 'PublicationIssue', issueNumber, isPartOf: inVolume }
}

function orcidUrl(orcid: string | null): string | null {
  return orcid !== null && isOrcid(orcid) ? `https://orcid.org/${orcid}` : null
}

function nameParts(sortName: string) {
  const [familyName, givenName] = sortName.split(/,\s*/, 2)
  return givenName ? { familyName, givenName } : {}
}

/** Publishers with article numbers write the number as the first page, which Scholar and Zotero expect. */
function pageTags(article: ArticleRecord): Tag[] {
  const place = placeInIssue(article)
  if (place.kind === 'unknown') return []
  if (place.kind === 'article_number') return [['citation_firstpage', place.number]]
  return [
    ['citation_firstpage', place.first],
    ['citation_lastpage', place.last],
  ]
}

/** An article number is not a page: in JSON-LD it is one of the identifiers. */
function pagesInJson(article: ArticleRecord) {
  const place = placeInIssue(article)
  if (place.kind !== 'pages') return {}
  const { first, last } = place
  return { pageStart: first, pageEnd: last, pagination: first === last ? first : `${first}-${last}` }
}

function identifiers(article: ArticleRecord) {
  const place = placeInIssue(article)
  const known = [
    ['doi', validDoi(article)],
    ['article-number', place.kind === 'article_number' ? place.number : null],
  ] as const
  const values = known.flatMap(([propertyID, value]) =>
    value ? [{ '@type': 'PropertyValue', propertyID, value }] : [],
  )
  return values.length > 1 ? values : values[0]
}

/** JSON in a script element: empty values are left out, and "<" is escaped, so that nothing in it can close the element. */
function json(value: object): Html {
  const text = JSON.stringify(value, (_key, field: unknown) => (field === null || field === '' ? undefined : field))
  return trusted(text.replaceAll('<', '\\u003c'))
}

/** The year on the cover; the whole date only if the issue was put online in that year (30(3) of 2020 appeared in 2021). */
function publicationDate(frame: Frame, article: ArticleRecord): string | null {
  const online = onlineDate(frame, article)
  return article.year === null || online?.startsWith(`${article.year}-`)
    ? (online?.replaceAll('-', '/') ?? null)
    : String(article.year)
}

/** The day it was put online, or the year if only that is known (ISO 8601). */
function onlineDate({ journal }: Frame, { publishedAt, dayKnown }: ArticleRecord): string | null {
  return publishedAt && (dayKnown ? isoDay : yearOf)(publishedAt, journal.timeZone)
}

function validDoi({ doi }: ArticleRecord): string | null {
  return doi !== null && doiProblem(doi) === null ? doi : null
}

function wholeTitle({ title, subtitle }: ArticleRecord): string {
  return subtitle ? `${title}: ${subtitle}` : title
}

/** One line of plain text, cut after a word. */
export function plain(text: string, max: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= max ? line : `${line.slice(0, line.lastIndexOf(' ', max))}…`
}
