import type { Sql } from '../db/client.ts'
import type { PageSlug } from '../domain/public-pages.ts'
import type {
  ArticleLine,
  ArticleRecord,
  CallRecord,
  IssueRecord,
  JournalRecord,
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

/** Facts about the journal that every page shows. */
export async function journalRecord(sql: Sql): Promise<JournalRecord> {
  const [journal] = await sql<JournalRecord[]>`
    select title, full_title as "fullTitle", issn, publisher, about, contact, licence, licence_url as "licenceUrl",
           time_zone as "timeZone"
    from published.journal`
  if (!journal) throw new Error('the journal has no settings: migrate and seed first')
  return journal
}

function issuesWhere({ sql, schema }: Source, rest: ReturnType<Sql>) {
  return sql<IssueRecord[]>`
    select i.id, i.volume, i.number, i.slug, i.year, i.title, i.summary, i.published_at as "publishedAt", i.day_known as "dayKnown",
           coalesce((select jsonb_agg(jsonb_build_object('id', ss.id, 'title', ss.title, 'guestEditors', ss.guest_editors)
                                      order by ss.position)
                     from ${sql(`${schema}.special_sections`)} ss where ss.issue_id = i.id), '[]') as "specialSections"
    from ${sql(`${schema}.issues`)} i ${rest}`
}

/** All issues, the newest first. */
export function issueList(source: Source): Promise<IssueRecord[]> {
  return issuesWhere(source, source.sql`order by i.year desc, i.volume desc, i.number_order collate "C" desc`)
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

export async function latestIssue(source: Source): Promise<IssueRecord | null> {
  const [issue] = await issuesWhere(
    source,
    source.sql`order by i.published_at desc, i.volume desc, i.number_order collate "C" desc limit 1`,
  )
  return issue ?? null
}

function linesWhere({ sql, schema }: Source, rest: ReturnType<Sql>) {
  return sql<ArticleLine[]>`
    select a.number, a.title, a.subtitle, a.note, a.language, s.title as section, a.special_section_id as "specialSectionId",
           array(select b.name from ${sql(`${schema}.bylines`)} b where b.article_id = a.id order by b.position) as bylines,
           a.first_page as "firstPage", a.last_page as "lastPage",
           exists(select 1 from ${sql(`${schema}.galleys`)} g where g.article_id = a.id and g.kind = 'pdf'
                  and g.storage_key is not null) as "hasPdf",
           a.demonstration, i.volume, i.number as "issueNumber", i.slug as "issueSlug", i.year
    from ${sql(`${schema}.articles`)} a
    left join ${sql(`${schema}.sections`)} s on s.id = a.section_id
    left join ${sql(`${schema}.issues`)} i on i.id = a.issue_id ${rest}`
}

/** In the order in which the issue prints them. */
export function articlesOfIssue(source: Source, issueId: string): Promise<ArticleLine[]> {
  return linesWhere(source, source.sql`where a.issue_id = ${issueId} order by a.position, a.number`)
}

/** Without articles whose title is not known: those appear in their issue only, where the context explains them. */
export function recentArticles(source: Source, count: number): Promise<ArticleLine[]> {
  return linesWhere(
    source,
    source.sql`where a.title <> '' order by a.published_at desc, a.position, a.number limit ${count}`,
  )
}

/**
 * Articles whose titles contain all words, or words that begin with them; newest first. Index: articles_search. @param query of
 * domain/search.ts
 */
export function searchByTitle(source: Source, query: string, limit: number): Promise<ArticleLine[]> {
  return linesWhere(
    source,
    source.sql`
    where a.search @@ ${query}::tsquery
    order by a.published_at desc, a.number desc limit ${limit}`,
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

/** Published and closed calls, the nearest deadline first. */
export function callList(sql: Sql): Promise<CallRecord[]> {
  return sql<CallRecord[]>`
    select id, slug, status, opens_at as "opensAt", closes_at as "closesAt", language, title, summary, body
    from published.calls order by closes_at nulls first, published_at desc`
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

/** The present address for one of the old system (OJS). @param kind of the old address: `article` or `issue` */
export async function movedTo(sql: Sql, kind: 'article' | 'issue', oldId: string): Promise<string | null> {
  const ending = `%/${kind}/view/${oldId}`
  if (kind === 'issue') {
    const [issue] = await sql<{ volume: number; slug: string }[]>`
      select volume, slug from published.issues where legacy_url like ${ending}`
    return issue ? `/issues/${issue.volume}/${issue.slug}` : null
  }
  const [article] = await sql<{ number: string }[]>`
    select number from published.articles where legacy_url like ${ending} or number = ${oldId}
    order by (legacy_url like ${ending}) desc nulls last limit 1`
  return article ? `/articles/${article.number}` : null
}

/** All public addresses with the day of their last change, for crawlers. */
export function publicAddresses(sql: Sql): Promise<{ path: string; changedAt: Date | null }[]> {
  return sql`
    select '/articles/' || number as path, case when day_known then published_at end as "changedAt" from published.articles
    union all select '/issues/' || volume || '/' || slug, case when day_known then published_at end from published.issues
    union all select '/calls/' || slug, published_at from published.calls
    union all select '/' || slug, saved_at from published.pages
    order by path`
}
