import { createHmac } from 'node:crypto'
import { sql as dsql } from 'drizzle-orm'
import { hiddenFrom, shownBylines, type PersonInPrint, type PrintedByline } from '../identity/hidden.ts'
import type { KnownPerson } from '../identity/shapes.ts'
import type { Db, Tx } from '../db/client.ts'

/** Increase this when galleys are made or searched in a new way: galleys that are not published yet are then prepared again. */
const version = 1

/** Everything that is printed of an article besides the text of its galleys. */
export interface PrintRecord extends Record<string, unknown> {
  readonly articleId: string
  readonly submissionId: string
  readonly language: string
  readonly title: string
  readonly subtitle: string | null
  readonly abstract: Readonly<Record<string, string>>
  readonly keywords: readonly string[]
  readonly keyPoints: readonly string[]
  readonly contentNote: string
  readonly doi: string | null
  readonly bylines: readonly (PrintedByline & { readonly sortName: string; readonly corresponding: boolean })[]
}

export interface InPrint {
  readonly record: PrintRecord
  /** The people that the article may not name. */
  readonly hidden: readonly KnownPerson[]
  /** The bylines without people who asked not to be named. */
  readonly shown: readonly PrintedByline[]
  /** Hash of the record and the hidden people: a galley made for another hash is out of date. */
  readonly sum: string
  /** Hash of the hidden people alone. */
  readonly hiddenSum: string
}

type Row = PrintRecord & { readonly people: readonly PersonInPrint[] }

/** What is printed of these articles and whom it may not name, as of now: one statement for all articles. */
export async function inPrint(
  db: Db | Tx,
  secret: string,
  articleIds: readonly string[],
): Promise<ReadonlyMap<string, InPrint>> {
  if (articleIds.length === 0) return new Map()
  const ids = dsql`array(select jsonb_array_elements_text(${JSON.stringify(articleIds)}::jsonb)::uuid)`
  const rows = await db.execute<Row>(dsql`
    select a.id as "articleId", a.submission_id as "submissionId", a.language, a.title, a.subtitle, a.abstract, a.keywords,
           a.key_points as "keyPoints", a.content_note as "contentNote", a.doi,
           coalesce((select jsonb_agg(jsonb_build_object('name', b.name, 'sortName', b.sort_name, 'affiliation', b.affiliation, 'orcid', b.orcid,
                                                         'corresponding', b.corresponding) order by b.position)
                     from journal.bylines b where b.article_id = a.id), '[]') as bylines,
           coalesce((select jsonb_agg(jsonb_build_object('name', c.name, 'email', c.email, 'orcid', c.orcid,
                       'affiliation', c.affiliation, 'byline', c.byline,
                       'accounts', ${accountsWhere(dsql`x.id = c.account_id or x.email = lower(c.email)`)}) order by c.position)
                     from identity.contributors c where c.submission_id = a.submission_id), '[]')
           || coalesce((select jsonb_agg(jsonb_build_object('name', x.name, 'email', x.email, 'orcid', x.orcid,
                          'affiliation', x.affiliation, 'byline', null, 'accounts', '[]'::jsonb))
                        from identity.involvements s join identity.accounts x on x.id = s.account_id
                        where s.submission_id = a.submission_id and s.relation = 'submitter' and not exists (
                          select from identity.contributors c where c.submission_id = a.submission_id
                          and (c.account_id = x.id or lower(c.email) = x.email))), '[]') as people
    from journal.articles a where a.id = any(${ids}) and a.submission_id is not null`)
  return new Map(rows.map((row) => [row.articleId, asInPrint(row, secret)]))
}

function accountsWhere(isTheirs: ReturnType<typeof dsql>) {
  return dsql`coalesce((select jsonb_agg(jsonb_build_object('name', x.name, 'email', x.email, 'orcid', x.orcid,
    'affiliation', x.affiliation) order by x.id) from identity.accounts x where ${isTheirs}), '[]')`
}

function asInPrint({ people, ...record }: Row, secret: string): InPrint {
  const hidden = hiddenFrom(record.bylines, people)
  const sumOf = (parts: readonly unknown[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex')
  // HMAC with the secret: a stored hash does not reveal the hidden people.
  const shown = shownBylines(record.bylines, people)
  return { record, hidden, shown, sum: sumOf([version, record, hidden]), hiddenSum: sumOf([hidden]) }
}
