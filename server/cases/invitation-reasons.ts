import { nothingKnown, sharedWords, type KnownReasons } from '../domain/why-asked.ts'
import type { Sql } from '../db/client.ts'

// Reasons that the journal can give a person for why they are asked to review: parts of statements about `identity.accounts a`.

type Fragment = ReturnType<Sql>

export interface ReasonRow {
  readonly expertise: readonly string[]
  readonly keywords: readonly string[]
  readonly reviewedBefore: boolean
}

/** The columns of a `ReasonRow` except the expertise, which is a column of the account. */
export function reasonColumns(sql: Sql, submissionId: string | Fragment) {
  return sql`coalesce(asked.keywords, '{}') as keywords,
    exists (select 1 from identity.reviewers w
            join journal.invitations i on i.id = w.invitation_id and i.status = 'submitted'
            join journal.rounds b on b.id = i.round_id and b.n < asked.n
            where w.account_id = a.id and i.submission_id = ${submissionId}) as "reviewedBefore"`
}

/** @param round null means the newest round */
export function askedRound(sql: Sql, submissionId: string | Fragment, round: number | null | Fragment = null) {
  return sql`left join lateral (
    select asked_round.n, v.keywords
    from journal.rounds asked_round join journal.versions v on v.id = asked_round.version_id
    where asked_round.submission_id = ${submissionId} and asked_round.n = coalesce(${round}::int, asked_round.n)
    order by asked_round.n desc limit 1
  ) asked on true`
}

export function reasonsIn({ expertise, keywords, reviewedBefore }: ReasonRow): KnownReasons {
  return { reviewedBefore, expertise: sharedWords(expertise, keywords) }
}

export async function knownReasons(
  sql: Sql,
  submissionId: string,
  accountId: string,
  round: number,
): Promise<KnownReasons> {
  const [row] = await sql<ReasonRow[]>`
    select a.expertise, ${reasonColumns(sql, submissionId)}
    from identity.accounts a ${askedRound(sql, submissionId, round)} where a.id = ${accountId}`
  return row ? reasonsIn(row) : nothingKnown
}
