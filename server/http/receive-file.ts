import { pipeline } from 'node:stream'
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import { BadInput } from './bad-input.ts'
import { ContentSniffer } from '../storage/content-sniffer.ts'
import { fileKinds, kindsFor, type FileKind, type TakenFor } from '../storage/file-kinds.ts'
import { cleanName } from '../storage/file-names.ts'

/** A file whose bytes are in the store. No row refers to it yet. */
export interface Received {
  readonly storageKey: string
  readonly mediaType: string
  readonly extension: FileKind
  readonly bytes: number
  readonly sha256: string
  /** The sender's file name: may contain a person's name, and is stored in `identity.file_origins` only. */
  readonly originalName: string
}

interface Accepted {
  readonly takenFor: TakenFor
  /** `maxFileBytes`. */
  readonly maxBytes: number
}

/** Registers endpoints that take multipart in a scope of their own, so that no other endpoint accepts it (docs/threat-model.md R-42). */
export async function withUploads(app: FastifyInstance, register: (scope: FastifyInstance) => void): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(multipart)
    register(scope)
  })
}

/**
 * Takes the one file of a multipart request: streams it to the store while checking its bytes, then calls `keep` to write its row. Check
 * the policy before, and again in `keep`: much can change during a long upload.
 * @throws Refusal `file_type_refused` (with what was found and what is accepted), `too_large`, `too_many_files`, `upload_truncated`,
 * `storage_unavailable`; in each case nothing stays in the store
 */
export async function receive<T>(
  deps: Pick<Deps, 'store' | 'ids'>,
  request: FastifyRequest,
  accepted: Accepted,
  keep: (received: Received) => Promise<T>,
): Promise<T> {
  try {
    const received = await storeFile(deps, request, accepted)
    return await keep(received).catch(async (fault: unknown) => {
      // After a refusal the row was certainly rolled back. After any other fault the row may exist: the job delete-orphans checks that
      // later.
      if (fault instanceof Refusal) await deps.store.remove(received.storageKey)
      throw fault
    })
  } finally {
    // Reads and discards what is still being sent after a refusal, so that the client gets the reply.
    request.raw.resume()
  }
}

async function storeFile(
  { store, ids }: Pick<Deps, 'store' | 'ids'>,
  request: FastifyRequest,
  { takenFor, maxBytes }: Accepted,
): Promise<Received> {
  const taken = kindsFor[takenFor]
  const parts = request.parts({ limits: { files: 1, fileSize: maxBytes, fields: 10, fieldSize: 10_000 } })
  const part = await nextFile(parts)
  if (part === null) throw new BadInput([{ path: 'file', key: 'refusals.input.missing' }])
  const examiner = new ContentSniffer(taken, part.filename, () => {
    if (part.file.truncated) throw new Refusal('too_large', { maxBytes })
  })
  pipeline(part.file, examiner, () => {})
  // Without name, id or date (docs/threat-model.md R-48).
  const storageKey = ids.token(24)
  const stored = await store.put(storageKey, examiner, 'application/octet-stream').catch((fault: unknown) => {
    const brokeOff = part.file.errored !== null && !(fault instanceof Refusal)
    throw brokeOff ? new Refusal('upload_truncated') : fault
  })
  await requireEnd(parts).catch(async (fault: unknown) => {
    await store.remove(storageKey)
    throw fault
  })
  const kind = examiner.kind()
  return { storageKey, mediaType: fileKinds[kind], extension: kind, ...stored, originalName: cleanName(part.filename) }
}

type Parts = ReturnType<FastifyRequest['parts']>

/** @throws Refusal `upload_truncated` when the form breaks off; the plugin's errors when the body is not a form or too large */
async function nextFile(parts: Parts): Promise<MultipartFile | null> {
  for (;;) {
    const { value, done } = await parts.next().catch((fault: Error & { readonly code?: string }) => {
      const known = fault.code?.startsWith('FST_') === true && fault.code !== 'FST_MP_PREMATURE_CLOSE'
      throw known ? fault : new Refusal('upload_truncated')
    })
    if (done === true) return null
    if (value.type === 'file') return value
  }
}

/** @throws Refusal when a second file follows, or the request breaks off after the first one */
async function requireEnd(parts: Parts): Promise<void> {
  if ((await nextFile(parts)) !== null) throw new Refusal('too_many_files')
}

export async function maxFileBytes(sql: Deps['sql']): Promise<number> {
  const [settings] = await sql<{ max_file_bytes: string }[]>`select max_file_bytes from journal.settings`
  return Number(settings?.max_file_bytes ?? 0)
}
