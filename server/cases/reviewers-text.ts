import { sql as dsql } from 'drizzle-orm'
import { allow, Refusal } from '../domain/refusal.ts'
import { nobodyNamed, typedFields, unconfirmedNames, type TypedField } from '../domain/typed-text.ts'
import type { Db, Tx } from '../db/client.ts'
import { peopleOfCase, type PeopleOfCase } from './people.ts'
import { findingsOf, type TextFinding } from './text-findings.ts'

/** A submission's typed text as reviewers read it; `response` is the one of the version they have. */
export interface TypedTexts
  extends Readonly<Record<Exclude<TypedField, 'abstract' | 'keywords' | 'keyPoints'>, string>> {
  readonly abstract: Readonly<Record<string, string>>
  readonly keywords: readonly string[]
  readonly keyPoints: readonly string[]
}

const textsOf = {
  title: ({ title }) => [title],
  abstract: ({ abstract }) => Object.values(abstract),
  keywords: ({ keywords }) => keywords,
  keyPoints: ({ keyPoints }) => keyPoints,
  contentNote: ({ contentNote }) => [contentNote],
  response: ({ response }) => [response],
} as const satisfies Record<TypedField, (texts: TypedTexts) => readonly string[]>

/** Names of authors in their typed text, field by field, in the order of the form. */
export function namesInTyped(
  texts: TypedTexts,
  { authors, confirmed }: Pick<PeopleOfCase, 'authors' | 'confirmed'>,
): TextFinding[] {
  return typedFields.flatMap((field) => findingsOf({ field, texts: textsOf[field](texts) }, authors, confirmed))
}

/** The text that reviewers would get now: that of the version submitted last. */
export async function textForReviewers(db: Db | Tx, submissionId: string): Promise<TypedTexts> {
  return onlyRow(
    await db.execute<Row>(dsql`
      select coalesce(v.title, s.title) as title, coalesce(v.abstract, s.abstract) as abstract,
             coalesce(v.keywords, s.keywords) as keywords, coalesce(v.key_points, s.key_points) as "keyPoints",
             coalesce(v.content_note, s.content_note) as "contentNote", coalesce(v.response, '') as response
      from journal.submissions s
      left join lateral (select * from journal.versions v where v.submission_id = s.id and v.handed_in_at is not null
                         order by v.n desc limit 1) v on true
      where s.id = ${submissionId}`),
  )
}

/** The text that the author is editing. */
export async function textOfAuthor(db: Db | Tx, submissionId: string): Promise<TypedTexts> {
  return onlyRow(
    await db.execute<Row>(dsql`
      select s.title, s.abstract, s.keywords, s.key_points as "keyPoints", s.content_note as "contentNote",
             coalesce(v.response, '') as response
      from journal.submissions s
      left join journal.versions v on v.submission_id = s.id and v.handed_in_at is null
      where s.id = ${submissionId}`),
  )
}

type Row = TypedTexts & Record<string, unknown>

function onlyRow([row]: readonly Row[]): TypedTexts {
  if (!row) throw new Refusal('not_found')
  return row
}

/** `namesInTyped` for the text that reviewers would get now. */
export async function namesForReviewers(db: Db | Tx, submissionId: string): Promise<TextFinding[]> {
  return namesInTyped(await textForReviewers(db, submissionId), await peopleOfCase(db, submissionId))
}

/** The fields with a name that nobody has confirmed, each once. */
export function fieldsNaming(findings: readonly TextFinding[]): TextFinding['field'][] {
  return [...new Set(unconfirmedNames(findings).map(({ field }) => field))]
}

/**
 * Keeps people who have not read the text yet from reading names. Does not concern reviewers who have read it.
 * @throws Refusal `names_in_text` with the fields
 */
export async function requireNobodyNamed(tx: Tx, submissionId: string): Promise<void> {
  allow(nobodyNamed(fieldsNaming(await namesForReviewers(tx, submissionId))))
}
