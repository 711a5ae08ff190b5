import { Readable } from 'node:stream'
import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../server/db/client.ts'
import { fileCopies } from '../../../server/db/schema/preparation.ts'
import type { CopyKind } from '../../../server/domain/preparation.ts'
import type { WorkerDeps } from '../../deps.ts'

/** A copy that a stage has made of a file. */
export interface Made {
  readonly kind: CopyKind
  readonly n?: number
  readonly bytes: Buffer
  readonly mediaType: string
  readonly extension: string
}

/** A copy in the store, under a key that no row refers to yet. */
export interface Stored {
  readonly kind: CopyKind
  readonly n: number
  readonly mediaType: string
  readonly extension: string
  readonly storageKey: string
  readonly bytes: number
  readonly sha256: string
}

export async function store(
  { store, ids }: Pick<WorkerDeps, 'store' | 'ids'>,
  made: readonly Made[],
): Promise<Stored[]> {
  const stored: Stored[] = []
  for (const { kind, n = 0, bytes, mediaType, extension } of made) {
    const storageKey = ids.token(24)
    const put = await store.put(storageKey, Readable.from([bytes], { objectMode: false }), 'application/octet-stream')
    stored.push({ kind, n, mediaType, extension, storageKey, ...put })
  }
  return stored
}

/** Replaces the rows of all copies of these kinds. @returns the keys that no row refers to any more */
export async function replaceCopies(
  tx: Tx,
  { ids, clock }: Pick<WorkerDeps, 'ids' | 'clock'>,
  fileId: string,
  kinds: readonly CopyKind[],
  stored: readonly Stored[],
): Promise<string[]> {
  if (kinds.length === 0) return []
  const old = await tx
    .delete(fileCopies)
    .where(and(eq(fileCopies.fileId, fileId), inArray(fileCopies.kind, [...kinds])))
    .returning({ storageKey: fileCopies.storageKey })
  const madeAt = clock.now()
  if (stored.length > 0)
    await tx.insert(fileCopies).values(stored.map((copy) => ({ id: ids.uuid(), fileId, madeAt, ...copy })))
  return old.map(({ storageKey }) => storageKey)
}
