import { eq, sql as dsql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { submissions } from '../db/schema/submissions.ts'
import { nextActionOf, type NextActionFacts } from '../domain/next-action.ts'
import type { ProductionStep } from '../domain/production.ts'
import { Refusal } from '../domain/refusal.ts'
import { reviewSummaryOf } from '../db/review-summary.ts'
import { newestProofs } from './proofs.ts'
import { hasReleasedManuscript } from './released-manuscript.ts'

/** The end of every action on a submission (act.ts): stores what an editor has to do next, from when on, and who reviews it. */
export async function refreshNextAction(tx: Tx, submissionId: string): Promise<void> {
  const { stored, ...facts } = await factsOf(tx, submissionId)
  const next = nextActionOf(facts)
  const unchanged = stored.act === (next?.act ?? null) && timeOf(stored.at) === timeOf(next?.at ?? null)
  if (unchanged && !stored.summaryChanged) return
  await tx
    .update(submissions)
    .set({
      nextAction: next?.act ?? null,
      nextActionAt: next?.at ?? null,
      reviewSummary: dsql.raw(reviewSummaryOf('submissions')),
    })
    .where(eq(submissions.id, submissionId))
}

function timeOf(at: Date | null): number | null {
  return at?.getTime() ?? null
}

/** Instants inside JSON are text. */
interface Row extends Record<string, unknown> {
  readonly submission: {
    readonly status: NextActionFacts['status']
    readonly since: string
    readonly authorDueAt: string | null
    readonly minimumReviews: number
    readonly manuscriptReleased: boolean
  }
  readonly stored: { readonly act: string | null; readonly at: string | null; readonly summaryChanged: boolean }
  readonly invitations: readonly {
    readonly status: NextActionFacts['invitations'][number]['status']
    readonly respondBy: string
    readonly dueAt: string
    readonly changedAt: string
  }[]
  readonly production: { readonly step: ProductionStep; readonly since: string; readonly inIssue: boolean } | null
}

interface Facts extends NextActionFacts {
  /** What is stored now. */
  readonly stored: { readonly act: string | null; readonly at: Date | null; readonly summaryChanged: boolean }
}

/** The facts that domain/next-action.ts needs, about the open round or else the round opened last. */
async function factsOf(tx: Tx, submissionId: string): Promise<Facts> {
  const [row] = await tx.execute<Row>(dsql`
    select
      json_build_object('status', s.status, 'since', s.status_since, 'authorDueAt', s.author_due_at,
        'minimumReviews', coalesce(x.minimum_reviews, 1),
        'manuscriptReleased', ${hasReleasedManuscript(dsql`r.version_id`)}) as submission,
      json_build_object('act', s.next_action, 'at', s.next_action_at,
        'summaryChanged', s.review_summary is distinct from ${dsql.raw(reviewSummaryOf('s'))}) as stored,
      coalesce((select json_agg(json_build_object('status', i.status, 'respondBy', i.respond_by, 'dueAt', i.due_at,
                  'changedAt', i.changed_at) order by i.created_at)
                from journal.invitations i where i.round_id = r.id), '[]') as invitations,
      case when p.step is not null then json_build_object('step', p.step, 'since', p.step_since,
        'inIssue', a.issue_id is not null) end as production
    from journal.submissions s
    left join journal.sections x on x.id = s.section_id
    left join journal.productions p on p.submission_id = s.id
    left join journal.articles a on a.submission_id = s.id
    -- The open round first: after a decision was taken back, an empty round with a higher number may exist.
    left join lateral (select r.id, r.version_id from journal.rounds r where r.submission_id = s.id
                       order by (r.closed_at is null) desc, r.n desc limit 1) r on true
    where s.id = ${submissionId}`)
  if (!row) throw new Refusal('not_found')
  const { submission, production, stored } = row
  return {
    ...submission,
    stored: { ...stored, at: stored.at === null ? null : new Date(stored.at) },
    since: new Date(submission.since),
    authorDueAt: submission.authorDueAt === null ? null : new Date(submission.authorDueAt),
    invitations: row.invitations.map(({ status, respondBy, dueAt, changedAt }) => ({
      status,
      respondBy: new Date(respondBy),
      dueAt: new Date(dueAt),
      changedAt: new Date(changedAt),
    })),
    production: production && {
      ...production,
      since: new Date(production.since),
      proofs: await newestProofs(tx, submissionId),
    },
  }
}
