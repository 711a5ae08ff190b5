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

/** The newest submitted version, on which the editors work; null for a draft. */
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
 * The version that the author may change. A version that was only returned for correction is opened again. A version that reviewers have
 * had is not changed: a new one is created.
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
  // The author may change its text and people, so an editor has to release its files again.
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
 * Copies the submission's text, which an editor has corrected, into a version that reviewers read. Reviewers whose invitation has ended
 * keep the title they knew.
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
  // Runs the database's trigger versions_keep_text, which copies the text.
  await tx.update(versions).set({ handedInAt: dsql`handed_in_at` }).where(eq(versions.id, versionId))
}

/** Whether a round was opened on this version, so that reviewers may have had it. */
export async function wasReviewed(tx: Tx, versionId: string): Promise<boolean> {
  const found = await tx.select({ id: rounds.id }).from(rounds).where(eq(rounds.versionId, versionId)).limit(1)
  return found.length > 0
}
