import { doiIsRegistered } from '../../domain/article.ts'
import { citation, type Citable } from '../../domain/citation.ts'
import { isOrcid } from '../../domain/orcid.ts'
import { html, trusted, type Html } from '../../rendering/html.ts'
import type { Frame, Page } from '../frame.ts'
import { directionOf, inReadingOrder, mainLanguage, ownName } from '../../domain/languages.ts'
import { articleHead, plain } from '../metadata.ts'
import type { ArticleRecord, PdfRecord } from '../public-records.ts'
import {
  appearedOn,
  besideSpecial,
  specialName,
  dayOf,
  eachAlone,
  fullTitle,
  issueName,
  issuePath,
  pagesOf,
  spoken,
} from './pieces.ts'
import { isBlank, isolated } from '../../domain/text.ts'

export function articlePage(frame: Frame, article: ArticleRecord): Page {
  const parts = contentsOf(frame, article)
  return {
    title: fullTitle(frame, article),
    path: `/articles/${article.number}`,
    description: plain(article.abstract[article.language] ?? article.abstract[mainLanguage] ?? '', 300) || undefined,
    head: articleHead(frame, article),
    body: html`<article>
${head(frame, article)}
${notices(frame, article)}
<div class="with-aside">
<div>
${article.contentNote && html`<p class="content-note"><strong>${frame.t('article.contentNote')}</strong> ${article.contentNote}</p>`}
${keyPoints(frame, article)}
${abstracts(frame, article)}
${article.fullText && html`<div class="text" id="text"${spoken(frame, article.language)}>${trusted(article.fullText)}</div>`}
</div>
${beside(frame, article, parts)}
</div>
</article>`,
  }
}

function head(frame: Frame, article: ArticleRecord): Html {
  return html`<header class="article-head">
<p class="kicker">${joined([...sectionsOf(frame, article), issueLink(frame, article), pagesOf(frame, article)])}</p>
<h1${spoken(frame, article.language)}>${fullTitle(frame, article)}</h1>
${bylines(frame, article)}
${article.pdf ? html`<p class="formats"><a class="button" href="${pdfPath(frame, article, article.pdf)}">${frame.t('article.pdf', { size: sizeOf(article.pdf.bytes) })}</a></p>` : elsewhere(frame, article)}
</header>`
}

function sectionsOf(frame: Frame, { section, specialSection }: ArticleRecord): (string | null)[] {
  return specialSection === null ? [section] : [besideSpecial(section), specialName(frame, specialSection)]
}

/** For archive records without a full text: where to read it. */
function elsewhere(frame: Frame, article: ArticleRecord): Html | null {
  if (article.fullText || !doiIsRegistered(article)) return null
  return html`<p class="formats">${frame.t('article.elsewhere')} ${doiOf(article)}</p>`
}

function joined(parts: readonly (Html | string | null)[]): Html[] {
  return parts
    .filter((part) => part !== null && part !== '')
    .map((part, n) => html`${n > 0 && ' · '}${typeof part === 'string' ? html`<bdi>${part}</bdi>` : part}`)
}

function issueLink(frame: Frame, { volume, issueNumber, issueSlug, year }: ArticleRecord): Html | null {
  if (volume === null || issueNumber === null || issueSlug === null || year === null) return null
  const issue = { volume, number: issueNumber, slug: issueSlug, year }
  return html`<a href="${issuePath(issue)}">${issueName(frame, issue)}</a>`
}

/** Names with numbers for their affiliations; without numbers when all have the same one or none. */
function bylines(frame: Frame, { bylines }: ArticleRecord): Html | null {
  if (bylines.length === 0) return null
  const places = [...new Set(bylines.map(({ affiliation }) => affiliation).filter(Boolean))]
  const numbered = places.length > 1
  const names = bylines.map(
    ({ name, affiliation, orcid }, n) =>
      html`${n > 0 && ', '}<bdi>${name}</bdi>${numbered && affiliation && html`<sup>${places.indexOf(affiliation) + 1}</sup>`}${
        isOrcid(orcid ?? '') &&
        html` <a class="orcid" href="https://orcid.org/${orcid}" aria-label="${frame.t('article.orcidOf', { name })}">ORCID</a>`
      }`,
  )
  return html`<p class="byline">${names}</p>
${numbered ? html`<ol class="affiliations">${places.map((place) => html`<li dir="auto">${place}</li>`)}</ol>` : places.length > 0 && html`<p class="affiliations" dir="auto">${places[0]}</p>`}`
}

/** Notices that a reader has to see before the text. */
function notices(frame: Frame, { status, title, note, demonstration }: ArticleRecord): Html[] {
  const found: Html[] = []
  if (status === 'retracted')
    found.push(html`<p class="correction retraction"><strong>${frame.t('article.retracted')}</strong></p>`)
  if (status === 'corrected')
    found.push(html`<p class="correction"><strong>${frame.t('article.corrected')}</strong></p>`)
  if (demonstration) found.push(html`<p class="correction demonstration">${frame.t('demonstration.article')}</p>`)
  if (title === '' && note) found.push(html`<p class="meta" dir="auto">${note}</p>`)
  return found
}

function keyPoints(frame: Frame, { keyPoints, language }: ArticleRecord): Html | null {
  if (keyPoints.length === 0) return null
  return html`<section class="key-points" aria-labelledby="key-points"><h2 id="key-points">${frame.t('article.keyPoints')}</h2>
<ul${spoken(frame, language)}>${keyPoints.map((point) => html`<li dir="auto">${point}</li>`)}</ul></section>`
}

/** The abstract in the article's own language; others in a collapsed element that opens without a script. */
function abstracts(frame: Frame, article: ArticleRecord): Html | null {
  const written = Object.keys(article.abstract).filter((language) => !isBlank(article.abstract[language]))
  const [first, ...others] = inReadingOrder(written, article.language)
  if (first === undefined) return keywords(frame, article)
  return html`<section class="abstract"><h2 id="abstract">${frame.t('article.abstract')}</h2>
<div lang="${first}" dir="${directionOf(first)}">${abstractText(article.abstract[first] ?? '')}</div>
${others.map(
  (language) => html`<details lang="${language}" dir="${directionOf(language)}"><summary>${ownName(language)}</summary>
${abstractText(article.abstract[language] ?? '')}</details>`,
)}
${keywords(frame, article)}</section>`
}

function keywords(frame: Frame, { keywords }: ArticleRecord): Html | null {
  return keywords.length === 0
    ? null
    : html`<p class="meta keywords">${frame.t('article.keywords')} ${eachAlone(keywords)}</p>`
}

/** Parts of a structured abstract begin with a word and a colon at the start of a line. */
function abstractText(text: string): Html[] {
  const lines = text.split(/\n+/).filter((line) => !isBlank(line))
  return lines.map((line) => {
    const [, label, rest] = /^(\p{L}[\p{L} /&-]{2,40}:)(\s.*)$/su.exec(line) ?? []
    return label === undefined ? html`<p>${line}</p>` : html`<p><strong>${label}</strong>${rest}</p>`
  })
}

interface Part {
  readonly id: string
  readonly title: string
}

/** The table of contents beside the page. The sanitiser (workers/manuscripts/galley/full-text.ts) numbers the headings of the text. */
function contentsOf(frame: Frame, { abstract, fullText }: ArticleRecord): Part[] {
  const headings = [...(fullText ?? '').matchAll(/<h2 id="(s\d+)">(.*?)<\/h2>/gs)]
  const inText = headings.map(([, id = '', title = '']) => ({ id, title: title.replaceAll(/<[^>]*>/g, '') }))
  const hasAbstract = Object.values(abstract).some((text) => !isBlank(text))
  return [...(hasAbstract ? [{ id: 'abstract', title: frame.t('article.abstract') }] : []), ...inText]
}

function beside(frame: Frame, article: ArticleRecord, parts: readonly Part[]): Html {
  const { journal } = frame
  const reference =
    article.title === '' ? null : citation({ ...isolatedWords(citable(article)), journal: journal.title })
  return html`<aside class="beside" aria-label="${frame.t('article.about')}">
${parts.length > 1 && contents(frame, parts)}
${reference && html`<section><h2>${frame.t('article.cite')}</h2><p class="cite" dir="auto">${reference}</p>${exports(frame, article)}</section>`}
${facts(frame, article)}
</aside>`
}

/** Before publication, the PDF is served by the API to people who work on the article. */
function pdfPath({ preview }: Frame, { number }: ArticleRecord, { id }: PdfRecord): string {
  return preview ? `/api/galleys/${id}` : `/articles/${number}/pdf`
}

function contents(frame: Frame, parts: readonly Part[]): Html {
  // The titles come from sanitised markup and are escaped already.
  return html`<nav aria-labelledby="contents"><h2 id="contents">${frame.t('article.contents')}</h2>
<ol class="contents">${parts.map(({ id, title }) => html`<li><a href="#${id}">${trusted(title)}</a></li>`)}</ol></nav>`
}

/** Export links for reference managers; none before publication. */
function exports({ preview }: Frame, { number }: ArticleRecord): Html | null {
  if (preview) return null
  return html`<p class="meta"><a href="/articles/${number}/cite.bib" download>BibTeX</a> · <a href="/articles/${number}/cite.ris" download>RIS</a></p>`
}

/** The parts of an article that a reference contains. */
export function citable(article: ArticleRecord): Omit<Citable, 'journal'> {
  const { title, subtitle, volume, firstPage, lastPage, doi, publishedAt, bylines: authors } = article
  const year = article.year ?? (publishedAt && publishedAt.getUTCFullYear())
  return { authors, year, title, subtitle, volume, number: article.issueNumber, firstPage, lastPage, doi }
}

/** Isolated, for a line in which names and titles of any script stand beside digits and punctuation. */
function isolatedWords(cited: ReturnType<typeof citable>): ReturnType<typeof citable> {
  const { title, subtitle, authors } = cited
  return {
    ...cited,
    authors: authors.map(({ name, sortName }) => ({ name: isolated(name), sortName: isolated(sortName) })),
    title: isolated(title),
    subtitle: subtitle && isolated(subtitle),
  }
}

function facts(frame: Frame, article: ArticleRecord): Html {
  const { receivedOn, acceptedOn, publishedAt, dayKnown } = article
  const dates = [
    ['article.received', receivedOn && dayOf(frame, receivedOn)],
    ['article.accepted', acceptedOn && dayOf(frame, acceptedOn)],
    ['article.published', publishedAt && appearedOn(frame, publishedAt, dayKnown)],
  ] as const
  return html`<dl class="facts">
${dates.map(([key, date]) => date && html`<dt>${frame.t(key)}</dt><dd>${date}</dd>`)}
${article.doi && html`<dt>DOI</dt><dd>${doiOf(article)}</dd>`}
<dt>${frame.t('article.licence')}</dt><dd><a rel="license" href="${article.licenceUrl}">${article.licence}</a></dd>
</dl>`
}

/** A link only when doi.org knows the DOI. Malformed ones from the archive are shown as text. */
function doiOf(article: Pick<ArticleRecord, 'doi' | 'fromArchive'>): Html {
  const { doi } = article
  return doiIsRegistered(article) ? html`<a href="https://doi.org/${doi}">https://doi.org/${doi}</a>` : html`${doi}`
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
