import { and, eq, isNull } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { usualDeadlines } from '../cases/deadlines.ts'
import { together } from '../db/together.ts'
import { fileOrigins } from '../db/schema/identity.ts'
import { preparations } from '../db/schema/preparation.ts'
import { files, type FilePurpose } from '../db/schema/submissions.ts'
import { newestHandedIn, openVersion, type VersionRow } from '../cases/versions.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { holderOf, maySubmission, relationTo, type Actor, type SubmissionSubject } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { mayBringBack, onePerVersion } from '../domain/undo.ts'
import { maxFileBytes, receive, type Received } from '../http/receive-file.ts'
import { requireFileQuota } from '../cases/quota.ts'
import { sealName } from '../storage/sealed-names.ts'
import type { ReplyOf } from '../http/contract.ts'
import { act, type Acting, type Done } from '../cases/act.ts'
import { mayChangeFiles } from '../cases/author-view.ts'
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
  const [maxBytes] = await Promise.all([maxFileBytes(deps.sql), requireMayUpload(deps, actor, id, purpose, 1)])
  return receive(deps, request, { takenFor: purpose, maxBytes }, (received) =>
    act(deps, actor, id, mayUpload(actor, purpose), async (acting) => {
      const [version] = await together(
        () => versionFor(acting, deps, actor),
        () => requireRoom(acting, deps, actor, purpose, received.bytes),
      )
      return saveReceivedFile(acting, deps, actor, purpose, { ...received, version })
    }),
  )
}

/** Checks before the bytes are sent, so that nobody uploads for an hour in vain. */
export async function requireMayUpload(
  deps: Deps,
  actor: Actor,
  id: string,
  purpose: FilePurpose,
  newBytes: number,
): Promise<void> {
  await act(deps, actor, id, mayUpload(actor, purpose), async (acting) => {
    await requireRoom(acting, deps, actor, purpose, newBytes)
    return { events: [], reply: undefined }
  })
}

/** Authors may add files to the version they are editing; editors only a copy without names, while the submission is open. */
export function mayUpload(actor: Actor, purpose: FilePurpose) {
  return ({ subject }: Acting) =>
    isEditorsCopy(actor, purpose, subject)
      ? maySubmission('file.add_anonymous_copy', actor, subject)
      : mayChangeFiles(actor, subject)
}

function isEditorsCopy(actor: Actor, purpose: FilePurpose, subject: SubmissionSubject): boolean {
  return purpose === 'anonymous_copy' && relationTo(actor, subject) !== 'author'
}

/** Checks the author's quota; copies that editors add do not count. */
async function requireRoom(
  { tx, submission, subject }: Acting,
  deps: Deps,
  actor: Actor,
  purpose: FilePurpose,
  newBytes: number,
): Promise<void> {
  if (newBytes > 0 && !isEditorsCopy(actor, purpose, subject))
    await requireFileQuota(tx, deps, holderOf(actor), submission.id, newBytes)
}

/** The version to which the actor adds a file. */
export async function versionFor(
  { tx, submission, subject }: Acting,
  deps: Deps,
  actor: Actor,
): Promise<VersionRow | null> {
  const byAuthor = relationTo(actor, subject) === 'author'
  return byAuthor ? openVersion(tx, deps, submission) : newestHandedIn(tx, submission.id)
}

/** The rows of a stored file. */
export function saveReceivedFile(
  { tx, submission, now: storedAt }: Acting,
  deps: Deps,
  actor: Actor,
  purpose: FilePurpose,
  { version, ...received }: Received & { readonly version: VersionRow | null },
): Done<StoredFile> {
  const { originalName, ...stored } = received
  const id = deps.ids.uuid()
  return {
    changes: [
      () =>
        tx
          .insert(files)
          .values({ id, submissionId: submission.id, versionId: version?.id ?? null, purpose, ...stored, storedAt }),
      () => tx.insert(preparations).values({ fileId: id, begunAt: storedAt }),
      () =>
        tx.insert(fileOrigins).values({
          fileId: id,
          originalName: sealName(deps.settings.secret, id, originalName),
          accountId: holderOf(actor),
        }),
    ],
    events: [{ type: 'submission.file_stored', fileId: id }],
    reply: {
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
    },
  }
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

/**
 * Removes a file from the version that the author is editing; submitted versions cannot be changed. It can be restored for some minutes.
 * May be repeated.
 */
export async function removeFile(deps: Deps, actor: Actor, id: string, fileId: string): Promise<void> {
  await act(deps, actor, id, mayChange(actor), async (acting) => {
    const { tx, now } = acting
    const file = await lockOwnFile(acting, deps, fileId)
    if (file.removedAt !== null) return { events: [], reply: undefined }
    await tx.update(files).set({ removedAt: now }).where(eq(files.id, fileId))
    return { events: [{ type: 'submission.file_removed', fileId }], reply: undefined }
  })
}

/** Restores a removed file. @throws Refusal `removed_for_good`, `file_replaced`, or that the quota is used up */
export async function bringFileBack(deps: Deps, actor: Actor, id: string, fileId: string): Promise<void> {
  await act(deps, actor, id, mayChange(actor), async (acting) => {
    const { tx, now } = acting
    const file = await lockOwnFile(acting, deps, fileId)
    const { removedAt, discardedAt, versionId, purpose } = file
    if (removedAt === null) return { events: [], reply: undefined }
    const others = await tx
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.versionId, versionId ?? ''), eq(files.purpose, purpose), isNull(files.removedAt)))
    const replaced = onePerVersion.includes(purpose) && others.length > 0
    allow(mayBringBack({ removedAt, discardedAt, replaced }, (await usualDeadlines(tx)).graceMinutes, now))
    await requireFileQuota(tx, deps, holderOf(actor), id, file.bytes)
    await tx.update(files).set({ removedAt: null }).where(eq(files.id, fileId))
    return { events: [{ type: 'submission.file_brought_back', fileId }], reply: undefined }
  })
}

function mayChange(actor: Actor) {
  return ({ subject }: Acting) => mayChangeFiles(actor, subject)
}

/** A file of the version that the author is editing, locked: the job that deletes its bytes locks the same row. */
async function lockOwnFile({ tx, submission, seen }: Acting, deps: Deps, fileId: string) {
  const [file] = await tx
    .select()
    .from(files)
    .where(and(eq(files.id, fileId), eq(files.submissionId, submission.id)))
    .for('update')
  if (!file) throw new Refusal('not_found')
  const open = await openVersion(tx, deps, submission)
  if (file.versionId !== open.id) throw new Refusal('wrong_status', { status: seen, event: 'submission.edit' })
  return file
}
