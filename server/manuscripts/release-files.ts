import { and, count, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { act } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { identitiesOf, fingerprintOfPeople } from '../cases/people.ts'
import { requireNobodyNamed } from '../cases/reviewers-text.ts'
import { fileFindings, preparations } from '../db/schema/preparation.ts'
import { files, versions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import type { Actor } from '../domain/policy.ts'
import { mayRelease, stoppingKinds, unreadKinds, type FindingKind } from '../domain/preparation.ts'
import { Refusal, type RefusalCode } from '../domain/refusal.ts'
import { BadInput } from '../http/bad-input.ts'

/**
 * Releases files to reviewers: the editor has checked what was found in them, and takes responsibility. Reviewers get the copies; a released
 * file stays released. Its only effect is the mark on the files: the event has no jobs, and nobody gets a letter.
 * @throws Refusal `file_not_ready`, `names_unconfirmed`, `text_unread` or `report_outdated`, with the files; `names_in_text` with the
 * fields
 */
export async function releaseFiles(
  deps: Deps,
  actor: Actor,
  submissionId: string,
  fileIds: readonly string[],
): Promise<void> {
  await act(deps, actor, submissionId, 'submission.release_files', async ({ tx, now }) => {
    const waiting = await requireHandedIn(tx, submissionId, fileIds)
    // Released already, perhaps by a request whose reply was lost: nothing to do.
    if (waiting.length === 0) return { events: [], reply: undefined }
    await requireNobodyNamed(tx, submissionId)
    await requirePrepared(tx, deps, submissionId, waiting)
    const newly = waiting.map(({ id }) => id)
    await tx.update(files).set({ releasedAt: now }).where(inArray(files.id, newly))
    return { events: [{ type: 'submission.files_released', fileIds: newly }], reply: undefined }
  })
}

type Waiting = Awaited<ReturnType<typeof requireHandedIn>>[number]

/** Those of the files that are not released yet. @throws BadInput naming files that were not submitted with this submission */
async function requireHandedIn(tx: Tx, submissionId: string, fileIds: readonly string[]) {
  const { state, reportedFor } = preparations
  const { id, purpose, extension, releasedAt } = files
  const handedIn = await tx
    .select({ id, purpose, extension, releasedAt, version: versions.n, state, reportedFor })
    .from(files)
    .innerJoin(versions, eq(versions.id, files.versionId))
    .innerJoin(preparations, eq(preparations.fileId, files.id))
    .where(
      and(
        inArray(files.id, [...fileIds]),
        eq(files.submissionId, submissionId),
        isNull(files.removedAt),
        isNotNull(versions.handedInAt),
      ),
    )
  const unknown = fileIds.flatMap((fileId, position) =>
    handedIn.some((file) => file.id === fileId) ? [] : [{ path: `fileIds.${position}`, key: 'refusals.input.noFile' }],
  )
  if (unknown.length > 0) throw new BadInput(unknown)
  return handedIn.filter((file) => file.releasedAt === null)
}

/** Releases nothing when a file has no copy, an unconfirmed name, or a report that was made for other names. */
async function requirePrepared(tx: Tx, { settings }: Deps, submissionId: string, waiting: readonly Waiting[]) {
  const people = fingerprintOfPeople(settings.secret, await identitiesOf(tx, submissionId))
  const unconfirmed = await openLines(tx, waiting, stoppingKinds)
  const unread = await openLines(tx, waiting, unreadKinds)
  refuse(
    'report_outdated',
    waiting.filter(({ state, reportedFor }) => state === 'ready' && reportedFor !== people),
  )
  for (const code of ['file_not_ready', 'names_unconfirmed', 'text_unread'] as const) {
    refuse(
      code,
      waiting.filter(({ id, state }) => {
        const verdict = mayRelease({ state, unconfirmed: unconfirmed.get(id) ?? 0, unread: unread.get(id) ?? 0 })
        return !verdict.allowed && verdict.code === code
      }),
    )
  }
}

function refuse(code: RefusalCode, because: readonly Waiting[]): void {
  if (because.length === 0) return
  throw new Refusal(code, {
    files: because.map(({ purpose, version, extension }) => servedFileName(purpose, version, extension)),
  })
}

/** The number of unconfirmed lines of these kinds, by file. */
async function openLines(
  tx: Tx,
  waiting: readonly Waiting[],
  kinds: readonly FindingKind[],
): Promise<ReadonlyMap<string, number>> {
  const lines = await tx
    .select({ fileId: fileFindings.fileId, open: count() })
    .from(fileFindings)
    .where(
      and(
        inArray(
          fileFindings.fileId,
          waiting.map(({ id }) => id),
        ),
        inArray(fileFindings.kind, kinds),
        isNull(fileFindings.confirmedAt),
      ),
    )
    .groupBy(fileFindings.fileId)
  return new Map(lines.map(({ fileId, open }) => [fileId, open]))
}
