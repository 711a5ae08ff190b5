import { and, eq, gt, isNull, or, sql as dsql } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { accounts, fileOrigins, uploads } from '../db/schema/identity.ts'
import { involvements } from '../db/schema/involvements.ts'
import { settings } from '../db/schema/settings.ts'
import { files, submissions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import { givenUpAt } from '../storage/resumable-uploads.ts'

const dayMs = 86_400_000
const megabyte = 1_000_000

type Needs = Pick<Deps, 'clock'>

/**
 * Limits the drafts of one person. Drafts that were withdrawn within the last day count, too: otherwise withdrawing would evade the limit.
 * @throws Refusal `too_many_drafts` with the limit
 */
export async function requireDraftQuota(tx: Tx, { clock }: Needs, accountId: string): Promise<void> {
  await lockAccount(tx, accountId)
  const { maxDrafts } = await limits(tx)
  const [begun] = await tx
    .select({ drafts: count() })
    .from(involvements)
    .innerJoin(submissions, eq(submissions.id, involvements.submissionId))
    .where(
      and(
        eq(involvements.accountId, accountId),
        eq(involvements.relation, 'submitter'),
        isNull(submissions.submittedAt),
        or(eq(submissions.status, 'draft'), gt(submissions.createdAt, dayBefore(clock))),
      ),
    )
  if ((begun?.drafts ?? 0) >= maxDrafts) throw new Refusal('too_many_drafts', { most: maxDrafts })
}

/**
 * Limits what one person may store: files in one submission, and bytes in all open submissions. The bytes of a removed file count for one
 * more day; unfinished uploads count with their whole size.
 * @throws Refusal `too_many_stored_files`, `too_many_stored_bytes` with the limit
 */
export async function requireFileQuota(
  tx: Tx,
  { clock }: Needs,
  accountId: string,
  submissionId: string,
  bytes: number,
): Promise<void> {
  await lockAccount(tx, accountId)
  const { maxFiles, maxBytes } = await limits(tx)
  const [stored] = await tx
    .select({
      files: dsql<number>`(count(*) filter (where ${files.submissionId} = ${submissionId} and ${files.removedAt} is null))::int`,
      bytes: dsql<number>`coalesce(sum(${files.bytes}), 0)::float8`,
    })
    .from(fileOrigins)
    .innerJoin(files, eq(files.id, fileOrigins.fileId))
    .innerJoin(submissions, eq(submissions.id, files.submissionId))
    .where(
      and(
        eq(fileOrigins.accountId, accountId),
        or(
          and(isNull(files.removedAt), dsql`${submissions.status} not in ('published', 'declined', 'withdrawn')`),
          gt(files.storedAt, dayBefore(clock)),
        ),
      ),
    )
  const [begun] = await tx
    .select({
      files: dsql<number>`(count(*) filter (where ${uploads.submissionId} = ${submissionId}))::int`,
      bytes: dsql<number>`coalesce(sum(${uploads.bytesExpected}), 0)::float8`,
    })
    .from(uploads)
    .where(and(eq(uploads.accountId, accountId), isNull(uploads.finishedAt), gt(uploads.lastSeenAt, givenUpAt(clock))))
  if ((stored?.files ?? 0) + (begun?.files ?? 0) >= maxFiles) {
    throw new Refusal('too_many_stored_files', { most: maxFiles })
  }
  if ((stored?.bytes ?? 0) + (begun?.bytes ?? 0) + bytes > maxBytes) {
    throw new Refusal('too_many_stored_bytes', { megabytes: Math.floor(maxBytes / megabyte) })
  }
}

/** Makes requests of one person count one after the other, for example from two windows. */
async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for('no key update')
}

async function limits(tx: Tx) {
  const { maxDrafts, maxFilesPerSubmission: maxFiles, maxBytesPerPerson: maxBytes } = settings
  const [found] = await tx.select({ maxDrafts, maxFiles, maxBytes }).from(settings)
  if (!found) throw new Error('the journal has no settings')
  return found
}

function count() {
  return dsql<number>`count(*)::int`
}

function dayBefore(clock: Needs['clock']): Date {
  return new Date(clock.now().getTime() - dayMs)
}
