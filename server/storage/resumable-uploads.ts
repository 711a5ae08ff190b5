import type { UploadPart } from '../db/schema/identity.ts'
import type { FilePurpose } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'

/** How long an upload waits for the next byte before it is given up. */
const waitsDays = 7

/** A file on its way, as far as it has come. */
export interface ResumableUpload {
  readonly id: string
  readonly submissionId: string
  readonly purpose: FilePurpose
  readonly storageKey: string
  readonly multipartId: string
  /** Where bytes wait that are too few for a part. */
  readonly tailKey: string
  readonly bytesExpected: number
  readonly parts: readonly UploadPart[]
  readonly tailBytes: number
  readonly fingerprint: string
  readonly lastSeenAt: Date
  readonly finished: boolean
}

export function receivedBytes({ parts, tailBytes }: Pick<ResumableUpload, 'parts' | 'tailBytes'>): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, tailBytes)
}

type Needs = Pick<Deps, 'sql' | 'clock'>

/** Null when there is none, it is another's, or it has waited too long: nobody learns which. */
export async function findResumableUpload(
  { sql, clock }: Needs,
  id: string,
  accountId: string,
): Promise<ResumableUpload | null> {
  const [found] = await sql<Row[]>`
    select ${columns(sql)} from identity.uploads
    where id = ${id} and account_id = ${accountId} and last_seen_at > ${givenUpAt(clock)}`
  return found ? toResumableUpload(found) : null
}

/** As it is now. Null when it has been given up. */
export async function readResumableUpload({ sql }: Pick<Deps, 'sql'>, id: string): Promise<ResumableUpload | null> {
  const [found] = await sql<Row[]>`select ${columns(sql)} from identity.uploads where id = ${id}`
  return found ? toResumableUpload(found) : null
}

/** What somebody has on its way to a submission, oldest first. */
export async function listResumableUploads(
  { sql, clock }: Needs,
  submissionId: string,
  accountId: string,
): Promise<ResumableUpload[]> {
  const rows = await sql<Row[]>`
    select ${columns(sql)} from identity.uploads
    where account_id = ${accountId} and submission_id = ${submissionId} and finished_at is null
      and last_seen_at > ${givenUpAt(clock)}
    order by created_at, id`
  return rows.map(toResumableUpload)
}

/** What nobody has sent to for too long. */
export async function listGivenUp({ sql, clock }: Needs): Promise<ResumableUpload[]> {
  const rows = await sql<Row[]>`
    select ${columns(sql)} from identity.uploads
    where finished_at is null and last_seen_at <= ${givenUpAt(clock)} order by last_seen_at limit 500`
  return rows.map(toResumableUpload)
}

/**
 * Counts what the store has confirmed: a new part, or a longer tail.
 * @returns false when it has grown in another hand meanwhile
 */
export async function grow(
  { sql, clock }: Needs,
  from: ResumableUpload,
  to: Pick<ResumableUpload, 'parts' | 'tailBytes'>,
): Promise<boolean> {
  const { count } = await sql`
    update identity.uploads
    set parts = ${sql.json(to.parts.map((part) => ({ ...part })))}, tail_bytes = ${to.tailBytes}, last_seen_at = ${clock.now()}
    where id = ${from.id} and finished_at is null and jsonb_array_length(parts) = ${from.parts.length}
      and tail_bytes = ${from.tailBytes}`
  return count === 1
}

/**
 * Gives an upload up: first it can no longer become a file, then what the store holds of it goes, then the row that knows
 * where. What has become a file meanwhile stays.
 */
export async function discard({ sql, store }: Pick<Deps, 'sql' | 'store'>, upload: ResumableUpload): Promise<void> {
  const { count } = await sql`
    update identity.uploads set last_seen_at = to_timestamp(0) where id = ${upload.id} and finished_at is null`
  if (count === 0) return
  await store.multipart.abort({ key: upload.storageKey, multipartId: upload.multipartId })
  await store.remove(upload.tailKey)
  await store.remove(upload.storageKey)
  await sql`delete from identity.uploads where id = ${upload.id} and finished_at is null`
}

export function givenUpAt(clock: Deps['clock']): Date {
  return new Date(clock.now().getTime() - waitsDays * 24 * 3_600_000)
}

interface Row extends Omit<ResumableUpload, 'bytesExpected'> {
  readonly bytesExpected: string
}

const columns = (sql: Deps['sql']) => sql`
  id, submission_id as "submissionId", purpose, storage_key as "storageKey", multipart_id as "multipartId",
  tail_key as "tailKey", bytes_expected as "bytesExpected", parts, tail_bytes as "tailBytes", fingerprint,
  last_seen_at as "lastSeenAt", finished_at is not null as finished`

function toResumableUpload(row: Row): ResumableUpload {
  return { ...row, bytesExpected: Number(row.bytesExpected) }
}
