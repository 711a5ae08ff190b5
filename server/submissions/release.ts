import { buffer } from 'node:stream/consumers'
import { and, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { lockCase, refreshAttention } from '../db/cases.ts'
import type { Tx } from '../db/client.ts'
import { record } from '../db/record.ts'
import { accounts, contributors, submitters } from '../db/schema/identity.ts'
import { files, versions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { maySubmission, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { identitiesIn, type Place } from '../files/identities.ts'
import type { FileKind } from '../files/kinds.ts'
import type { Person } from '../files/names-sought.ts'
import { openStored } from '../files/serve-file.ts'
import { BadInput } from '../http/errors.ts'
import { turns } from '../turns.ts'

// A file is looked into whole, in memory.
const lookInTurn = turns(1)

/**
 * Releases files to reviewers, now and in this version: the editor has looked through them. What is released stays so.
 * The files are read before the transaction that releases them; bytes of a file never change.
 * @throws Refusal `file_names_author` with the files and the places, `storage_unavailable`
 */
export async function releaseFiles(
  deps: Deps,
  actor: Actor,
  submissionId: string,
  fileIds: readonly string[],
): Promise<void> {
  const { waiting, people } = await deps.db.transaction(async (tx) => ({
    waiting: await requireReleasable(tx, actor, submissionId, fileIds),
    people: await peopleOf(tx, submissionId),
  }))
  await requireNamesNobody(deps, waiting, people)
  await deps.db.transaction(async (tx) => {
    const newly = (await requireReleasable(tx, actor, submissionId, fileIds)).map(({ id }) => id)
    // Released before, perhaps by a press whose answer was lost: nothing has happened.
    if (newly.length === 0) return
    await tx.update(files).set({ releasedAt: deps.clock.now() }).where(inArray(files.id, newly))
    await record(tx, deps, actor, { type: 'submission.files_released', submissionId, fileIds: newly })
    await refreshAttention(tx, submissionId)
  })
}

type Waiting = Awaited<ReturnType<typeof requireReleasable>>[number]

/** Those of the files that are not released yet. @throws BadInput naming what is no file handed in with this submission */
async function requireReleasable(tx: Tx, actor: Actor, submissionId: string, fileIds: readonly string[]) {
  const { subject } = await lockCase(tx, submissionId)
  allow(maySubmission('submission.release_files', actor, subject))
  const { id, purpose, extension, bytes, sha256, storageKey, releasedAt } = files
  const handedIn = await tx
    .select({ id, purpose, extension, bytes, sha256, storageKey, releasedAt, version: versions.n })
    .from(files)
    .innerJoin(versions, eq(versions.id, files.versionId))
    .where(
      and(
        inArray(files.id, [...fileIds]),
        eq(files.submissionId, submissionId),
        isNull(files.removedAt),
        isNotNull(versions.handedInAt),
      ),
    )
  const unknown = fileIds.flatMap((fileId, position) =>
    handedIn.some((file) => file.id === fileId)
      ? []
      : [{ path: `fileIds.${position}`, message: 'is not a file of this submission that can be released' }],
  )
  if (unknown.length > 0) throw new BadInput(unknown)
  return handedIn.filter((file) => file.releasedAt === null)
}

/** Whom a reviewer must not meet: who is named as an author, who handed it in, and both under their accounts' names. */
async function peopleOf(tx: Tx, submissionId: string): Promise<Person[]> {
  const named = await tx
    .select({ name: contributors.name, email: contributors.email })
    .from(contributors)
    .where(eq(contributors.submissionId, submissionId))
  const known = await tx
    .select({ name: accounts.name, email: accounts.email })
    .from(accounts)
    .where(
      or(
        inArray(
          accounts.id,
          tx.select({ id: submitters.accountId }).from(submitters).where(eq(submitters.submissionId, submissionId)),
        ),
        inArray(
          accounts.id,
          tx
            .select({ id: contributors.accountId })
            .from(contributors)
            .where(eq(contributors.submissionId, submissionId)),
        ),
      ),
    )
  return [...named, ...known]
}

async function requireNamesNobody(deps: Deps, waiting: readonly Waiting[], people: readonly Person[]): Promise<void> {
  const naming: string[] = []
  const where = new Set<Place>()
  for (const file of waiting) {
    // Which is safe: what comes out of `examine` is written to this column and nothing else.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the column is text
    const kind = file.extension as FileKind
    const found = await lookInTurn(async () => identitiesIn(await buffer(await openStored(deps, file)), kind, people))
    if (found.length > 0) naming.push(servedFileName(file.purpose, file.version, file.extension))
    for (const place of found) where.add(place)
  }
  if (naming.length > 0) throw new Refusal('file_names_author', { files: naming, where: [...where] })
}
