import type { Deps } from '../deps.ts'
import { canPublish, obstacles, type IssueStatus } from '../domain/issue.ts'
import { mayRole, type Actor } from '../domain/policy.ts'
import { all, allowed, closed, Refusal, type Verdict } from '../domain/refusal.ts'
import type { ReplyOf } from '../http/contract.ts'
import { rowsPerPage } from '../http/shapes.ts'
import type { issuesContract } from './contract.ts'
import { articlesBeingAssembled, articlesForIssue, factsOf, specialSectionsOf, type PlacedArticle } from './facts.ts'

type List = ReplyOf<(typeof issuesContract)['GET /api/issues']>
type Builder = ReplyOf<(typeof issuesContract)['GET /api/issues/:id']>

type Reading = Pick<Deps, 'sql' | 'db' | 'settings'>

interface IssueRow {
  readonly id: string
  readonly volume: number
  readonly number: string
  readonly slug: string
  readonly year: number
  readonly title: string
  readonly summary: string
  readonly status: IssueStatus
  readonly publishedAt: Date | null
  readonly dayKnown: boolean
  readonly articles: number
}

/** In the order of the archive. Indexes: issues_newest, issues_in_preparation. @param before lists older published issues only */
export async function listIssues(deps: Reading, before: string | undefined): Promise<List> {
  const { sql } = deps
  const newestFirst = sql`order by year desc, volume desc, number_order collate "C" desc, id desc`
  const its = (column: string) => sql`(select ${sql(column)} from journal.issues where id = ${before ?? null})`
  const [rows, assembling] = await Promise.all([
    sql<IssueRow[]>`
      select i.id, i.volume, i.number, i.slug, i.year, i.title, i.status, i.published_at as "publishedAt", i.day_known as "dayKnown",
             (select count(*)::int from journal.articles a where a.issue_id = i.id) as articles
      from (
        select * from journal.issues where status <> 'published' and ${before === undefined}
        union all
        (select * from journal.issues where status = 'published' ${
          before === undefined
            ? sql``
            : sql`and (year, volume, number_order collate "C", id)
                    < (${its('year')}, ${its('volume')}, ${its('number_order')}, ${before})`
        } ${newestFirst} limit ${rowsPerPage + 1})) i
      ${newestFirst}`,
    before === undefined ? articlesBeingAssembled(deps) : [],
  ])
  const surplus = rows.filter(({ status }) => status === 'published')[rowsPerPage]
  const ofIssue = Map.groupBy(assembling, ({ issueId }) => issueId)
  return {
    issues: rows
      .filter((row) => row !== surplus)
      .map((row) => summary(row, readyAmong(row, ofIssue.get(row.id) ?? []))),
    more: surplus !== undefined,
  }
}

function readyAmong({ status, articles }: IssueRow, placed: readonly PlacedArticle[]): number {
  if (status === 'published') return articles
  const blocked = new Set(obstacles(factsOf(status, placed, [])).map(({ articleId }) => articleId))
  return placed.filter(({ id }) => !blocked.has(id)).length
}

function summary({ publishedAt, ...row }: IssueRow, ready: number): List['issues'][number] {
  return { ...row, publishedAt: publishedAt?.toISOString() ?? null, ready }
}

/** The page of an issue in preparation: its articles, the available ones, and the obstacles. Five statements for any number of articles. */
export async function buildIssue(deps: Reading, actor: Actor, id: string): Promise<Builder> {
  const askerId = actor.kind === 'account' ? actor.accountId : null
  const [[row], articles, specialSections] = await Promise.all([
    deps.sql<(IssueRow & { readonly version: number })[]>`
      select i.id, i.version, i.volume, i.number, i.slug, i.year, i.title, i.summary, i.status, i.published_at as "publishedAt",
             i.day_known as "dayKnown",
             (select count(*)::int from journal.articles a where a.issue_id = i.id) as articles
      from journal.issues i where i.id = ${id}`,
    articlesForIssue(deps, id, askerId),
    specialSectionsOf(deps.db, id),
  ])
  if (!row) throw new Refusal('not_found')
  const contents = articles.filter(({ issueId }) => issueId !== null)
  const available = articles.filter(({ issueId }) => issueId === null)
  const facts = factsOf(row.status, contents, specialSections)
  return {
    ...summary(row, readyAmong(row, contents)),
    version: row.version,
    summary: row.summary,
    specialSections,
    contents: contents.map(placed),
    available: row.status === 'published' ? [] : available.map(placed),
    obstacles: row.status === 'published' ? [] : [...obstacles(facts)],
    can: {
      assemble: all(mayRole('issue.assemble', actor), isBeingAssembled(row.status)),
      publish: all(mayRole('issue.publish', actor), canPublish(facts)),
    },
  }
}

/** A published issue cannot be changed. */
export function isBeingAssembled(status: IssueStatus): Verdict {
  return status === 'published' ? closed('wrong_status', { status, event: 'assemble' }) : allowed
}

function placed(article: PlacedArticle): Builder['contents'][number] {
  const { id, bylines, reviewedByAsker, print: _print, ...rest } = article
  return { ...rest, articleId: id, bylines: reviewedByAsker ? [] : [...bylines] }
}
