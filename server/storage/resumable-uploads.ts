import type { UploadPart } from '../db/schema/identity.ts'
import type { FilePurpose } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'

/** How many days an upload waits for further bytes before it is cancelled. */
const waitsDays = 7

/** An unfinished upload, with the bytes received so far. */
export interface ResumableUpload {
  readonly id: string
  readonly submissionId: string
  readonly purpose: FilePurpose
  readonly storageKey: string
  readonly multipartId: string
  /** The object with the received bytes that are too few for a part. */
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

/** Null when it does not exist, belongs to somebody else, or has expired; the reply does not show which. */
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

/** The present state. Null when it was cancelled. */
export async function readResumableUpload({ sql }: Pick<Deps, 'sql'>, id: string): Promise<ResumableUpload | null> {
  const [found] = await sql<Row[]>`select ${columns(sql)} from identity.uploads where id = ${id}`
  return found ? toResumableUpload(found) : null
}

/** A person's unfinished uploads to a submission, oldest first. */
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

/** Uploads that have expired. */
export async function listGivenUp({ sql, clock }: Needs): Promise<ResumableUpload[]> {
  const rows = await sql<Row[]>`
    select ${columns(sql)} from identity.uploads
    where finished_at is null and last_seen_at <= ${givenUpAt(clock)} order by last_seen_at limit 500`
  return rows.map(toResumableUpload)
}

/**
 * Updates what the store has confirmed: a new part, or a longer rest.
 * @returns false when another request has changed the upload in the meantime
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
 * Cancels an upload: first it is marked so that it cannot become a file, then its bytes are deleted from the store, then the row. An upload
 * that has become a file in the meantime is left alone.
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
