import { createHmac } from 'node:crypto'
import { eq, inArray, or } from 'drizzle-orm'
import type { Db, Tx } from './client.ts'
import { accounts, contributors, submitters } from './schema/identity.ts'

/** Somebody behind a submission, whom a reviewer must not meet in a file. */
export interface PersonBehind {
  readonly name: string
  readonly penName: string | null
  readonly email: string | null
  readonly orcid: string | null
  readonly affiliation: string
}

/** Who is named as an author, who handed it in, and both as their accounts know them; each once, in a fixed order. */
export async function peopleBehind(db: Db | Tx, submissionId: string): Promise<PersonBehind[]> {
  const { name, penName, email, orcid, affiliation } = contributors
  const named = await db
    .select({ name, penName, email, orcid, affiliation })
    .from(contributors)
    .where(eq(contributors.submissionId, submissionId))
  const handedInBy = db
    .select({ id: submitters.accountId })
    .from(submitters)
    .where(eq(submitters.submissionId, submissionId))
  const writtenBy = db
    .select({ id: contributors.accountId })
    .from(contributors)
    .where(eq(contributors.submissionId, submissionId))
  const known = await db
    .select({ name: accounts.name, email: accounts.email, orcid: accounts.orcid, affiliation: accounts.affiliation })
    .from(accounts)
    .where(or(inArray(accounts.id, handedInBy), inArray(accounts.id, writtenBy)))
  const all = [...named, ...known.map((account) => ({ ...account, penName: null }))]
  return [...new Map(all.map((person) => [keyOf(person), person])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, person]) => person)
}

/** Tells whether a report was made for the same people, without telling who they are. */
export function sumOfPeople(secret: string, people: readonly PersonBehind[]): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(people.map(keyOf)))
    .digest('hex')
}

function keyOf({ name, penName, email, orcid, affiliation }: PersonBehind): string {
  return JSON.stringify([name, penName, email, orcid, affiliation])
}
