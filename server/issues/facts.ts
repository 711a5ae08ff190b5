import { sql as dsql, type SQL } from 'drizzle-orm'
import type { Db, Tx } from '../db/client.ts'
import { inPrint } from '../cases/names-in-print.ts'
import { printedFindings } from '../domain/galley.ts'
import type { Deps } from '../deps.ts'
import type { PreparationState } from '../domain/preparation.ts'
import type { IssueArticle, IssueFacts, IssueStatus } from '../domain/issue.ts'

/** An article for the issue's page and for `obstacles()`: both use the same query. */
export interface PlacedArticle extends Omit<IssueArticle, 'bylines'> {
  readonly issueId: string | null
  readonly submissionId: string | null
  readonly bylines: readonly string[]
  readonly sectionTitle: string | null
  /** The editor reviewed it: its authors are hidden from them until it is published. */
  readonly reviewedByAsker: boolean
}

type Row = Omit<PlacedArticle, 'print'> & {
  readonly galleys: readonly { readonly state: PreparationState; readonly madeFor: string | null }[]
  readonly namesFound: number
}

type Reading = Pick<Deps, 'settings'> & { readonly db: Db | Tx }

/** In printing order. @param where condition on `a`, journal.articles, and `s`, its submission */
async function articlesWhere({ db, settings }: Reading, where: SQL, askerId: string | null): Promise<PlacedArticle[]> {
  const rows = await db.execute<Row & Record<string, unknown>>(dsql`
    select a.id, a.issue_id as "issueId", a.submission_id as "submissionId", a.title, a.doi, a.first_page as "firstPage",
           a.last_page as "lastPage", a.special_section_id as "specialSectionId", sec.title as "sectionTitle",
           array(select b.name from journal.bylines b where b.article_id = a.id order by b.position) as bylines,
           (select count(*)::int from journal.galleys g where g.article_id = a.id and g.kind = 'pdf') as "pdfGalleys",
           coalesce((select jsonb_agg(jsonb_build_object('state', g.state, 'madeFor', g.made_for))
                     from journal.galleys g where g.article_id = a.id), '[]') as galleys,
           (select count(*)::int from identity.print_findings x where x.article_id = a.id and x.confirmed_at is null
              and x.kind in ${dsql.raw(`('${printedFindings.join("', '")}')`)}) as "namesFound",
           s.status as "submissionStatus", p.step,
           exists(select 1 from identity.involvements w
                  where w.submission_id = a.submission_id and w.account_id = ${askerId} and w.relation = 'reviewer')
             and a.published_at is null as "reviewedByAsker"
    from journal.articles a
    left join journal.submissions s on s.id = a.submission_id
    left join journal.productions p on p.submission_id = a.submission_id
    left join journal.sections sec on sec.id = a.section_id
    where ${where} order by a.issue_id, a.position, a.number`)
  const unpublished = rows.filter(({ submissionStatus }) => submissionStatus === 'in_production')
  const records = await inPrint(
    db,
    settings.secret,
    unpublished.map(({ id }) => id),
  )
  return rows.map(({ galleys, namesFound, ...row }) => {
    const sum = records.get(row.id)?.sum
    const facts = galleys.map(({ state, madeFor }) => ({ state, current: sum === undefined || madeFor === sum }))
    return { ...row, print: { galleys: facts, namesFound } }
  })
}

/** The articles of an issue, and those that could be put into it: in production and in no issue. */
export function articlesForIssue(reading: Reading, issueId: string, askerId: string | null): Promise<PlacedArticle[]> {
  return articlesWhere(
    reading,
    dsql`a.issue_id = ${issueId} or (a.issue_id is null and a.published_at is null and s.status = 'in_production')`,
    askerId,
  )
}

/** The articles of all issues that are not published yet. */
export function articlesBeingAssembled(reading: Reading): Promise<PlacedArticle[]> {
  return articlesWhere(reading, dsql`a.issue_id in (select id from journal.issues where status <> 'published')`, null)
}

interface SpecialSectionRow extends Record<string, unknown> {
  readonly id: string
  readonly title: string
  readonly guestEditors: string[]
  readonly callId: string | null
  readonly position: number
}

export async function specialSectionsOf(db: Db | Tx, issueId: string): Promise<SpecialSectionRow[]> {
  return db.execute<SpecialSectionRow>(dsql`
    select id, title, guest_editors as "guestEditors", call_id as "callId", position
    from journal.special_sections where issue_id = ${issueId} order by position`)
}

/** The facts about an issue that domain/issue.ts needs. */
export function factsOf(
  status: IssueStatus,
  articles: readonly PlacedArticle[],
  specialSections: IssueFacts['specialSections'],
): IssueFacts {
  return {
    status,
    articles: articles.map((article) => ({ ...article, bylines: article.bylines.length })),
    specialSections,
  }
}
