export const articleStatuses = ['assembling', 'published', 'corrected', 'retracted'] as const
export type ArticleStatus = (typeof articleStatuses)[number]

/**
 * Syntax of a DOI after the DOI handbook (2.2) and Crossref's suffix advice; meaning is never parsed out of one.
 * @returns null when well formed, else what is wrong.
 */
export function doiProblem(doi: string): 'prefix' | 'suffix' | null {
  const [prefix = '', ...rest] = doi.split('/')
  if (!/^10\.\d{4,9}$/.test(prefix)) return 'prefix'
  return /^[\w.()\-:;/]+$/.test(rest.join('/')) ? null : 'suffix'
}

/**
 * What an article's DOI is usually: the journal's prefix, volume, issue (as in its address) and the article's number. A suggestion; what is
 * registered is what the editor saves. Null until the article is in an issue.
 * @param prefix with the journal's part of the suffix: `10.7146/torture`
 */
export function suggestedDoi(
  prefix: string,
  issue: { readonly volume: number; readonly slug: string } | null,
  articleNumber: number | string,
): string | null {
  return issue && `${prefix}.v${issue.volume}i${issue.slug}.${articleNumber}`
}

export interface Citable {
  readonly bylines: readonly string[]
  readonly year: number | null
  readonly title: string
  readonly subtitle: string | null
  readonly journal: string
  readonly volume: number | null
  readonly number: string | null
  readonly firstPage: string | null
  readonly lastPage: string | null
  readonly doi: string | null
}

/** APA 7 reference as plain text; names stay as their owners wrote them (order of name parts is not guessed). */
export function citation(article: Citable): string {
  const authors = joinAuthors(article.bylines)
  const title = article.subtitle ? `${article.title}: ${article.subtitle}` : article.title
  const place =
    article.volume === null ? '' : `, ${article.volume}${article.number === null ? '' : `(${article.number})`}`
  const pages = article.firstPage === null ? '' : `, ${pageRange(article.firstPage, article.lastPage)}`
  const doi = article.doi !== null && doiProblem(article.doi) === null ? ` https://doi.org/${article.doi}` : ''
  return `${authors}${authors && ' '}(${article.year ?? 'n.d.'}). ${ended(title)} ${article.journal}${place}${pages}.${doi}`
}

export function pageRange(first: string, last: string | null): string {
  return last === null || last === first ? first : `${first}–${last}`
}

function joinAuthors(names: readonly string[]): string {
  if (names.length <= 2) return names.join(' & ')
  return `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`
}

function ended(title: string): string {
  return /[.?!]$/.test(title) ? title : `${title}.`
}
