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
 * Whether https://doi.org knows a DOI: those of the archive are registered, and this system registers none and is told of no
 * registration. A DOI of ours is printed, and leads nowhere.
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
