import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { files } from '../db/schema/submissions.ts'

/** Whether an editor has released a manuscript of this version; without one, a reviewer has nothing to read. */
export async function manuscriptReleased(tx: Tx, versionId: string): Promise<boolean> {
  const released = await tx
    .select({ id: files.id })
    .from(files)
    .where(
      and(
        eq(files.versionId, versionId),
        inArray(files.purpose, ['manuscript', 'anonymous_copy']),
        isNotNull(files.releasedAt),
        isNull(files.removedAt),
      ),
    )
    .limit(1)
  return released.length > 0
}
