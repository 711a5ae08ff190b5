import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import type { Tx } from '../db/client.ts'
import { usualDeadlines } from '../cases/deadlines.ts'
import { record } from '../db/events.ts'
import { fileOrigins } from '../db/schema/identity.ts'
import { preparations } from '../db/schema/preparation.ts'
import { files, type FilePurpose } from '../db/schema/submissions.ts'
import { newestHandedIn, openVersion, type VersionRow } from '../cases/versions.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { holderOf, maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { mayBringBack, onePerVersion } from '../domain/undo.ts'
import { receive, type Received } from '../http/receive-file.ts'
import { requireFileQuota } from '../cases/quota.ts'
import { sealName } from '../storage/sealed-names.ts'
import type { ReplyOf } from '../http/contract.ts'
import { lockForAuthorView, mayChangeFiles, type AuthorsCase } from '../cases/author-view.ts'
import type { uploadContract } from './contract.ts'

type StoredFile = ReplyOf<(typeof uploadContract)['POST /api/submissions/:id/files']>

/**
 * Takes a file: from an author into the version they are editing, from an editor a copy without names into the newest submitted version. No
 * transaction is open while the bytes arrive; the policy is checked before, and again when the row is written.
 */
export async function uploadFile(
  deps: Deps,
  actor: Actor,
  id: string,
  purpose: FilePurpose,
  request: FastifyRequest,
): Promise<StoredFile> {
  await deps.db.transaction((tx) => lockForUpload(tx, deps, actor, id, purpose, 1))
  return receive(deps, request, purpose, (received) =>
    deps.db.transaction((tx) => saveReceivedFile(tx, deps, actor, id, purpose, received, received.bytes)),
  )
}

/**
 * Writes the row of a stored file, if that is still allowed.
 * @param newBytes 0 when the quota has been checked for them before
 */
export async function saveReceivedFile(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  id: string,
  purpose: FilePurpose,
  received: Received,
  newBytes = 0,
): Promise<StoredFile> {
  const { submission, subject } = await lockForUpload(tx, deps, actor, id, purpose, newBytes)
  const byAuthor = relationTo(actor, subject) === 'author'
  const version = byAuthor ? await openVersion(tx, deps, submission) : await newestHandedIn(tx, id)
  return saveFile(tx, deps, actor, { submissionId: id, version, purpose, received })
}

/**
 * Authors may add files to the version they are editing, within their quota; editors only a copy without names, while the submission is
 * open.
 */
export async function lockForUpload(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  id: string,
  purpose: FilePurpose,
  newBytes: number,
): Promise<AuthorsCase> {
  const found = await lockForAuthorView(tx, deps, id)
  const asEditor = purpose === 'anonymous_copy' && relationTo(actor, found.subject) !== 'author'
  allow(asEditor ? maySubmission('file.add_anonymous_copy', actor, found.subject) : mayChangeFiles(actor, found))
  if (!asEditor && newBytes > 0) await requireFileQuota(tx, deps, holderOf(actor), id, newBytes)
  return found
}

/** The state of every new file. */
const unprepared: StoredFile['preparation'] = {
  state: 'preparing',
  stage: 'guard',
  reason: null,
  notes: [],
  removed: [],
  words: null,
  pages: null,
  language: null,
  copies: [],
  unconfirmed: 0,
  unread: 0,
}

interface NewFile {
  readonly submissionId: string
  readonly version: VersionRow | null
  readonly purpose: FilePurpose
  readonly received: Received
}

async function saveFile(tx: Tx, deps: Deps, actor: Actor, kept: NewFile): Promise<StoredFile> {
  const { submissionId, version, purpose } = kept
  const { originalName, ...stored } = kept.received
  const id = deps.ids.uuid()
  const storedAt = deps.clock.now()
  await tx.insert(files).values({ id, submissionId, versionId: version?.id ?? null, purpose, ...stored, storedAt })
  await tx.insert(preparations).values({ fileId: id, begunAt: storedAt })
  await tx.insert(fileOrigins).values({
    fileId: id,
    originalName: sealName(deps.settings.secret, id, originalName),
    accountId: holderOf(actor),
  })
  await record(tx, deps, actor, { type: 'submission.file_stored', submissionId, fileId: id })
  return {
    id,
    purpose,
    version: version?.n ?? null,
    mediaType: stored.mediaType,
    bytes: stored.bytes,
    sha256: stored.sha256,
    storedAt: storedAt.toISOString(),
    originalName,
    servedName: servedFileName(purpose, version?.n ?? null, stored.extension),
    released: false,
    preparation: unprepared,
  }
}

/**
 * Removes a file from the version that the author is editing; submitted versions cannot be changed. It can be restored for some minutes.
 * May be repeated.
 */
export async function removeFile(deps: Deps, actor: Actor, id: string, fileId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { file, now } = await lockOwnFile(tx, deps, actor, id, fileId)
    if (file.removedAt !== null) return
    await tx.update(files).set({ removedAt: now }).where(eq(files.id, fileId))
    await record(tx, deps, actor, { type: 'submission.file_removed', submissionId: id, fileId })
  })
}

/** Restores a removed file. @throws Refusal `removed_for_good`, `file_replaced`, or that the quota is used up */
export async function bringFileBack(deps: Deps, actor: Actor, id: string, fileId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { file, now } = await lockOwnFile(tx, deps, actor, id, fileId)
    const { removedAt, discardedAt, versionId, purpose } = file
    if (removedAt === null) return
    const others = await tx
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.versionId, versionId ?? ''), eq(files.purpose, purpose), isNull(files.removedAt)))
    const replaced = onePerVersion.includes(purpose) && others.length > 0
    allow(mayBringBack({ removedAt, discardedAt, replaced }, (await usualDeadlines(tx)).graceMinutes, now))
    await requireFileQuota(tx, deps, holderOf(actor), id, file.bytes)
    await tx.update(files).set({ removedAt: null }).where(eq(files.id, fileId))
    await record(tx, deps, actor, { type: 'submission.file_brought_back', submissionId: id, fileId })
  })
}

/** A file of the version that the author is editing, locked: the job that deletes its bytes locks the same row. */
async function lockOwnFile(tx: Tx, deps: Deps, actor: Actor, id: string, fileId: string) {
  const found = await lockForAuthorView(tx, deps, id)
  allow(mayChangeFiles(actor, found))
  const [file] = await tx
    .select()
    .from(files)
    .where(and(eq(files.id, fileId), eq(files.submissionId, id)))
    .for('update')
  if (!file) throw new Refusal('not_found')
  const open = await openVersion(tx, deps, found.submission)
  if (file.versionId !== open.id) throw new Refusal('wrong_status', { status: found.seen, event: 'submission.edit' })
  return { file, now: found.now }
}
