import { createHmac } from 'node:crypto'
import { sql as dsql } from 'drizzle-orm'
import type { TextConfirmer } from '../domain/typed-text.ts'
import type { Db, Tx } from '../db/client.ts'

/** An author or reviewer of a submission, whose name must not appear in a file for the other side. */
export interface PersonBehind {
  readonly name: string
  readonly penName: string | null
  readonly email: string | null
  readonly orcid: string | null
  readonly affiliation: string
}

export interface Confirmation {
  readonly at: string
  readonly by: TextConfirmer
}

export interface PeopleOfCase {
  /** The contributors and the submitter, each also as their account describes them. */
  readonly authors: PersonBehind[]
  /** Everybody who was ever invited to review it, and the alternates. */
  readonly reviewers: readonly PersonBehind[]
  /** Places in its typed texts that somebody has confirmed (cases/text-findings.ts), by their mark. */
  readonly confirmed: ReadonlyMap<string, Confirmation>
}

interface Row extends Record<string, unknown> {
  readonly authors: PersonBehind[]
  readonly reviewers: PersonBehind[]
  readonly confirmed: Record<string, Confirmation>
}

const person = dsql`json_build_object('name', a.name, 'penName', null, 'email', a.email, 'orcid', a.orcid, 'affiliation', a.affiliation)`

/** Authors and reviewers of a submission in one statement; each person once, in a fixed order. */
export async function peopleOfCase(db: Db | Tx, submissionId: string): Promise<PeopleOfCase> {
  const [row] = await db.execute<Row>(dsql`
    select
      (select coalesce(json_agg(json_build_object('name', c.name, 'penName', c.pen_name, 'email', c.email, 'orcid', c.orcid,
                'affiliation', c.affiliation)), '[]')::jsonb
         from identity.contributors c where c.submission_id = ${submissionId})
      || (select coalesce(json_agg(json_build_object('name', c.sort_name, 'penName', null, 'email', null, 'orcid', null,
                'affiliation', '')), '[]')::jsonb
         from identity.contributors c where c.submission_id = ${submissionId} and c.sort_name <> '')
      || (select coalesce(json_agg(${person}), '[]')::jsonb from identity.accounts a
         where a.id in (select account_id from identity.involvements
                        where submission_id = ${submissionId} and relation in ('submitter', 'contributor')))
      as authors,
      (select coalesce(json_agg(${person}), '[]') from identity.accounts a
         where a.id in (select account_id from identity.involvements
                        where submission_id = ${submissionId} and relation in ('reviewer', 'alternate'))) as reviewers,
      (select coalesce(json_object_agg(t.mark, json_build_object('at', t.confirmed_at, 'by', t.confirmed_by)), '{}')
         from identity.text_confirmations t where t.submission_id = ${submissionId}) as confirmed`)
  if (!row) throw new Error('a statement without conditions gave no row')
  return {
    authors: eachOnce(row.authors),
    reviewers: eachOnce(row.reviewers),
    confirmed: new Map(Object.entries(row.confirmed)),
  }
}

function eachOnce(people: readonly PersonBehind[]): PersonBehind[] {
  return [...new Map(people.map((one) => [keyOf(one), one])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)
}

/** The contributors and the submitter, each also as their account describes them; each once, in a fixed order. */
export async function identitiesOf(db: Db | Tx, submissionId: string): Promise<PersonBehind[]> {
  return (await peopleOfCase(db, submissionId)).authors
}

/** HMAC that shows whether a report was made for the same people, without revealing them. */
export function fingerprintOfPeople(secret: string, people: readonly PersonBehind[]): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(people.map(keyOf)))
    .digest('hex')
}

function keyOf({ name, penName, email, orcid, affiliation }: PersonBehind): string {
  return JSON.stringify([name, penName, email, orcid, affiliation])
}
