import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Deps } from '../deps.ts'
import { createLimiter } from '../limiter.ts'
import { ContentSniffer } from './content-sniffer.ts'
import type { FileKind } from './file-kinds.ts'

/** The properties of a stored object, read from its first to its last byte. */
interface Inspected {
  readonly kind: FileKind
  readonly bytes: number
  readonly sha256: string
}

// The store is near, so three at a time are as quick as fifty, and hold the last bytes of three files in memory instead of fifty.
const limiter = createLimiter(3)

/**
 * Reads an object back, because the store may have stored something else.
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
  await limiter.run(async () =>
    pipeline(await store.get(storageKey), examiner, async (passed: AsyncIterable<Buffer>) => {
      for await (const chunk of passed) {
        hash.update(chunk)
        bytes += chunk.length
      }
    }),
  )
  return { kind: examiner.kind(), bytes, sha256: hash.digest('hex') }
}
