import type { Sql } from '../db/client.ts'
import type { PageSlug } from '../domain/public-pages.ts'
import type {
  ArticleLine,
  ArticleRecord,
  CallLine,
  CallRecord,
  IssueRecord,
  JournalRecord,
  LatestIssue,
  PageRecord,
} from './public-records.ts'

/**
 * The data of the pages. The public site reads the schema `published` as tj_reader, a preview the schema `journal` as tj_api: both have the
 * same columns, so that a preview looks like the published page.
 */
export interface Source {
  readonly sql: Sql
  readonly schema: 'published' | 'journal'
}

/** Written into the statement: PostgreSQL plans a statement whose limit is a parameter anew each time, which takes longer than its rows. */
const limited = (sql: Sql, rows: number) => sql.unsafe(`limit ${Math.trunc(rows)}`)

/** Facts about the journal that every page shows. */
export async function journalRecord(sql: Sql): Promise<JournalRecord> {
  const [journal] = await sql<JournalRecord[]>`
    select title, full_title as "fullTitle", issn, publisher, about, contact, licence, licence_url as "licenceUrl",
           time_zone as "timeZone"
    from published.journal`
  if (!journal) throw new Error('the journal has no settings: migrate and seed first')
  return journal
}

function issuesWhere<Record extends IssueRecord = IssueRecord>(
  { sql, schema }: Source,
  rest: ReturnType<Sql>,
  more: ReturnType<Sql> = sql``,
) {
  return sql<Record[]>`
    select i.id, i.volume, i.number, i.slug, i.year, i.title, i.summary, i.published_at as "publishedAt", i.day_known as "dayKnown",
           coalesce((select jsonb_agg(jsonb_build_object('id', ss.id, 'title', ss.title, 'guestEditors', ss.guest_editors)
                                      order by ss.position)
                     from ${sql(`${schema}.special_sections`)} ss where ss.issue_id = i.id), '[]') as "specialSections" ${more}
    from ${sql(`${schema}.issues`)} i ${rest}`
}

/** In the order of the archive. Index: issues_newest. */
const newestFirst = ({ sql }: Source, count: number): ReturnType<Sql> =>
  sql`order by i.year desc, i.volume desc, i.number_order collate "C" desc, i.id desc ${limited(sql, count)}`

export function newestIssues(source: Source, count: number): Promise<IssueRecord[]> {
  return issuesWhere(source, newestFirst(source, count))
}

export function issuesOfYear(source: Source, year: number, count: number): Promise<IssueRecord[]> {
  return issuesWhere(source, source.sql`where i.year = ${year} ${newestFirst(source, count)}`)
}

/** The issues that follow one in the archive. */
export function issuesBefore(source: Source, { id }: IssueRecord, count: number): Promise<IssueRecord[]> {
  const { sql, schema } = source
  const its = (column: string) => sql`(select ${sql(column)} from ${sql(`${schema}.issues`)} where id = ${id})`
  return issuesWhere(
    source,
    sql`where (i.year, i.volume, i.number_order collate "C", i.id)
            < (${its('year')}, ${its('volume')}, ${its('number_order')}, ${id}) ${newestFirst(source, count)}`,
  )
}

/** The years on the covers of published issues, the newest first. Jumps from year to year in the index issues_newest. */
export async function yearsOfIssues(sql: Sql, count: number): Promise<readonly number[]> {
  const rows = await sql<{ year: number }[]>`
    with recursive years(year) as (
      select (select max(year) from published.issues)
      union all
      select (select max(i.year) from published.issues i where i.year < y.year) from years y where y.year is not null)
    select year from years where year is not null ${limited(sql, count)}`
  return rows.map(({ year }) => year)
}

/** @param address the last part of its address; or its printed number, which was used in earlier addresses */
export async function issueAt(source: Source, volume: number, address: string): Promise<IssueRecord | null> {
  const [issue] = await issuesWhere(
    source,
    source.sql`where i.volume = ${volume} and (i.slug = ${address} or i.number = ${address})
    order by i.slug = ${address} desc limit 1`,
  )
  return issue ?? null
}

/** With the number of its articles. Index: issues_latest. */
export async function latestIssue(source: Source): Promise<LatestIssue | null> {
  const { sql, schema } = source
  const [issue] = await issuesWhere<LatestIssue>(
    source,
    sql`order by i.published_at desc, i.volume desc, i.number_order collate "C" desc limit 1`,
    sql`, (select count(*)::int from ${sql(`${schema}.articles`)} a where a.issue_id = i.id) as articles`,
  )
  return issue ?? null
}

// `exists` would become a hash of the galleys of all articles.
function linesWhere({ sql, schema }: Source, rest: ReturnType<Sql>) {
  return sql<ArticleLine[]>`
    select a.number, a.title, a.subtitle, a.note, a.language, s.title as section, a.special_section_id as "specialSectionId",
           array(select b.name from ${sql(`${schema}.bylines`)} b where b.article_id = a.id order by b.position) as bylines,
           a.first_page as "firstPage", a.last_page as "lastPage",
           (select true from ${sql(`${schema}.galleys`)} g where g.article_id = a.id and g.kind = 'pdf'
              and g.storage_key is not null limit 1) is not null as "hasPdf",
           a.demonstration, i.volume, i.number as "issueNumber", i.slug as "issueSlug", i.year
    from ${sql(`${schema}.articles`)} a
    left join ${sql(`${schema}.sections`)} s on s.id = a.section_id
    left join ${sql(`${schema}.issues`)} i on i.id = a.issue_id ${rest}`
}

/** In the order in which the issue prints them. */
export function articlesOfIssue(source: Source, issueId: string): Promise<ArticleLine[]> {
  return linesWhere(source, source.sql`where a.issue_id = ${issueId} order by a.position, a.number`)
}

/**
 * Without articles whose title is not known: those appear in their issue only, where the context explains them. Index: articles_newest.
 */
export function recentArticles(source: Source, count: number): Promise<ArticleLine[]> {
  return linesWhere(
    source,
    source.sql`where a.title <> '' order by a.published_at desc, a.position, a.number ${limited(source.sql, count)}`,
  )
}

/** A word of many titles is found often enough among these: the others are then not searched. */
const searchedFirst = 1000

/**
 * Articles whose titles contain all words, or words that begin with them; newest first. Indexes: articles_newest, and articles_search, which
 * finds all articles with the words, in no order. @param query of domain/search.ts
 */
export function searchByTitle(source: Source, query: string, limit: number): Promise<ArticleLine[]> {
  const { sql } = source
  const newest = sql`order by published_at desc, number desc`
  return linesWhere(
    source,
    sql`
    where a.id in (
      with recent as materialized (
        select id from (select id, search from published.articles ${newest} ${limited(sql, searchedFirst)}) a
        where search @@ ${query}::tsquery ${limited(sql, limit)}
      ), others as materialized (
        select id, published_at, number from published.articles
        where (select count(*) from recent) < ${limit} and search @@ ${query}::tsquery)
      select id from recent union select id from (select id from others ${newest} ${limited(sql, limit)}) b)
    order by a.published_at desc, a.number desc ${limited(sql, limit)}`,
  )
}

export async function articleNumbered({ sql, schema }: Source, number: string): Promise<ArticleRecord | null> {
  const [article] = await sql<ArticleRecord[]>`
    select a.number, a.status, a.language, a.title, a.subtitle, a.note, a.abstract, a.keywords, a.key_points as "keyPoints",
           a.content_note as "contentNote", a.doi, a.from_archive as "fromArchive", a.first_page as "firstPage", a.last_page as "lastPage", a.licence,
           a.licence_url as "licenceUrl", a.full_text as "fullText", a.received_on as "receivedOn", a.accepted_on as "acceptedOn",
           a.published_at as "publishedAt", a.day_known as "dayKnown", a.demonstration, s.title as section, ss.title as "specialSection",
           i.volume, i.number as "issueNumber", i.slug as "issueSlug", i.year,
           coalesce((select jsonb_agg(jsonb_build_object('name', b.name, 'sortName', b.sort_name, 'affiliation', b.affiliation, 'orcid', b.orcid,
                                                         'corresponding', b.corresponding) order by b.position)
                     from ${sql(`${schema}.bylines`)} b where b.article_id = a.id), '[]') as bylines,
           (select jsonb_build_object('id', g.id, 'bytes', g.bytes, 'sha256', g.sha256, 'storageKey', g.storage_key)
            from ${sql(`${schema}.galleys`)} g where g.article_id = a.id and g.kind = 'pdf'
              and g.storage_key is not null) as pdf
    from ${sql(`${schema}.articles`)} a
    left join ${sql(`${schema}.sections`)} s on s.id = a.section_id
    left join ${sql(`${schema}.special_sections`)} ss on ss.id = a.special_section_id
    left join ${sql(`${schema}.issues`)} i on i.id = a.issue_id
    where a.number = ${number}`
  return article ?? null
}

const callLines = (sql: Sql) => sql`
  select id, slug, status, opens_at as "opensAt", closes_at as "closesAt", language, title, summary from published.calls`

/** Calls that are open or will open, the nearest deadline first. Index: calls_closing. */
export function callsAhead(sql: Sql, now: Date): Promise<CallLine[]> {
  return sql<CallLine[]>`
    ${callLines(sql)} where status = 'published' and coalesce(closes_at, 'infinity') >= ${now}
    order by closes_at nulls first, published_at desc, id desc`
}

/** Calls that are closed, the newest first. Index: calls_newest. @param before a call after which the list begins */
export function closedCalls(sql: Sql, now: Date, before: CallRecord | null, count: number): Promise<CallLine[]> {
  const its = (column: string, id: string) => sql`(select ${sql(column)} from published.calls where id = ${id})`
  return sql<CallLine[]>`
    ${callLines(sql)} where (status = 'closed' or closes_at < ${now})
    ${before === null ? sql`` : sql`and (published_at, id) < (${its('published_at', before.id)}, ${before.id})`}
    order by published_at desc, id desc ${limited(sql, count)}`
}

export async function callAt(sql: Sql, slug: string): Promise<CallRecord | null> {
  const [call] = await sql<CallRecord[]>`
    select id, slug, status, opens_at as "opensAt", closes_at as "closesAt", language, title, summary, body
    from published.calls where slug = ${slug}`
  return call ?? null
}

/** The newest version of a page about the journal. */
export async function pageAt(sql: Sql, slug: PageSlug): Promise<PageRecord | null> {
  const [page] = await sql<PageRecord[]>`
    select slug, title, body, first_text as "firstText" from published.pages where slug = ${slug}`
  return page ?? null
}

export interface SectionRecord {
  readonly title: string
  readonly policy: string
  readonly wordLimit: number | null
  readonly abstractLimit: number | null
  readonly keyPointsRequired: boolean
  readonly reviewed: boolean
  readonly demonstration: boolean
}

/** The sections that authors can submit to. */
export function sectionsForAuthors(sql: Sql): Promise<SectionRecord[]> {
  return sql<SectionRecord[]>`
    select title, policy, word_limit as "wordLimit", abstract_limit as "abstractLimit",
           key_points_required as "keyPointsRequired", reviewed, demonstration
    from published.sections where open_to_authors order by position`
}
