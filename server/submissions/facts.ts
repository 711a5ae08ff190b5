import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { contributors } from '../db/schema/identity.ts'
import { sections } from '../db/schema/settings.ts'
import { fileFindings, preparations } from '../db/schema/preparation.ts'
import { files, statements, submissions, type FilePurpose } from '../db/schema/submissions.ts'
import { findOpenVersion, newestHandedIn } from '../cases/versions.ts'
import { stoppingKinds, type PreparationState } from '../domain/preparation.ts'
import { fieldsNaming, namesInTyped } from '../cases/reviewers-text.ts'
import { peopleOfCase } from '../cases/people.ts'
import type { TextFinding } from '../cases/text-findings.ts'
import { gaps, type DraftFacts, type FilesInHand, type Gap } from '../domain/submission.ts'
import { isBlank } from '../domain/text.ts'

type Facts = Omit<DraftFacts, 'abstract'> & { readonly abstract: Readonly<Record<string, string>> }

/** What is missing; an abstract in one language is enough. */
export function gapsOf({ abstract, ...facts }: Facts): readonly Gap[] {
  return gaps({ ...facts, abstract: Object.values(abstract).find((text) => !isBlank(text)) ?? '' })
}

/** What a draft lacks, including names of authors in its text, in this transaction. */
export async function gapsIn(
  tx: Tx,
  submissionId: string,
): Promise<{ readonly gaps: readonly Gap[]; readonly textFindings: readonly TextFinding[] }> {
  const [draft] = await tx
    .select({
      sectionId: submissions.sectionId,
      title: submissions.title,
      abstract: submissions.abstract,
      keywords: submissions.keywords,
      keyPoints: submissions.keyPoints,
      contentNote: submissions.contentNote,
      keyPointsRequired: sections.keyPointsRequired,
    })
    .from(submissions)
    .leftJoin(sections, eq(sections.id, submissions.sectionId))
    .where(eq(submissions.id, submissionId))
  if (!draft) throw new Error('a locked submission is gone')
  const said = await tx
    .select({ kind: statements.kind, text: statements.text })
    .from(statements)
    .where(eq(statements.submissionId, submissionId))
  const people = await tx
    .select({
      name: contributors.name,
      email: contributors.email,
      corresponding: contributors.corresponding,
      penName: contributors.penName,
    })
    .from(contributors)
    .where(eq(contributors.submissionId, submissionId))
    .orderBy(asc(contributors.position))
  const textFindings = namesInTyped({ ...draft, response: '' }, await peopleOfCase(tx, submissionId))
  const missing = gapsOf({
    ...draft,
    keyPointsRequired: draft.keyPointsRequired ?? false,
    statements: Object.fromEntries(said.map(({ kind, text }) => [kind, text])),
    contributors: people,
    files: await filesInHand(tx, submissionId),
    naming: fieldsNaming(textFindings),
  })
  return { gaps: missing, textFindings }
}

/** The files of the open version, or of the one submitted last. */
export async function filesInHand(tx: Tx, submissionId: string): Promise<FilesInHand> {
  const version = (await findOpenVersion(tx, submissionId)) ?? (await newestHandedIn(tx, submissionId))
  if (version === null) return { manuscripts: 0, refused: 0, unconfirmed: 0 }
  const held = await tx
    .select({
      purpose: files.purpose,
      state: preparations.state,
      unconfirmed: tx.$count(
        fileFindings,
        and(
          eq(fileFindings.fileId, files.id),
          inArray(fileFindings.kind, stoppingKinds),
          isNull(fileFindings.confirmedAt),
        ),
      ),
    })
    .from(files)
    .innerJoin(preparations, eq(preparations.fileId, files.id))
    // Without an editor's copy for reviewers, which the author can neither correct nor see.
    .where(and(eq(files.versionId, version.id), isNull(files.removedAt), ne(files.purpose, 'anonymous_copy')))
  return filesTogether(held)
}

interface HeldFile {
  readonly purpose: FilePurpose
  readonly state: PreparationState
  readonly unconfirmed: number
}

export function filesTogether(held: readonly HeldFile[]): FilesInHand {
  return {
    manuscripts: held.filter(({ purpose }) => purpose === 'manuscript').length,
    refused: held.filter(({ state }) => state === 'refused').length,
    unconfirmed: held.reduce((sum, { unconfirmed }) => sum + unconfirmed, 0),
  }
}
