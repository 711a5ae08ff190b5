import { and, desc, eq, isNull } from 'drizzle-orm'
import type { ProofsFacts } from '../domain/production.ts'
import type { Sql, Tx } from '../db/client.ts'
import { proofAnswers, proofs } from '../db/schema/publication.ts'

export interface NewestProofs extends ProofsFacts {
  readonly answer:
    | (NonNullable<ProofsFacts['answer']> & { readonly id: string; readonly graceEndsAt: Date | null })
    | null
  readonly number: number
}

/** The newest round of proofs with the author's last answer; null before the first round. */
export async function newestProofs(tx: Tx, submissionId: string): Promise<NewestProofs | null> {
  const [round] = await tx
    .select({ number: proofs.number })
    .from(proofs)
    .where(eq(proofs.submissionId, submissionId))
    .orderBy(desc(proofs.number))
    .limit(1)
  if (!round) return null
  const [answer] = await tx
    .select({
      id: proofAnswers.id,
      approved: proofAnswers.approved,
      at: proofAnswers.answeredAt,
      graceEndsAt: proofAnswers.graceEndsAt,
    })
    .from(proofAnswers)
    .where(
      and(
        eq(proofAnswers.submissionId, submissionId),
        eq(proofAnswers.number, round.number),
        isNull(proofAnswers.takenBackAt),
      ),
    )
    .orderBy(desc(proofAnswers.answeredAt), desc(proofAnswers.id))
    .limit(1)
  return { number: round.number, answer: answer ?? null }
}

export interface ProofRound {
  readonly number: number
  /** In UTC, as text: the value comes from JSON. */
  readonly sentAt: string
  readonly galley: { readonly sha256: string; readonly storedAt: string } | null
  readonly answers: readonly {
    readonly id: string
    readonly approved: boolean
    readonly comment: string
    readonly at: string
    /** Only for an approval: until then its author can take it back, and the letters about it wait. */
    readonly graceEndsAt: string | null
    /** The name of who answered, for viewers who may know the authors. */
    readonly by: string | null
  }[]
}

type Fragment = ReturnType<Sql>

/** The name of who wrote the answer `n` about the submission `s` (index events_submissions). */
export function answeredBy(sql: Sql): Fragment {
  return sql`(select a.name from journal.events e join identity.event_actors y on y.event_id = e.id
              join identity.accounts a on a.id = y.account_id
              where e.submission_ids @> array[s.id] and e.payload->>'answerId' = n.id::text limit 1)`
}

/** All rounds of proofs of the submission `s` in a statement, oldest first, as JSON. */
export function proofRoundsOf(sql: Sql, by: Fragment = sql`null`): Fragment {
  return sql`
    coalesce((select json_agg(json_build_object('number', w.number, 'sentAt', ${utc(sql, sql`w.sent_at`)},
        'galley', case when w.galley_sha256 is not null then
          json_build_object('sha256', w.galley_sha256, 'storedAt', ${utc(sql, sql`w.galley_stored_at`)}) end,
        'answers', coalesce((select json_agg(json_build_object('id', n.id, 'approved', n.approved, 'comment', n.comment,
                     'by', ${by}, 'graceEndsAt', ${utc(sql, sql`n.grace_ends_at`)}, 'at', ${utc(sql, sql`n.answered_at`)}) order by n.answered_at, n.id)
                   from journal.proof_answers n where n.submission_id = w.submission_id and n.number = w.number
                     and n.taken_back_at is null), '[]'))
        order by w.number)
      from journal.proofs w where w.submission_id = s.id), '[]')`
}

function utc(sql: Sql, instant: Fragment): Fragment {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
