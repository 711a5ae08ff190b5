import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Deps } from '../deps.ts'
import { turns } from '../turns.ts'
import { ContentSniffer } from './content-sniffer.ts'
import type { FileKind } from './file-kinds.ts'

/** What a stored object turns out to be, read from its first byte to its last. */
interface Inspected {
  readonly kind: FileKind
  readonly bytes: number
  readonly sha256: string
}

// The store is near: a few at a time are as quick as fifty, and hold a few ends of files in memory instead of fifty.
const readInTurn = turns(3)

/**
 * Reads an object back, because a store is not believed.
 * @throws Refusal `file_type_refused`, `upload_truncated`, `storage_unavailable`
 */
export async function inspect(
  { store }: Pick<Deps, 'store'>,
  storageKey: string,
  taken: readonly FileKind[],
  fileName: string,
): Promise<Inspected> {
  const examiner = new ContentSniffer(taken, fileName)
  const hash = createHash('sha256')
  let bytes = 0
  await readInTurn(async () =>
    pipeline(await store.get(storageKey), examiner, async (passed: AsyncIterable<Buffer>) => {
      for await (const chunk of passed) {
        hash.update(chunk)
        bytes += chunk.length
      }
    }),
  )
  return { kind: examiner.kind(), bytes, sha256: hash.digest('hex') }
}
