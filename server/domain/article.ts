export const articleStatuses = ['assembling', 'published', 'corrected', 'retracted'] as const
export type ArticleStatus = (typeof articleStatuses)[number]

/**
 * Checks the syntax of a DOI by the DOI handbook (2.2) and Crossref's advice for suffixes. Nothing is ever derived from a DOI's parts.
 * @returns null when well formed, else the part that is wrong
 */
export function doiProblem(doi: string): 'prefix' | 'suffix' | null {
  const [prefix = '', ...rest] = doi.split('/')
  if (!/^10\.\d{4,9}$/.test(prefix)) return 'prefix'
  return /^[\w.()\-:;/]+$/.test(rest.join('/')) ? null : 'suffix'
}

/**
 * Whether https://doi.org knows a DOI. Those of the archive are registered. This system registers none and is not told of registrations, so
 * a DOI of its own articles is printed without a link.
 */
export function doiIsRegistered({
  doi,
  fromArchive,
}: {
  readonly doi: string | null
  readonly fromArchive: boolean
}): boolean {
  return fromArchive && doi !== null && doiProblem(doi) === null
}

/**
 * A suggestion for an article's DOI: the journal's prefix, volume, issue (as in its address) and the article's number. The DOI that counts
 * is the one an editor saves. Null until the article is in an issue.
 * @param prefix with the journal's part of the suffix: `10.7146/torture`
 */
export function suggestedDoi(
  prefix: string,
  issue: { readonly volume: number; readonly slug: string } | null,
  articleNumber: number | string,
): string | null {
  return issue && `${prefix}.v${issue.volume}i${issue.slug}.${articleNumber}`
}
