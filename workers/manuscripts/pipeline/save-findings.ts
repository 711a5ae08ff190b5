import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../server/db/client.ts'
import { fingerprintOfPeople, type PersonBehind } from '../../../server/cases/people.ts'
import { fileFindings, fileReadings, preparations } from '../../../server/db/schema/preparation.ts'
import type { WorkerDeps } from '../../deps.ts'
import type { Harvested, PlacedFinding } from '../../../server/identity/shapes.ts'
import type { ExtractedMetadata, Match } from '../shapes.ts'

interface Read {
  readonly harvested?: readonly Harvested[] | undefined
  readonly matches?: readonly Match[] | undefined
  readonly guess?: ExtractedMetadata | undefined
}

/** Stores what was read from a file; values that are not given stay. */
export async function saveReading(tx: Tx, fileId: string, { harvested, matches, guess }: Read): Promise<void> {
  const set = {
    ...(harvested && { harvested: [...harvested] }),
    ...(matches && { matches: [...matches] }),
    ...(guess && { guess: { ...guess, keywords: [...guess.keywords], authors: [...guess.authors] } }),
  }
  await tx
    .insert(fileReadings)
    .values({ fileId, ...set })
    .onConflictDoUpdate({ target: fileReadings.fileId, set })
}

interface Report {
  readonly list: readonly PlacedFinding[]
  /** The people for whom the report was made. */
  readonly people: readonly PersonBehind[]
}

/** Replaces the earlier report; what somebody has confirmed stays confirmed. */
export async function saveFindings(
  tx: Tx,
  { settings }: Pick<WorkerDeps, 'settings'>,
  fileId: string,
  { list, people }: Report,
): Promise<void> {
  const before = await tx.delete(fileFindings).where(eq(fileFindings.fileId, fileId)).returning({
    id: fileFindings.id,
    kind: fileFindings.kind,
    match: fileFindings.match,
    confirmedAt: fileFindings.confirmedAt,
    confirmedBy: fileFindings.confirmedBy,
  })
  const rows = list.map(({ kind, match, count, excerpts, places }, position) => {
    const known = before.find((line) => line.kind === kind && line.match === match)
    const confirmed = { confirmedAt: known?.confirmedAt ?? null, confirmedBy: known?.confirmedBy ?? null }
    // The number of findings depends on the people: ids that others can see must not come from the same sequence of ids. A finding that was
    // there before keeps its id: somebody may be about to press one of its buttons.
    const id = known?.id ?? sql`gen_random_uuid()`
    const found = { kind, match, count, excerpts: [...excerpts], places: [...places] }
    return { id, fileId, position, ...found, ...confirmed }
  })
  if (rows.length > 0) await tx.insert(fileFindings).values(rows)
  await tx
    .update(preparations)
    .set({ reportedFor: fingerprintOfPeople(settings.secret, people) })
    .where(eq(preparations.fileId, fileId))
}
