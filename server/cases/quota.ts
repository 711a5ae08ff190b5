import { and, eq, gt, isNull, or, sql as dsql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from '../db/client.ts'
import { together } from '../db/together.ts'
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
  const [, begun] = await together(
    () => lockAccount(tx, accountId),
    () =>
      tx
        .select({ drafts: dsql<number>`count(*)::int`, most: mostOf(settings.maxDrafts) })
        .from(involvements)
        .innerJoin(submissions, eq(submissions.id, involvements.submissionId))
        .where(
          and(
            eq(involvements.accountId, accountId),
            eq(involvements.relation, 'submitter'),
            isNull(submissions.submittedAt),
            or(eq(submissions.status, 'draft'), gt(submissions.createdAt, dayBefore(clock))),
          ),
        ),
  )
  const { drafts, most } = onlyRow(begun)
  if (drafts >= most) throw new Refusal('too_many_drafts', { most })
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
  const [, stored, begun] = await together(
    () => lockAccount(tx, accountId),
    () =>
      tx
        .select({
          files: dsql<number>`(count(*) filter (where ${files.submissionId} = ${submissionId} and ${files.removedAt} is null))::int`,
          bytes: dsql<number>`coalesce(sum(${files.bytes}), 0)::float8`,
          maxFiles: mostOf(settings.maxFilesPerSubmission),
          maxBytes: mostOf(settings.maxBytesPerPerson),
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
        ),
    () =>
      tx
        .select({
          files: dsql<number>`(count(*) filter (where ${uploads.submissionId} = ${submissionId}))::int`,
          bytes: dsql<number>`coalesce(sum(${uploads.bytesExpected}), 0)::float8`,
        })
        .from(uploads)
        .where(
          and(eq(uploads.accountId, accountId), isNull(uploads.finishedAt), gt(uploads.lastSeenAt, givenUpAt(clock))),
        ),
  )
  const { maxFiles, maxBytes, ...held } = onlyRow(stored)
  const unfinished = onlyRow(begun)
  if (held.files + unfinished.files >= maxFiles) throw new Refusal('too_many_stored_files', { most: maxFiles })
  if (held.bytes + unfinished.bytes + bytes > maxBytes) {
    throw new Refusal('too_many_stored_bytes', { megabytes: Math.floor(maxBytes / megabyte) })
  }
}

/** Makes requests of one person count one after the other, for example from two windows. */
async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for('no key update')
}

/** A limit of the journal, as a column of another statement. */
function mostOf(limit: AnyPgColumn): SQL<number> {
  return dsql<number>`(select ${limit} from ${settings})::float8`
}

function onlyRow<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('a statement that only counts gave no row')
  return row
}

function dayBefore(clock: Needs['clock']): Date {
  return new Date(clock.now().getTime() - dayMs)
}
