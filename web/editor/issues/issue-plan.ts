import { placeInIssue } from '../../../server/domain/page-numbers.ts'
import type { Answer, Ask } from '../../app/api.ts'

export type Issue = Answer<'GET /api/issues/:id'>
export type Placed = Issue['contents'][number]
export type SpecialSection = Issue['specialSections'][number]
type Contents = Ask<'PUT /api/issues/:id/contents'>['body']['contents']

/** The articles of an issue in printing order, and the available ones. */
export interface Plan {
  readonly contents: readonly Placed[]
  readonly available: readonly Placed[]
}

/** Consecutive articles under one heading, as on the reader's page. */
export interface Group {
  /** Identifies the heading, even if several have the same text. */
  readonly key: string
  readonly special: SpecialSection | null
  readonly sectionTitle: string | null
  readonly articles: readonly Placed[]
}

type Sections = readonly SpecialSection[]

/** Where an article is dropped: out of the issue, at the end of a section, or beside another article. */
export type Drop =
  | { readonly kind: 'out' }
  | { readonly kind: 'into'; readonly specialSectionId: string | null }
  | { readonly kind: 'before' | 'after'; readonly articleId: string }

export function planOf({ contents, available }: Issue): Plan {
  return { contents, available }
}

/** The same order with the server's present data of each article; articles that no longer exist are left out. */
export function renewed(plan: Plan, issue: Issue): Plan {
  const known = new Map([...issue.contents, ...issue.available].map((article) => [article.articleId, article]))
  const renew = (list: readonly Placed[]) =>
    list.flatMap(({ articleId, specialSectionId }) => {
      const article = known.get(articleId)
      return article === undefined ? [] : [{ ...article, specialSectionId }]
    })
  return { contents: renew(plan.contents), available: renew(plan.available) }
}

export function contentsOf({ contents }: Plan): Contents {
  return contents.map(({ articleId, specialSectionId }) => ({ articleId, specialSectionId }))
}

/** @returns the headings in printing order; empty special sections come last */
export function groupsOf({ contents }: Plan, sections: Sections): readonly Group[] {
  const groups: { heading: string; special: SpecialSection | null; sectionTitle: string | null; articles: Placed[] }[] =
    []
  for (const article of contents) {
    const special = sections.find(({ id }) => id === article.specialSectionId) ?? null
    const heading = special?.id ?? `section ${article.sectionTitle ?? ''}`
    const last = groups.at(-1)
    if (last?.heading === heading) last.articles.push(article)
    else groups.push({ heading, special, sectionTitle: article.sectionTitle, articles: [article] })
  }
  const empty = sections.filter(({ id }) => !groups.some(({ special }) => special?.id === id))
  return [
    ...groups,
    ...empty.map((special) => ({ heading: special.id, special, sectionTitle: null, articles: [] })),
  ].map(({ heading, ...group }, n) => ({ ...group, key: `${heading} ${n}` }))
}

function found({ contents, available }: Plan, articleId: string): Placed | undefined {
  return [...contents, ...available].find((article) => article.articleId === articleId)
}

/** Takes an article out of the issue. */
export function takeOut(plan: Plan, articleId: string): Plan {
  const article = plan.contents.find((placed) => placed.articleId === articleId)
  if (article === undefined) return plan
  return {
    contents: plan.contents.filter((placed) => placed !== article),
    available: [...plan.available, { ...article, specialSectionId: null }],
  }
}

/** Puts an article at the end of a special section, or (null) of its own section. */
export function putInto(plan: Plan, articleId: string, specialSectionId: string | null): Plan {
  const article = found(plan, articleId)
  if (article === undefined) return plan
  const rest = plan.contents.filter((placed) => placed.articleId !== articleId)
  const belongs = (placed: Placed) =>
    specialSectionId === null
      ? placed.specialSectionId === null && placed.sectionTitle === article.sectionTitle
      : placed.specialSectionId === specialSectionId
  const last = rest.findLastIndex(belongs)
  return insert(plan, { ...article, specialSectionId }, last < 0 ? rest.length : last + 1)
}

/**
 * Puts an article before another one, under the other's heading. Under the heading of another section this is not possible, because an
 * article's section does not depend on its place: it then goes to its own section.
 */
function putBefore(plan: Plan, articleId: string, beforeId: string): Plan {
  const [article, before] = [found(plan, articleId), found(plan, beforeId)]
  if (article === undefined || before === undefined || article === before) return plan
  const own = before.specialSectionId === null && before.sectionTitle !== article.sectionTitle
  if (own) return putInto(plan, articleId, null)
  const rest = plan.contents.filter((placed) => placed.articleId !== articleId)
  return insert(plan, { ...article, specialSectionId: before.specialSectionId }, rest.indexOf(before))
}

export function drop(plan: Plan, sections: Sections, articleId: string, where: Drop): Plan {
  if (where.kind === 'out') return takeOut(plan, articleId)
  if (where.kind === 'into') return putInto(plan, articleId, where.specialSectionId)
  if (where.kind === 'before') return putBefore(plan, articleId, where.articleId)
  const group = groupsOf(plan, sections).find(({ articles }) => holds(articles, where.articleId))
  const others = group?.articles.filter((placed) => placed.articleId !== articleId) ?? []
  const following = others[others.findIndex((placed) => placed.articleId === where.articleId) + 1]
  return following === undefined
    ? putInto(plan, articleId, group?.special?.id ?? null)
    : putBefore(plan, articleId, following.articleId)
}

function holds(articles: readonly Placed[], articleId: string): boolean {
  return articles.some((placed) => placed.articleId === articleId)
}

function insert(plan: Plan, article: Placed, at: number): Plan {
  const without = (list: readonly Placed[]) => list.filter(({ articleId }) => articleId !== article.articleId)
  return { contents: without(plan.contents).toSpliced(at, 0, article), available: without(plan.available) }
}

/** One step up or down under the same heading; unchanged at the ends. */
export function step(plan: Plan, sections: Sections, articleId: string, by: -1 | 1): Plan {
  const group = groupsOf(plan, sections).find(({ articles }) =>
    articles.some((placed) => placed.articleId === articleId),
  )
  const here = group?.articles.findIndex((placed) => placed.articleId === articleId) ?? -1
  const [article, neighbour] = [group?.articles[here], group?.articles[here + by]]
  if (group === undefined || article === undefined) return plan
  // The only article under a heading moves with the heading.
  if (group.articles.length === 1) return stepGroup(plan, sections, group.key, by)
  if (neighbour === undefined) return plan
  const swap = (placed: Placed) => (placed === article ? neighbour : placed === neighbour ? article : placed)
  return { ...plan, contents: plan.contents.map(swap) }
}

/** Moves a heading with all its articles one place up or down. */
export function stepGroup(plan: Plan, sections: Sections, key: string, by: -1 | 1): Plan {
  const groups = groupsOf(plan, sections).filter(({ articles }) => articles.length > 0)
  const here = groups.findIndex((group) => group.key === key)
  const [group, there] = [groups[here], here + by]
  if (group === undefined || groups[there] === undefined) return plan
  const moved = groups.toSpliced(here, 1).toSpliced(there, 0, group)
  return { ...plan, contents: moved.flatMap(({ articles }) => articles) }
}

export function sameOrder(a: Plan, b: Plan): boolean {
  return JSON.stringify(contentsOf(a)) === JSON.stringify(contentsOf(b))
}

/** The number of pages of an article; null when its pages are not numbers or not known. */
export function lengthOf(article: Placed): number | null {
  const place = placeInIssue(article)
  if (place.kind !== 'pages' || !/^\d+$/.test(place.first + place.last)) return null
  const length = Number(place.last) - Number(place.first) + 1
  return length > 0 && length <= 500 ? length : null
}

/** False for an article with an article number instead of pages. */
export function hasPages(article: Placed): boolean {
  return placeInIssue(article).kind !== 'article_number'
}

/** The first page of the issue: the lowest number; 1 when none is known. */
export function startOf(contents: readonly Placed[]): number {
  const first = contents.map(({ firstPage }) => Number(firstPage)).filter((page) => page > 0)
  return first.length === 0 ? 1 : Math.min(...first)
}
