// An article's position in its issue: pages, one page, or a number of its own instead of pages (`e12`). As printed: roman numerals, `S12`
// and `12a` are pages, too.

export interface PageNumbers {
  readonly firstPage: string | null
  readonly lastPage: string | null
}

type PlaceInIssue =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'article_number'; readonly number: string }
  | { readonly kind: 'pages'; readonly first: string; readonly last: string }

export function placeInIssue({ firstPage, lastPage }: PageNumbers): PlaceInIssue {
  if (firstPage === null) return { kind: 'unknown' }
  const last = lastPage ?? firstPage
  const isArticleNumber = /^e[-.]?\d/i.test(firstPage) && last === firstPage
  return isArticleNumber ? { kind: 'article_number', number: firstPage } : { kind: 'pages', first: firstPage, last }
}

/** `7` or `7–9`. */
export function pageRange(first: string, last: string | null): string {
  return last === null || last === first ? first : `${first}–${last}`
}

/** Whether the last page is before the first, for numbers of the same kind. */
export function pagesAreBackwards({ firstPage, lastPage }: PageNumbers): boolean {
  if (lastPage === null) return false
  if (firstPage === null) return true
  const [first, last] = [firstPage, lastPage].map((page) => /^(\D*)(\d+)$/.exec(page))
  return Boolean(first && last && first[1] === last[1] && Number(last[2]) < Number(first[2]))
}
