import { eq, sql as dsql, type SQL } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { together } from '../db/together.ts'
import { accounts, contributors } from '../db/schema/identity.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Body } from '../http/contract.ts'
import type { submissionsContract } from './contract.ts'

type Changes = Body<(typeof submissionsContract)['PATCH /api/submissions/:id']>
type NewContributor = NonNullable<Changes['contributors']>[number]

/** Fields that identify a person; roles and bylines do not. */
const identifying = {
  name: contributors.name,
  sortName: contributors.sortName,
  email: contributors.email,
  orcid: contributors.orcid,
  affiliation: contributors.affiliation,
}
type Identifying = Pick<NewContributor, keyof typeof identifying>

export type Submitter = Pick<
  typeof accounts.$inferSelect,
  'id' | 'name' | 'email' | 'affiliation' | 'country' | 'orcid'
>

/** The author who begins a draft, as their account describes them. */
export async function submitterWith(tx: Tx, accountId: string): Promise<Submitter> {
  const { id, name, email, affiliation, country, orcid } = accounts
  const [account] = await tx
    .select({ id, name, email, affiliation, country, orcid })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  if (!account) throw new Refusal('not_found')
  return account
}

/**
 * The contributors of a new draft: those that are sent with it, or its submitter alone, who is then the corresponding author.
 */
export async function addContributors(
  tx: Tx,
  { ids }: Pick<Deps, 'ids'>,
  submissionId: string,
  { id: accountId, ...submitter }: Submitter,
  people: readonly NewContributor[] | undefined,
): Promise<void> {
  const rows =
    people === undefined
      ? [{ ...submitter, id: ids.uuid(), submissionId, position: 1, accountId, corresponding: true }]
      : rowsOf(ids, submissionId, people, (email) => (email === submitter.email ? accountId : null))
  if (rows.length > 0) await tx.insert(contributors).values(rows)
}

/**
 * The submitter's row is recognised by the address; other addresses are never looked up among the accounts.
 * @returns whether the people have changed
 */
export async function replaceContributors(
  tx: Tx,
  { ids }: Deps,
  submissionId: string,
  people: readonly NewContributor[],
): Promise<boolean> {
  const accountWith = (email: string) => dsql`(
    select a.id from identity.involvements i join identity.accounts a on a.id = i.account_id
    where i.submission_id = ${submissionId} and i.relation = 'submitter' and a.email = ${email})`
  const rows = rowsOf(ids, submissionId, people, accountWith)
  const [before] = await together(
    () =>
      tx
        .delete(contributors)
        .where(eq(contributors.submissionId, submissionId))
        .returning({ ...identifying, position: contributors.position }),
    () => rows.length > 0 && tx.insert(contributors).values(rows),
  )
  const keysOf = (all: readonly Identifying[]) =>
    all.map(({ name, sortName, email, orcid, affiliation }) => [name, sortName, email, orcid, affiliation])
  const earlier = before.toSorted((a, b) => a.position - b.position)
  return JSON.stringify(keysOf(earlier)) !== JSON.stringify(keysOf(people))
}

function rowsOf(
  ids: Deps['ids'],
  submissionId: string,
  people: readonly NewContributor[],
  accountWith: (email: string) => string | SQL | null,
) {
  return people.map((person, at) => ({
    ...person,
    id: ids.uuid(),
    submissionId,
    position: at + 1,
    accountId: person.email === null ? null : accountWith(person.email),
    penName: person.byline === 'pen_name' ? (person.penName ?? '') : null,
  }))
}
