import { and, eq, gt, sql as literally } from 'drizzle-orm'
import { act } from '../cases/act.ts'
import type { Tx } from '../db/client.ts'
import { accounts, uploads } from '../db/schema/identity.ts'
import type { FilePurpose } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { holderOf, type Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import {
  discard,
  findResumableUpload,
  givenUpAt,
  listResumableUploads,
  receivedBytes,
  type ResumableUpload,
} from '../storage/resumable-uploads.ts'
import { inspect } from '../storage/inspect.ts'
import { fileKinds, kindsFor } from '../storage/file-kinds.ts'
import { maxFileBytes, type Received } from '../http/receive-file.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import type { resumableUploadContract } from './resumable-upload-contract.ts'
import { mayUpload, requireMayUpload, saveReceivedFile, versionFor } from './upload.ts'

type Listed = ReplyOf<(typeof resumableUploadContract)['GET /api/submissions/:id/uploads']>
type Finish = (typeof resumableUploadContract)['POST /api/submissions/:id/files/from-upload']

/** Limits for the unfinished uploads of one person. */
const most = { files: 20, bytes: 1_000_000_000 }

export interface NewUpload {
  readonly submissionId: string
  readonly purpose: FilePurpose
  readonly fingerprint: string
  readonly bytes: number
}

/**
 * Starts an upload that may take days.
 * @returns its id
 * @throws Refusal `too_large` with the limit, `unfinished_uploads` with the limit of unfinished uploads
 */
export async function beginUpload(deps: Deps, actor: Actor, beginning: NewUpload): Promise<string> {
  const { submissionId, purpose, bytes } = beginning
  await requireMayUpload(deps, actor, submissionId, purpose, bytes)
  const maxBytes = await maxFileBytes(deps.sql)
  if (bytes > maxBytes) throw new Refusal('too_large', { maxBytes })
  if (bytes === 0) throw new Refusal('file_type_refused', { found: 'empty', taken: kindsFor[purpose] })
  const id = deps.ids.uuid()
  // Without name, id or date (docs/threat-model.md R-48).
  const storageKey = deps.ids.token(24)
  const multipartId = await deps.store.multipart.begin(storageKey, 'application/octet-stream')
  try {
    await deps.db.transaction(async (tx) => {
      await requireRoom(tx, deps, holderOf(actor), bytes)
      const now = deps.clock.now()
      await tx.insert(uploads).values({
        id,
        submissionId,
        purpose,
        accountId: holderOf(actor),
        storageKey,
        multipartId,
        tailKey: deps.ids.token(24),
        bytesExpected: bytes,
        fingerprint: beginning.fingerprint,
        createdAt: now,
        lastSeenAt: now,
      })
    })
  } catch (fault) {
    await deps.store.multipart.abort({ key: storageKey, multipartId })
    throw fault
  }
  return id
}

async function requireRoom(tx: Tx, { clock }: Deps, accountId: string, bytes: number): Promise<void> {
  // Makes requests of one person count one after the other, for example from two windows.
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for('no key update')
  const [begun] = await tx
    .select({
      files: literally<number>`count(*)::int`,
      bytes: literally<number>`coalesce(sum(bytes_expected), 0)::float8`,
    })
    .from(uploads)
    .where(
      literally`account_id = ${accountId} and finished_at is null and last_seen_at > ${givenUpAt(clock).toISOString()}`,
    )
  if (begun && (begun.files >= most.files || begun.bytes + bytes > most.bytes)) {
    throw new Refusal('unfinished_uploads', { most: most.files, megabytes: most.bytes / 1_000_000 })
  }
}

/** @throws Refusal `not_found` when it does not exist, belongs to somebody else, or has expired */
export async function ownUpload(deps: Deps, actor: Actor, id: string): Promise<ResumableUpload> {
  const found = await findResumableUpload(deps, id, holderOf(actor))
  if (found === null) throw new Refusal('not_found')
  return found
}

export async function unfinishedUploads(deps: Deps, actor: Actor, submissionId: string): Promise<Listed> {
  const found = await listResumableUploads(deps, submissionId, holderOf(actor))
  return {
    uploads: found.map((upload) => ({
      id: upload.id,
      purpose: upload.purpose,
      bytes: upload.bytesExpected,
      receivedBytes: receivedBytes(upload),
      fingerprint: upload.fingerprint,
      lastSeenAt: upload.lastSeenAt.toISOString(),
    })),
  }
}

/**
 * Makes a finished upload a file: joins its parts, reads it back, checks its checksum and type, and writes its row. Repeated after a lost
 * reply, it returns the same file.
 * @throws Refusal `upload_unfinished`; `checksum_mismatch`, `file_type_refused`, `upload_truncated`, after which nothing of the upload is
 * left
 */
export async function finishUpload(deps: Deps, actor: Actor, submissionId: string, body: Body<Finish>) {
  const upload = await ownUpload(deps, actor, body.uploadId)
  if (upload.submissionId !== submissionId) throw new Refusal('not_found')
  const { originalName } = body
  const received = upload.finished ? null : await putTogether(deps, upload, body.sha256, originalName)
  const { originalName: _, ...request } = body
  const asked = { holder: holderOf(actor), key: `upload ${upload.id}`, request: ['finish', submissionId, request] }
  const stored = await act(
    deps,
    actor,
    submissionId,
    mayUpload(actor, upload.purpose),
    async (acting) => {
      if (received === null) throw new Refusal('not_found')
      // Room was made for it when it was begun.
      const version = await versionFor(acting, deps, actor)
      const arrived = { ...received, version }
      const { reply: file, ...stored } = saveReceivedFile(acting, deps, actor, upload.purpose, arrived)
      const finished = await acting.tx
        .update(uploads)
        .set({ finishedAt: deps.clock.now(), fileId: file.id })
        .where(and(eq(uploads.id, upload.id), gt(uploads.lastSeenAt, givenUpAt(deps.clock))))
        .returning({ id: uploads.id })
      // Another request cancelled it while it was read back: its bytes are being deleted.
      if (finished.length === 0) throw new Refusal('upload_unfinished')
      // The name is stored in one place only, and not among the replies kept for idempotency.
      return { ...stored, reply: { ...file, originalName: '' } }
    },
    asked,
  )
  return { ...stored, originalName }
}

async function putTogether(
  deps: Deps,
  upload: ResumableUpload,
  sha256: string,
  originalName: string,
): Promise<Received> {
  if (receivedBytes(upload) !== upload.bytesExpected) throw new Refusal('upload_unfinished')
  const { storageKey, multipartId, parts, purpose } = upload
  await deps.store.multipart.complete(
    { key: storageKey, multipartId },
    parts.map(({ etag }) => etag),
  )
  try {
    const { kind, ...found } = await inspect(deps, storageKey, kindsFor[purpose], originalName)
    if (found.sha256 !== sha256) throw new Refusal('checksum_mismatch')
    return { storageKey, mediaType: fileKinds[kind], extension: kind, ...found, originalName }
  } catch (fault) {
    if (fault instanceof Refusal && fault.code !== 'storage_unavailable') await discard(deps, upload)
    throw fault
  }
}
