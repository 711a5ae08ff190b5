import type { FastifyInstance } from 'fastify'
import { loadPolicySubject } from '../cases/lock.ts'
import type { Sql } from '../db/client.ts'
import type { Deps } from '../deps.ts'
import { mayRole, maySubmission, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { actorOf } from '../http/actor.ts'
import { Id } from '../http/shapes.ts'
import { documentOf, type Frame, type Page } from './frame.ts'
import { languageOf, type StandingSite } from './page-language.ts'
import { articlePage } from './pages/article-page.ts'
import { callPage } from './pages/call-page.ts'
import { issuePage } from './pages/issue-page.ts'
import { articleNumbered, articlesOfIssue, issueAt, journalRecord, type Source } from './queries.ts'
import type { CallRecord } from './public-records.ts'

type Draw = (deps: Deps, source: Source, actor: Actor, id: string) => Promise<(frame: Frame) => Page>

/** The public pages for people who prepare them: the same page functions with unpublished rows, never cached. */
const previewRoutes: Readonly<Record<`/preview/${string}`, Draw>> = {
  '/preview/calls/:id': previewOfCall,
  '/preview/articles/:id': previewOfArticle,
  '/preview/issues/:id': previewOfIssue,
}

export function registerPreviews(app: FastifyInstance, deps: Deps, site: StandingSite): void {
  for (const [pattern, draw] of Object.entries(previewRoutes)) {
    app.get<{ Params: { id: string } }>(pattern, async (request, reply) => {
      const id = idOf(request.params)
      const actor = await actorOf(deps, request)
      // Like a screen: a visitor whose session has ended signs in and is sent back here.
      if (actor.kind === 'visitor')
        return reply
          .header('cache-control', 'no-store')
          .redirect(`/account/sign-in?next=${encodeURIComponent(request.url)}`, 303)
      const write = await draw(deps, { sql: deps.sql, schema: 'journal' }, actor, id)
      const journal = await journalRecord(deps.readerSql)
      const { origin, style, island } = site
      const language = languageOf(request, deps.settings)
      const frame: Frame = { ...language, journal, origin, style, island, now: site.now(), preview: true }
      return reply
        .headers({ 'cache-control': 'no-store', 'content-language': language.locale })
        .type('text/html; charset=utf-8')
        .send(documentOf(frame, write(frame)))
    })
  }
}

function idOf({ id }: { id: string }): string {
  const parsed = Id.safeParse(id)
  if (!parsed.success) throw new Refusal('not_found')
  return parsed.data
}

/** The policy's role rules admit accounts only. */
function accountOf(actor: Actor): Extract<Actor, { kind: 'account' }> {
  if (actor.kind !== 'account') throw new Refusal('not_found')
  return actor
}

/** Section and guest editors see the calls they are assigned to. */
async function previewOfCall({ sql }: Deps, _shelf: Source, actor: Actor, id: string) {
  allow(mayRole('call.read', actor))
  const { accountId, roles } = accountOf(actor)
  const [call] = await sql<CallRecord[]>`
    select c.id, c.slug, c.status, c.opens_at as "opensAt", c.closes_at as "closesAt", v.language, v.title, v.summary, v.body
    from journal.calls c join journal.call_versions v on v.call_id = c.id and v.n = c.version
    where c.id = ${id} and (${roles.includes('editor')} or exists (
      select from identity.call_editors e where e.call_id = c.id and e.account_id = ${accountId}))`
  if (!call) throw new Refusal('not_found')
  return (frame: Frame) => callPage(frame, call)
}

async function previewOfArticle({ sql }: Deps, source: Source, actor: Actor, id: string) {
  const [found] = await sql<{ number: string; submission: string | null }[]>`
    select number, submission_id as submission from journal.articles where id = ${id}`
  if (!found) throw new Refusal('not_found')
  allow(
    found.submission === null
      ? mayRole('production.list', actor)
      : maySubmission('submission.read_production', actor, await loadPolicySubject(sql, found.submission)),
  )
  const article = await articleNumbered(source, found.number)
  if (article === null) throw new Refusal('not_found')
  return (frame: Frame) => articlePage(frame, article)
}

async function previewOfIssue({ sql }: Deps, source: Source, actor: Actor, id: string) {
  allow(mayRole('issue.read', actor))
  const [found] = await sql<
    { volume: number; slug: string }[]
  >`select volume, slug from journal.issues where id = ${id}`
  const issue = found && (await issueAt(source, found.volume, found.slug))
  if (!issue) throw new Refusal('not_found')
  const [articles, reviewed] = await Promise.all([articlesOfIssue(source, issue.id), reviewedBy(sql, actor, issue.id)])
  // A reviewer of a paper must not see its authors before publication.
  const shown = articles.map((article) => (reviewed.has(article.number) ? { ...article, bylines: [] } : article))
  return (frame: Frame) => issuePage(frame, issue, shown)
}

async function reviewedBy(sql: Sql, actor: Actor, issueId: string): Promise<ReadonlySet<string>> {
  if (actor.kind !== 'account') return new Set()
  const rows = await sql<{ number: string }[]>`
    select a.number from journal.articles a
    where a.issue_id = ${issueId} and a.published_at is null and a.submission_id in (
      select submission_id from identity.involvements
      where account_id = ${actor.accountId} and relation = 'reviewer')`
  return new Set(rows.map(({ number }) => number))
}
