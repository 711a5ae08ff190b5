import { doiProblem } from './article.ts'
import { pageRange, placeInIssue, type PageNumbers } from './page-numbers.ts'

export interface CitedAuthor {
  readonly name: string
  /** "Family, Given"; empty when nobody has given it. */
  readonly sortName: string
}

export interface Citable extends PageNumbers {
  readonly authors: readonly CitedAuthor[]
  readonly year: number | null
  readonly title: string
  readonly subtitle: string | null
  readonly journal: string
  readonly volume: number | null
  readonly number: string | null
  readonly doi: string | null
}

/** For reference managers. */
export interface CitableRecord extends Citable {
  readonly articleNumber: string
  readonly url: string
  readonly issn: string
  readonly publisher: string
  readonly language: string
  readonly keywords: readonly string[]
}

/**
 * An APA 7 reference as plain text. An author without a sort name is cited as they wrote their name: the order of its parts is not guessed.
 */
export function citation(article: Citable): string {
  const authors = joinAuthors(article.authors.map(apaName))
  const place =
    article.volume === null ? '' : `, ${article.volume}${article.number === null ? '' : `(${article.number})`}`
  const doi = validDoi(article)
  return `${authors}${authors && ' '}(${article.year ?? 'n.d.'}). ${ended(wholeTitle(article))} ${article.journal}${place}${apaPlace(article)}.${
    doi === null ? '' : ` https://doi.org/${doi}`
  }`
}

function apaPlace(article: Citable): string {
  const place = placeInIssue(article)
  if (place.kind === 'unknown') return ''
  return place.kind === 'pages' ? `, ${pageRange(place.first, place.last)}` : `, Article ${place.number}`
}

/** `Kovács, A.-M.`: with initials if the script has them. */
function apaName({ name, sortName }: CitedAuthor): string {
  const [family = '', given = ''] = sortName.split(/,\s*/, 2)
  if (sortName === '') return name
  return given === '' ? family : `${family}, ${given.split(/\s+/).map(initials).join(' ')}`
}

function initials(given: string): string {
  if (!/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(given)) return given
  return given
    .split('-')
    .map((part) => `${Array.from(part)[0] ?? ''}.`)
    .join('-')
}

const mostAuthors = 20

function joinAuthors(names: readonly string[]): string {
  if (names.length > mostAuthors) return `${names.slice(0, mostAuthors - 1).join(', ')}, … ${names.at(-1)}`
  if (names.length <= 1) return names.join('')
  const comma = names.length > 2 || names[0]?.includes(',') ? ',' : ''
  return `${names.slice(0, -1).join(', ')}${comma} & ${names.at(-1)}`
}

export function bibtex(article: CitableRecord): string {
  const place = placeInIssue(article)
  const fields: readonly (readonly [string, string | number | null])[] = [
    ['author', article.authors.map(bibtexName).join(' and ')],
    ['title', `{${escapeTex(wholeTitle(article))}}`],
    ['journal', escapeTex(article.journal)],
    ['year', article.year],
    ['volume', article.volume],
    ['number', article.number && escapeTex(article.number)],
    ['pages', place.kind === 'pages' ? escapeTex(bibtexPages(place)) : null],
    ['eid', place.kind === 'article_number' ? escapeTex(place.number) : null],
    ['publisher', escapeTex(article.publisher)],
    ['issn', article.issn],
    ['doi', validDoi(article)],
    ['url', article.url],
    ['language', article.language],
    ['keywords', article.keywords.map(escapeTex).join(', ')],
  ]
  const lines = fields
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `  ${name} = {${value}},`)
  return `@article{torture${article.articleNumber},\n${lines.join('\n')}\n}\n`
}

function bibtexPages({ first, last }: { readonly first: string; readonly last: string }): string {
  return first === last ? first : `${first}--${last}`
}

/** In braces when the order of the parts is unknown: BibTeX would take the last word for the family name. */
function bibtexName({ name, sortName }: CitedAuthor): string {
  return sortName === ''
    ? `{${escapeTex(name)}}`
    : sortName.includes(',')
      ? escapeTex(sortName)
      : `{${escapeTex(sortName)}}`
}

const tex: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

function escapeTex(text: string): string {
  return oneLine(text).replaceAll(/[\\~^{}$&#%_]/g, (character) => tex[character] ?? `\\${character}`)
}

/** RIS as EndNote, Zotero and Mendeley read it. */
export function ris(article: CitableRecord): string {
  const place = placeInIssue(article)
  const lines: readonly (readonly [string, string | number | null])[] = [
    ['TY', 'JOUR'],
    ...article.authors.map(({ name, sortName }) => ['AU', sortName || name] as const),
    ['TI', wholeTitle(article)],
    ['JO', article.journal],
    ['VL', article.volume],
    ['IS', article.number],
    ['SP', place.kind === 'pages' ? place.first : null],
    ['EP', place.kind === 'pages' && place.last !== place.first ? place.last : null],
    ['C7', place.kind === 'article_number' ? place.number : null],
    ['PY', article.year],
    ['SN', article.issn],
    ['PB', article.publisher],
    ['DO', validDoi(article)],
    ['UR', article.url],
    ['LA', article.language],
    ...article.keywords.map((keyword) => ['KW', keyword] as const),
  ]
  const filled = lines.filter(([, value]) => value !== null && value !== '')
  return [...filled.map(([tag, value]) => `${tag}  - ${oneLine(String(value))}`), 'ER  - ', ''].join('\r\n')
}

function validDoi({ doi }: Citable): string | null {
  return doi !== null && doiProblem(doi) === null ? doi : null
}

function wholeTitle({ title, subtitle }: Citable): string {
  return subtitle ? `${title}: ${subtitle}` : title
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function ended(title: string): string {
  return /[.?!]$/.test(title) ? title : `${title}.`
}
