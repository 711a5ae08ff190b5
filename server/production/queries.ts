import { subjectFor } from '../db/cases.ts'
import { suggestedDoi } from '../domain/article.ts'
import { maySubmission, type Actor } from '../domain/policy.ts'
import { canMoveTo, productionSteps, type ProductionStep } from '../domain/production.ts'
import { all, allow, Refusal, type Verdict } from '../domain/refusal.ts'
import type { Deps } from '../deps.ts'
import type { Sql } from '../db/client.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { workContract } from './contract.ts'

type List = ReplyOf<(typeof workContract)['GET /api/production']>
type One = ReplyOf<(typeof workContract)['GET /api/articles/:id']>

/**
 * Everything in production, what waits longest first. Whoever wrote or reviewed a submission does not produce it, so it
 * is not in their list. Index: submissions_status_since.
 */
export async function listProduction({ sql }: Pick<Deps, 'sql'>, actor: Actor): Promise<List> {
  const accountId = actor.kind === 'account' ? actor.accountId : null
  const rows = await sql<(Omit<List['articles'][number], 'stepSince'> & { stepSince: Date })[]>`
    select a.id as "articleId", s.id as "submissionId", s.reference, a.title, p.step, p.step_since as "stepSince",
           array(select g.kind from journal.galleys g where g.article_id = a.id order by g.kind) as galleys,
           i.volume || '(' || i.number || ')' as issue
    from journal.submissions s
    join journal.articles a on a.submission_id = s.id
    join journal.productions p on p.submission_id = s.id
    left join journal.issues i on i.id = a.issue_id
    where s.status = 'in_production'
      and not exists (select from identity.submitters x where x.submission_id = s.id and x.account_id = ${accountId})
      and not exists (select from identity.contributors x where x.submission_id = s.id and x.account_id = ${accountId})
      and not exists (select from identity.contributors x join identity.accounts a on a.email = lower(x.email)
                      where x.submission_id = s.id and a.id = ${accountId})
      and not exists (select from identity.reviewers x where x.submission_id = s.id and x.account_id = ${accountId})
    order by p.step_since, a.number`
  return { articles: rows.map((row) => ({ ...row, stepSince: row.stepSince.toISOString() })) }
}

/** The submission behind an article. @throws Refusal `not_found`, also for the archive's articles, which have none */
export async function submissionOf(sql: Sql, articleId: string): Promise<string> {
  const [row] = await sql<{ submission_id: string | null }[]>`
    select submission_id from journal.articles where id = ${articleId}`
  if (!row?.submission_id) throw new Refusal('not_found')
  return row.submission_id
}

/** One article in production, for those who produce it. */
export async function articleInProduction({ sql }: Pick<Deps, 'sql'>, actor: Actor, articleId: string): Promise<One> {
  const subject = await subjectFor(sql, await submissionOf(sql, articleId))
  allow(maySubmission('submission.read_production', actor, subject))
  const row = await readArticle(sql, articleId)
  const { doiPrefix, number, stepSince, proofsApprovedAt, ...rest } = row
  const pdfGalleys = row.galleys.filter(({ kind }) => kind === 'pdf').length
  const produce = maySubmission('submission.produce', actor, subject)
  return {
    ...rest,
    stepSince: stepSince.toISOString(),
    proofsApprovedAt: proofsApprovedAt?.toISOString() ?? null,
    suggestedDoi: suggestedDoi(doiPrefix, row.issue, number),
    can: { produce, moveTo: moves({ step: row.step, pdfGalleys }, produce) },
  }
}

function moves(
  production: { step: ProductionStep; pdfGalleys: number },
  produce: Verdict,
): Record<ProductionStep, Verdict> {
  const [copyediting, proofs, ready] = productionSteps
  const to = (step: ProductionStep) => all(produce, canMoveTo(production, step))
  return { [copyediting]: to(copyediting), [proofs]: to(proofs), [ready]: to(ready) }
}

type Row = Omit<One, 'suggestedDoi' | 'can' | 'stepSince' | 'proofsApprovedAt'> & {
  readonly number: string
  readonly doiPrefix: string
  readonly stepSince: Date
  readonly proofsApprovedAt: Date | null
}

async function readArticle(sql: Sql, articleId: string): Promise<Row> {
  const [row] = await sql<Row[]>`
    select a.id as "articleId", s.id as "submissionId", s.reference, a.number, a.title, a.subtitle, a.abstract, a.keywords,
           a.version, a.key_points as "keyPoints", a.content_note as "contentNote", a.language, a.doi, a.first_page as "firstPage",
           a.last_page as "lastPage", p.step, p.step_since as "stepSince", p.proofs_approved_at as "proofsApprovedAt",
           p.proofs_comment as "proofsComment", (select doi_prefix from journal.settings) as "doiPrefix",
           coalesce((select jsonb_agg(jsonb_build_object('name', b.name, 'affiliation', b.affiliation, 'orcid', b.orcid,
                                                         'corresponding', b.corresponding) order by b.position)
                     from journal.bylines b where b.article_id = a.id), '[]') as bylines,
           coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'kind', g.kind, 'bytes', g.bytes, 'sha256', g.sha256,
                       'storedAt', to_char(g.stored_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by g.kind desc)
                     from journal.galleys g where g.article_id = a.id), '[]') as galleys,
           (select jsonb_build_object('id', i.id, 'volume', i.volume, 'number', i.number)
            from journal.issues i where i.id = a.issue_id) as issue
    from journal.articles a
    join journal.submissions s on s.id = a.submission_id
    join journal.productions p on p.submission_id = s.id
    where a.id = ${articleId}`
  if (!row) throw new Refusal('not_found')
  return row
}
