import { loadPolicySubject } from '../cases/lock.ts'
import { filesForPrint, textForPrint } from '../cases/copyediting.ts'
import { inPrint } from '../cases/names-in-print.ts'
import { answeredBy, proofRoundsOf, type ProofRound } from '../cases/proofs.ts'
import { suggestedDoi } from '../domain/article.ts'
import { maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import type { PreparationState } from '../domain/preparation.ts'
import {
  canMoveTo,
  newestAnswer,
  proofsState,
  productionSteps,
  type ProductionFacts,
  type ProductionStep,
} from '../domain/production.ts'
import type { StatementKind } from '../domain/submission.ts'
import { all, allow, Refusal, type Verdict } from '../domain/refusal.ts'
import type { Deps } from '../deps.ts'
import type { Sql } from '../db/client.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { workContract } from './contract.ts'
import { namesInPrint } from './names.ts'
import { submissionOf } from './submission-of.ts'

type List = ReplyOf<(typeof workContract)['GET /api/production']>
type Reading = Pick<Deps, 'sql' | 'db' | 'settings'>
type One = ReplyOf<(typeof workContract)['GET /api/articles/:id']>

/**
 * Everything in production, the longest wait first. Authors and reviewers of a submission do not produce it, so they do not see it. Index:
 * submissions_status_order.
 */
export async function listProduction({ sql }: Pick<Deps, 'sql'>, actor: Actor): Promise<List> {
  const accountId = actor.kind === 'account' ? actor.accountId : null
  const rows = await sql<ListRow[]>`
    select a.id as "articleId", s.id as "submissionId", s.reference, a.title, p.step, p.step_since as "stepSince",
           ${proofRoundsOf(sql)} as "proofRounds",
           coalesce((select jsonb_agg(jsonb_build_object('kind', g.kind, 'state', g.state) order by g.kind)
                     from journal.galleys g where g.article_id = a.id), '[]') as galleys,
           i.volume || '(' || i.number || ')' as issue
    from journal.submissions s
    join journal.articles a on a.submission_id = s.id
    join journal.productions p on p.submission_id = s.id
    left join journal.issues i on i.id = a.issue_id
    where s.status = 'in_production'
      and s.id not in (select submission_id from identity.walls where account_id = ${accountId})
    order by p.step_since, a.number`
  return {
    articles: rows.map(({ proofRounds, ...row }) => ({
      ...row,
      stepSince: row.stepSince.toISOString(),
      proofs: proofsState({ step: row.step, proofs: newestAnswer(proofRounds) }),
    })),
  }
}

type ListRow = Omit<List['articles'][number], 'stepSince' | 'proofs'> & {
  readonly stepSince: Date
  readonly proofRounds: readonly ProofRound[]
}

/** One article in production. Viewers who may not know the authors get nothing that the byline does not show. */
export async function articleInProduction(deps: Reading, actor: Actor, articleId: string): Promise<One> {
  const { sql, db, settings } = deps
  const subject = await loadPolicySubject(sql, await submissionOf(sql, articleId))
  allow(maySubmission('submission.read_production', actor, subject))
  const mayKnow = relationTo(actor, subject) !== 'copyeditor'
  const [row, found] = await Promise.all([readArticle(sql, articleId), inPrint(db, settings.secret, [articleId])])
  const print = found.get(articleId)
  if (!print) throw new Refusal('not_found')
  const [manuscripts, names] = await Promise.all([
    filesForPrint(deps, print),
    namesInPrint(sql, articleId, maySubmission('submission.oversee', actor, subject).allowed),
  ])
  const { doiPrefix, number, stepSince, proofRounds, statements, galleys, ...rest } = row
  const pdfs = galleys.filter(({ kind }) => kind === 'pdf')
  const produce = maySubmission('submission.produce', actor, subject)
  const production = { step: row.step, proofs: newestAnswer(proofRounds) }
  return {
    ...rest,
    stepSince: stepSince.toISOString(),
    proofs: proofsState(production),
    proofRounds: proofRounds.map(({ answers, ...round }) => ({
      ...round,
      answers: answers.map(({ comment, by, ...answer }) => {
        const { text, withheld } = textForPrint(comment, print, mayKnow)
        return { ...answer, comment: text, withheld, by: mayKnow ? by : null }
      }),
    })),
    suggestedDoi: suggestedDoi(doiPrefix, row.issue, number),
    galleys: galleys.map(({ madeFor, ...galley }) => ({ ...galley, current: madeFor === print.sum })),
    names,
    manuscripts: manuscripts.map((file) =>
      file.withheld && !mayKnow ? { ...file, bytes: null } : { ...file, withheld: false },
    ),
    statements: statements.map(({ kind, text }) => ({ kind, ...textForPrint(text, print, mayKnow) })),
    can: {
      produce,
      confirmNames: maySubmission('submission.confirm_names', actor, subject),
      moveTo: moves({ step: row.step, pdfGalleys: pdfs.length, pdfReady: countReady(pdfs) }, produce),
    },
  }
}

function countReady(galleys: readonly { readonly state: PreparationState }[]): number {
  return galleys.filter(({ state }) => state === 'ready').length
}

function moves(production: ProductionFacts, produce: Verdict): Record<ProductionStep, Verdict> {
  const [copyediting, proofs, ready] = productionSteps
  const to = (step: ProductionStep) => all(produce, canMoveTo(production, step))
  return { [copyediting]: to(copyediting), [proofs]: to(proofs), [ready]: to(ready) }
}

type Added = 'suggestedDoi' | 'can' | 'names' | 'manuscripts' | 'proofs'
type Reshaped = 'stepSince' | 'proofRounds' | 'galleys' | 'statements'
type Row = Omit<One, Added | Reshaped> & {
  readonly number: string
  readonly doiPrefix: string
  readonly stepSince: Date
  readonly proofRounds: readonly ProofRound[]
  readonly galleys: readonly (Omit<One['galleys'][number], 'current'> & { readonly madeFor: string | null })[]
  readonly statements: readonly { readonly kind: StatementKind; readonly text: string }[]
}

async function readArticle(sql: Sql, articleId: string): Promise<Row> {
  const [row] = await sql<Row[]>`
    select a.id as "articleId", s.id as "submissionId", s.reference, a.number, a.title, a.subtitle, a.abstract, a.keywords,
           a.version, a.key_points as "keyPoints", a.content_note as "contentNote", a.language, a.doi, a.first_page as "firstPage",
           a.last_page as "lastPage", p.step, p.step_since as "stepSince", ${proofRoundsOf(sql, answeredBy(sql))} as "proofRounds",
           (select doi_prefix from journal.settings) as "doiPrefix",
           coalesce((select jsonb_agg(jsonb_build_object('name', b.name, 'sortName', b.sort_name, 'affiliation', b.affiliation, 'orcid', b.orcid,
                                                         'corresponding', b.corresponding) order by b.position)
                     from journal.bylines b where b.article_id = a.id), '[]') as bylines,
           coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'kind', g.kind, 'bytes', g.received_bytes,
                       'sha256', g.received_sha256, 'state', g.state, 'reason', g.reason, 'notes', g.notes,
                       'removed', g.removed, 'madeFor', g.made_for, 'storedAt', to_char(g.stored_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by g.kind desc)
                     from journal.galleys g where g.article_id = a.id), '[]') as galleys,
           coalesce((select jsonb_agg(jsonb_build_object('kind', t.kind, 'text', t.text) order by t.kind)
                     from journal.statements t where t.submission_id = s.id), '[]') as statements,
           (select jsonb_build_object('id', i.id, 'volume', i.volume, 'number', i.number, 'slug', i.slug)
            from journal.issues i where i.id = a.issue_id) as issue
    from journal.articles a
    join journal.submissions s on s.id = a.submission_id
    join journal.productions p on p.submission_id = s.id
    where a.id = ${articleId}`
  if (!row) throw new Refusal('not_found')
  return row
}
