import type { Sql } from '../db/client.ts'

// Addresses of what is published: for crawlers, and the present ones for addresses of the old system. Everything is read from an index, and
// none of these statements reads more when there are more articles.

export interface PublicAddress {
  readonly path: string
  readonly changedAt: Date | null
}

/** Numbers in one sitemap: it has at most as many articles. A sitemap may have 50,000. */
const blockSize = 1000

export function blockOf(articleNumber: number): number {
  return Math.floor(articleNumber / blockSize)
}

/** The blocks of article numbers that have articles. Jumps from block to block in the index articles_number_unique. */
export async function articleBlocks(sql: Sql): Promise<readonly number[]> {
  const rows = await sql<{ block: number }[]>`
    with recursive blocks(block) as (
      select (select min(number) from published.articles) / ${blockSize}::bigint
      union all
      select (select min(a.number) from published.articles a where a.number >= (b.block + 1) * ${blockSize}::bigint) / ${blockSize}::bigint
      from blocks b where b.block is not null)
    select block::float8 as block from blocks where block is not null`
  return rows.map(({ block }) => block)
}

export function articleAddresses(sql: Sql, block: number): Promise<PublicAddress[]> {
  const first = block * blockSize
  return sql<PublicAddress[]>`
    select '/articles/' || number as path, case when day_known then published_at end as "changedAt" from published.articles
    where number >= ${first}::bigint and number < ${first + blockSize}::bigint order by number`
}

export function issueAddresses(sql: Sql, year: number): Promise<PublicAddress[]> {
  return sql<PublicAddress[]>`
    select '/issues/' || volume || '/' || slug as path, case when day_known then published_at end as "changedAt"
    from published.issues where year = ${year} order by volume, number_order collate "C"`
}

/** Older calls have been closed for years. */
const mostCalls = 500

/** Calls, and pages that the editors write. */
export function pageAddresses(sql: Sql): Promise<PublicAddress[]> {
  return sql<PublicAddress[]>`
    (select '/calls/' || slug as path, published_at as "changedAt" from published.calls
     order by published_at desc, id desc limit ${mostCalls})
    union all select '/' || slug, saved_at from published.pages
    order by path`
}

/** The present address for one of the old system (OJS). @param kind of the old address: `article` or `issue` */
export async function movedTo(sql: Sql, kind: 'article' | 'issue', oldId: string): Promise<string | null> {
  if (kind === 'issue') {
    const [issue] = await sql<{ volume: number; slug: string }[]>`
      select volume, slug from published.issues where old_id = ${oldId}`
    return issue ? `/issues/${issue.volume}/${issue.slug}` : null
  }
  const [article] = await sql<{ number: string | null }[]>`
    select coalesce((select number from published.articles where old_id = ${oldId}),
                    (select number from published.articles where number = ${oldId}::bigint)) as number`
  return article?.number ? `/articles/${article.number}` : null
}
