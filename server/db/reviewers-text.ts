import { sql as dsql } from 'drizzle-orm'
import { nobodyNamed } from '../domain/decision.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { typedFields, unconfirmedNames, type TypedField } from '../domain/typed-text.ts'
import type { Db, Tx } from './client.ts'
import { peopleOfCase, type PeopleOfCase } from './people.ts'
import { findingsOf, type TextFinding } from './text-findings.ts'

/** A submission's typed text as its reviewers read it: the response is that of the version they have. */
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

/** Who wrote it, found in what they typed; field by field, in the order of the form. */
export function namesInTyped(
  texts: TypedTexts,
  { authors, confirmed }: Pick<PeopleOfCase, 'authors' | 'confirmed'>,
): TextFinding[] {
  return typedFields.flatMap((field) => findingsOf({ field, texts: textsOf[field](texts) }, authors, confirmed))
}

/** As `namesInTyped`, of what reviewers would get now. */
export async function namesForReviewers(db: Db | Tx, submissionId: string): Promise<TextFinding[]> {
  const [texts] = await db.execute<TypedTexts & Record<string, unknown>>(dsql`
    select s.title, s.abstract, s.keywords, s.key_points as "keyPoints", s.content_note as "contentNote",
           coalesce((select v.response from journal.versions v where v.submission_id = s.id and v.handed_in_at is not null
                     order by v.n desc limit 1), '') as response
    from journal.submissions s where s.id = ${submissionId}`)
  if (!texts) throw new Refusal('not_found')
  return namesInTyped(texts, await peopleOfCase(db, submissionId))
}

/** The fields in which a name stands that nobody has looked at, each once. */
export function fieldsNaming(findings: readonly TextFinding[]): TextFinding['field'][] {
  return [...new Set(unconfirmedNames(findings).map(({ field }) => field))]
}

/**
 * What nobody new may read: whoever reads it already goes on reading.
 * @throws Refusal `names_in_text` with the fields
 */
export async function requireNobodyNamed(tx: Tx, submissionId: string): Promise<void> {
  allow(nobodyNamed(fieldsNaming(await namesForReviewers(tx, submissionId))))
}
