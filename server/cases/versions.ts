import { and, desc, eq, inArray, isNotNull, isNull, sql as dsql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { ended } from '../domain/review.ts'
import type { Status } from '../domain/submission.ts'
import type { Tx } from '../db/client.ts'
import { invitations, rounds } from '../db/schema/reviewing.ts'
import { files, versions } from '../db/schema/submissions.ts'

export type VersionRow = typeof versions.$inferSelect

/** The version the author is working on; null when there is none. */
export async function findOpenVersion(tx: Tx, submissionId: string): Promise<VersionRow | null> {
  const [version] = await tx
    .select()
    .from(versions)
    .where(and(eq(versions.submissionId, submissionId), isNull(versions.handedInAt)))
  return version ?? null
}

/** What the editors have in hand; null for a draft. */
export async function newestHandedIn(tx: Tx, submissionId: string): Promise<VersionRow | null> {
  const [version] = await tx
    .select()
    .from(versions)
    .where(and(eq(versions.submissionId, submissionId), isNotNull(versions.handedInAt)))
    .orderBy(desc(versions.n))
    .limit(1)
  return version ?? null
}

/**
 * The version the author may change. A manuscript that was only sent back for a correction is the same version, open
 * again; one that reviewers have had stays as they had it, and a new one follows.
 */
export async function openVersion(
  tx: Tx,
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  submission: { readonly id: string; readonly status: Status },
): Promise<VersionRow> {
  const open = await findOpenVersion(tx, submission.id)
  if (open) return open
  const newest = await newestHandedIn(tx, submission.id)
  const again = newest !== null && submission.status === 'returned' && !(await wasReviewed(tx, newest.id))
  // Nobody has seen it yet; who stands behind it and what is in it may change, so an editor signs for it anew.
  if (again) await tx.update(files).set({ releasedAt: null }).where(eq(files.versionId, newest.id))
  const [version] = again
    ? await tx.update(versions).set({ handedInAt: null }).where(eq(versions.id, newest.id)).returning()
    : await tx
        .insert(versions)
        .values({ id: ids.uuid(), submissionId: submission.id, n: (newest?.n ?? 0) + 1, createdAt: clock.now() })
        .returning()
  if (!version) throw new Error('a version was neither opened nor opened again')
  return version
}

/**
 * The words of a version become those of its submission: its reviewers read what an editor has corrected. Whose invitation has
 * ended keeps the title they knew.
 */
export async function renewText(tx: Tx, versionId: string): Promise<void> {
  const known = tx.select({ title: versions.title }).from(versions).where(eq(versions.id, versionId))
  const ofVersion = tx.select({ id: rounds.id }).from(rounds).where(eq(rounds.versionId, versionId))
  await tx
    .update(invitations)
    .set({ titleAtEnd: dsql`(${known})` })
    .where(
      and(
        inArray(invitations.roundId, ofVersion),
        inArray(invitations.status, [...ended]),
        isNull(invitations.titleAtEnd),
      ),
    )
  // The database's trigger versions_keep_text.
  await tx.update(versions).set({ handedInAt: dsql`handed_in_at` }).where(eq(versions.id, versionId))
}

/** Whether reviewers may have had it. */
export async function wasReviewed(tx: Tx, versionId: string): Promise<boolean> {
  const found = await tx.select({ id: rounds.id }).from(rounds).where(eq(rounds.versionId, versionId)).limit(1)
  return found.length > 0
}
