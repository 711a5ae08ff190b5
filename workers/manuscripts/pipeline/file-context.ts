import { buffer } from 'node:stream/consumers'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../server/db/client.ts'
import { identitiesOf, type PersonBehind } from '../../../server/cases/people.ts'
import { fileCopies, fileCovers, fileReadings } from '../../../server/db/schema/preparation.ts'
import type { FilePurpose } from '../../../server/db/schema/submissions.ts'
import type { CopyKind, PreparationState, Stage } from '../../../server/domain/preparation.ts'
import type { FileKind } from '../../../server/storage/file-kinds.ts'
import { unsealName } from '../../../server/storage/sealed-names.ts'
import { openStored } from '../../../server/storage/serve-file.ts'
import type { WorkerDeps } from '../../deps.ts'
import type { Cover } from '../../../server/identity/cover-places.ts'
import type { Harvested } from '../../../server/identity/shapes.ts'
import { type Match, FileHeld } from '../shapes.ts'
import type { NameScan, OneFile } from '../toolchain.ts'

export type PipelineDeps = Omit<WorkerDeps, 'mailer'>

/** A file under preparation: its row, and its bytes and copies, read when they are needed. */
export interface FileContext {
  readonly row: FileRow
  readonly original: () => Promise<OneFile>
  /** @throws FileHeld when the copy is missing: an earlier stage should have made it */
  readonly copy: (kind: CopyKind) => Promise<OneFile>
  /** The pages of the clean copy, or null when they could not be rendered. */
  readonly pages: () => Promise<Buffer | null>
  readonly people: () => Promise<PersonBehind[]>
  /**
   * What is to be covered in the file's copies, read now; when that is newer than the row, `row.coveredBy` names the
   * older set.
   */
  readonly covers: () => Promise<readonly Cover[]>
  /** The makers' names that the scan has found in the original. */
  readonly harvested: () => Promise<readonly Harvested[]>
  /** The matches that the scan has found in the copies. */
  readonly matches: () => Promise<readonly Match[]>
  /** The authors named on the title page, as it was read. */
  readonly titlePageAuthors: () => Promise<readonly string[]>
}

export interface FileRow {
  readonly id: string
  readonly submissionId: string
  readonly purpose: FilePurpose
  readonly kind: FileKind
  readonly sha256: string
  readonly storageKey: string
  readonly originalName: string
  readonly notes: readonly string[]
  readonly removed: readonly string[]
  /** The stages that are done, with the programs that did them. */
  readonly done: Readonly<Partial<Record<Stage, string>>>
  /** Identifies the file's set of covers; '' for none. */
  readonly coveredBy: string
}

/** @returns null when the file is in another state, or its author has removed it */
export async function openFileContext(
  deps: PipelineDeps,
  fileId: string,
  state: PreparationState = 'preparing',
): Promise<FileContext | null> {
  const [row] = await deps.sql<FileRow[]>`
    select f.id, f.submission_id as "submissionId", f.purpose, f.extension as kind, f.sha256, f.storage_key as "storageKey",
           coalesce(o.original_name, '') as "originalName", p.notes, p.removed, ${coveredBy(deps.sql)} as "coveredBy",
           (select coalesce(json_object_agg(x.stage, x.tool), '{}')
              from journal.preparation_steps x where x.file_id = f.id) as done
    from journal.preparations p
    join journal.files f on f.id = p.file_id
    left join identity.file_origins o on o.file_id = f.id
    where f.id = ${fileId} and p.state = ${state} and f.removed_at is null`
  if (row === undefined) return null
  const originalName = unsealName(deps.settings.secret, row.id, row.originalName)
  return fileContextOf(deps, { ...row, originalName })
}

function fileContextOf(deps: PipelineDeps, row: FileRow): FileContext {
  const copy = (kind: CopyKind) => readCopy(deps, row.id, kind)
  return {
    row,
    original: once(async () => ({ kind: row.kind, bytes: await buffer(await openStored(deps, row)) })),
    copy: async (kind) => {
      const found = await copy(kind)
      if (found === null) throw new FileHeld('tool_failed')
      return found
    },
    // A PDF's clean copy has its pages.
    pages: async () => (await copy(row.kind === 'pdf' ? 'clean' : 'pdf'))?.bytes ?? null,
    people: () => identitiesOf(deps.db, row.submissionId),
    covers: () => coversOf(deps, row.id),
    harvested: async () => (await nameScan(deps, row.id)).harvested,
    matches: async () => (await nameScan(deps, row.id)).matches,
    titlePageAuthors: () => titlePageAuthors(deps, row.id),
  }
}

/** SQL for a value that changes with the covers of file `f`. */
function coveredBy(tag: PipelineDeps['sql']) {
  return tag`coalesce((select 'covers ' || md5(string_agg(x.id::text, ' ' order by x.id)) from identity.file_covers x where x.file_id = f.id), '')`
}

/** The same value, now: a worker must not store copies that were made with other covers. */
export async function coveredNow(tx: Tx, fileId: string): Promise<string> {
  const [found] = await tx
    .select({
      by: sql<string>`coalesce('covers ' || md5(string_agg(${fileCovers.id}::text, ' ' order by ${fileCovers.id})), '')`,
    })
    .from(fileCovers)
    .where(eq(fileCovers.fileId, fileId))
  return found?.by ?? ''
}

async function coversOf({ db }: PipelineDeps, fileId: string): Promise<readonly Cover[]> {
  const { kind, match, places, isOnePlace } = fileCovers
  const covers = await db
    .select({ kind, match, places, isOnePlace })
    .from(fileCovers)
    .where(eq(fileCovers.fileId, fileId))
    .orderBy(fileCovers.coveredAt, fileCovers.id)
  // A cover of a scan's match has no places: its spelling in the text is taken to be the match itself.
  return covers.map((cover) =>
    cover.places.length > 0 ? cover : { ...cover, places: [{ text: cover.match, before: '', after: '' }] },
  )
}

async function nameScan({ db }: PipelineDeps, fileId: string): Promise<NameScan> {
  const [found] = await db
    .select({ harvested: fileReadings.harvested, matches: fileReadings.matches })
    .from(fileReadings)
    .where(eq(fileReadings.fileId, fileId))
  return found ?? { harvested: [], matches: [] }
}

async function titlePageAuthors({ db }: PipelineDeps, fileId: string): Promise<readonly string[]> {
  const [found] = await db
    .select({ guess: fileReadings.guess })
    .from(fileReadings)
    .where(eq(fileReadings.fileId, fileId))
  return (found?.guess?.authors ?? []).map(({ name }) => name)
}

async function readCopy(
  deps: Pick<PipelineDeps, 'db' | 'store'>,
  fileId: string,
  kind: CopyKind,
): Promise<OneFile | null> {
  const [found] = await deps.db
    .select({ storageKey: fileCopies.storageKey, sha256: fileCopies.sha256, extension: fileCopies.extension })
    .from(fileCopies)
    .where(and(eq(fileCopies.fileId, fileId), eq(fileCopies.kind, kind), eq(fileCopies.n, 0)))
  if (!found) return null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by keepCopies from a FileKind
  const extension = found.extension as FileKind
  return { kind: extension, bytes: await buffer(await openStored(deps, found)) }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
