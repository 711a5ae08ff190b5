import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../server/db/client.ts'
import { printFindings } from '../../server/db/schema/publication.ts'
import type { Finding } from '../../server/identity/shapes.ts'

interface Of {
  readonly articleId: string
  /** Null for what is printed around the galleys. */
  readonly galleyId: string | null
  /** `hiddenSum` of the people who were looked for. */
  readonly soughtFor: string
}

/**
 * Replaces the earlier findings. A finding that an editor has confirmed stays confirmed for the same words of the same galley, while the
 * same people are hidden.
 */
export async function saveFindings(
  tx: Tx,
  { articleId, galleyId, soughtFor }: Of,
  list: readonly Finding[],
): Promise<void> {
  const own = and(
    eq(printFindings.articleId, articleId),
    galleyId === null ? isNull(printFindings.galleyId) : eq(printFindings.galleyId, galleyId),
  )
  const { kind, match, count, confirmedAt, soughtFor: before } = printFindings
  const replaced = await tx.delete(printFindings).where(own).returning({ kind, match, count, confirmedAt, before })
  const standing = replaced.filter((line) => line.before === soughtFor)
  const rows = list.map((finding, position) => {
    const known = standing.find((line) => line.kind === finding.kind && line.match === finding.match)
    // A finding with more places than the editor confirmed is not confirmed.
    const confirmed = known && known.count >= finding.count ? known.confirmedAt : null
    // The number of findings depends on the people: ids that others can see must not come from the same sequence of
    // ids.
    const id = sql`gen_random_uuid()`
    const of = { articleId, galleyId, soughtFor }
    return { ...finding, ...of, id, position, excerpts: [...finding.excerpts], confirmedAt: confirmed }
  })
  if (rows.length > 0) await tx.insert(printFindings).values(rows)
}
