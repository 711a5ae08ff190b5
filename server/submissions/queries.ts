import type { Deps } from '../deps.ts'
import { askedOfAuthor } from '../domain/author-turn.ts'
import { decisionKinds, decisionTable, isInGrace, statusForAuthor } from '../domain/decision.ts'
import { holderOf, type Actor } from '../domain/policy.ts'
import { proofsState, type ProductionStep } from '../domain/production.ts'
import type { Status } from '../domain/submission.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { submissionsContract } from './contract.ts'

type Contract = typeof submissionsContract

interface MineRow {
  id: string
  reference: string
  title: string
  status: Status
  status_since: Date
  call_title: string | null
  author_due_at: Date | null
  status_before: Status | null
  status_after: Status | null
  since_before: Date | null
  due_before: Date | null
  grace_ends_at: Date | null
  step: ProductionStep | null
  proof_number: number | null
  proofs_approved: boolean | null
  proofs_answered_at: Date | null
}

/** Everything an account has submitted or is named on, newest first; one statement. */
export async function mySubmissions(
  { sql, clock }: Deps,
  actor: Actor,
): Promise<ReplyOf<Contract['GET /api/submissions']>> {
  const accountId = holderOf(actor)
  const rows = await sql<MineRow[]>`
    select s.id, s.reference, s.title, s.status, s.status_since, s.author_due_at, v.title as call_title,
           d.status_before, d.status_after, d.since_before, d.due_before, d.grace_ends_at,
           p.step, w.number as proof_number, n.approved as proofs_approved, n.answered_at as proofs_answered_at
    from journal.submissions s
    left join journal.calls c on c.id = s.call_id
    left join journal.call_versions v on v.call_id = c.id and v.n = c.version
    left join journal.productions p on p.submission_id = s.id
    left join lateral (
      select number from journal.proofs where submission_id = s.id order by number desc limit 1) w on true
    left join lateral (
      select approved, answered_at from journal.proof_answers
      where submission_id = s.id and number = w.number and taken_back_at is null order by answered_at desc, id desc limit 1) n on true
    left join lateral (
      select status_before, status_after, since_before, due_before, grace_ends_at from journal.decisions
      where submission_id = s.id and taken_back_at is null order by decided_at desc limit 1) d on true
    where s.id in (select submission_id from identity.involvements
                   where account_id = ${accountId} and relation in ('submitter', 'contributor'))
    order by s.created_at desc, s.id`
  const now = clock.now()
  return { submissions: rows.map((row) => asSeen(row, now)) }
}

function asSeen(row: MineRow, now: Date) {
  const { id, reference, title, call_title } = row
  const production = productionOf(row)
  const newest = standing(row)
  const status = statusForAuthor(row.status, newest, now)
  const unheard = isInGrace(row.status, newest, now)
  const since = unheard && row.since_before ? row.since_before : row.status_since
  return {
    id,
    reference,
    title,
    status,
    statusSince: since.toISOString(),
    callTitle: call_title,
    asked: askedOfAuthor({ status: row.status, newest, production }, now),
    proofs: production && status === 'in_production' ? proofsState(production) : 'none',
    authorDueAt: (unheard ? row.due_before : row.author_due_at)?.toISOString() ?? null,
  }
}

function standing({ status_before, status_after, grace_ends_at }: MineRow) {
  if (status_before === null || status_after === null || grace_ends_at === null) return null
  return { statusBefore: status_before, statusAfter: status_after, graceEndsAt: grace_ends_at, takenBackAt: null }
}

function productionOf({ step, proof_number, proofs_approved, proofs_answered_at }: MineRow) {
  if (step === null) return null
  const answer = proofs_answered_at && { approved: proofs_approved ?? false, at: proofs_answered_at }
  return { step, proofs: proof_number === null ? null : { answer } }
}

const answers = decisionKinds.filter((kind) => decisionTable[kind].isAnswer)
const fewestForMedian = 5

/**
 * Median days from submitting to the first answer, over the last fifty that have one; null with fewer than five. Decisions that can still
 * be taken back do not count: an author must not notice a decision on their own paper by a change of the number.
 */
export async function medianDaysToDecision({ sql, clock }: Deps): Promise<number | null> {
  const [row] = await sql<{ median: number | null; counted: number }[]>`
    select percentile_cont(0.5) within group (order by days) as median, count(*)::int as counted
    from (select extract(epoch from min(d.decided_at) - s.submitted_at) / 86400 as days
          from journal.decisions d join journal.submissions s on s.id = d.submission_id
          where d.taken_back_at is null and d.grace_ends_at <= ${clock.now()} and d.kind = any(${answers})
          group by s.id order by min(d.decided_at) desc limit 50) latest`
  return row && row.median !== null && row.counted >= fewestForMedian ? Math.round(row.median) : null
}
