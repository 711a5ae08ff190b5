import { judge, type Judgement, type Parties, type Party } from '../domain/conflict.ts'
import { all } from '../domain/refusal.ts'
import type { Db, Tx } from '../db/client.ts'
import { describeAccounts, partiesOf } from './parties.ts'

/**
 * Reasons against inviting a person (conflicts of interest), judged by their account and, when their details were typed again, also by these.
 */
export async function judgePerson(
  db: Db | Tx,
  submissionId: string,
  accountId: string,
  {
    typed = null,
    ...options
  }: {
    readonly typed?: Omit<Party, 'accountId'> | null
    readonly asker?: string | null
    readonly except?: string | null
  } = {},
): Promise<Judgement> {
  const parties = await partiesOf(db, submissionId, options)
  const known = await describeAccounts(db, [accountId])
  return judgeAll([...known, ...(typed === null ? [] : [{ ...typed, accountId }])], parties)
}

/** One judgement from several descriptions of one person. */
export function judgeAll(descriptions: readonly Party[], parties: Parties): Judgement {
  const judgements = descriptions.map((description) => judge(description, parties))
  return {
    verdict: all(...judgements.map(({ verdict }) => verdict)),
    evidence: [...new Set(judgements.flatMap(({ evidence }) => evidence))],
  }
}
