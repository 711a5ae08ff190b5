import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../../server/db/client.ts'
import { printFindings } from '../../server/db/schema/publication.ts'
import type { Finding } from '../../server/identity/shapes.ts'

interface Of {
  readonly articleId: string
  /** Null: of what is printed around the galleys. */
  readonly galleyId: string | null
  /** `hiddenSum` of the people it was looked for. */
  readonly soughtFor: string
}

/**
 * Writes what was found in the place of what was found before. What an editor has confirmed stays confirmed for the same words of
 * the same galley, while the same people are hidden.
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
    // More places than were looked at are not confirmed.
    const confirmed = known && known.count >= finding.count ? known.confirmedAt : null
    // How many there are tells of the people: ids that others can see must not be drawn from the same row.
    const id = sql`gen_random_uuid()`
    const of = { articleId, galleyId, soughtFor }
    return { ...finding, ...of, id, position, excerpts: [...finding.excerpts], confirmedAt: confirmed }
  })
  if (rows.length > 0) await tx.insert(printFindings).values(rows)
}
