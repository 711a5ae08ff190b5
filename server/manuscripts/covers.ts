import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { record } from '../db/events.ts'
import { fileCovers, fileFindings, preparations } from '../db/schema/preparation.ts'
import { files, versions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import { maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import { canBeCovered, mayConfirm, mayStillCover, seenBy } from '../domain/preparation.ts'
import { all, allow, Refusal } from '../domain/refusal.ts'
import { lockForAuthorView, mayChangeFiles } from '../cases/author-view.ts'
import { fileOfInsider } from './download.ts'

interface OpenFile {
  readonly submissionId: string
  readonly by: 'author' | 'editor'
  readonly extension: string
}

/** Locks the submission of a file whose report can still be acted on. */
async function lockOpenFile(tx: Tx, deps: Deps, actor: Actor, fileId: string): Promise<OpenFile> {
  const found = await fileOfInsider(deps, actor, fileId)
  if (found === null || found.relation === 'copyeditor') throw new Refusal('not_found')
  const submissionId = found.file.submission_id
  const seen = await lockForAuthorView(tx, deps, submissionId)
  const by = relationTo(actor, seen.subject) === 'author' ? 'author' : 'editor'
  const [file] = await tx
    .select({ extension: files.extension, handedInAt: versions.handedInAt, releasedAt: files.releasedAt })
    .from(files)
    .leftJoin(versions, eq(versions.id, files.versionId))
    .where(eq(files.id, fileId))
  if (!file) throw new Refusal('not_found')
  const may = by === 'author' ? mayChangeFiles(actor, seen) : maySubmission('file.cover', actor, seen.subject)
  const still = mayStillCover(by, { handedIn: file.handedInAt !== null, released: file.releasedAt !== null })
  allow(all(still, may))
  return { submissionId, by, extension: file.extension }
}

/**
 * Redacts a line of the report, or one of its places, in every copy of the file; the copies are made again. The line leaves the report at
 * once, and returns with the places that the worker still finds.
 * @param excerpt number of one of its excerpts; null for the whole line. `of`: the number of places that the page showed
 * @throws Refusal `report_changed` when it has another number of places now
 */
export async function coverFinding(
  deps: Deps,
  actor: Actor,
  fileId: string,
  findingId: string,
  { excerpt, of }: { readonly excerpt: number | null; readonly of: number },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { submissionId, by, extension } = await lockOpenFile(tx, deps, actor, fileId)
    const line = and(eq(fileFindings.id, findingId), eq(fileFindings.fileId, fileId))
    const [found] = await tx.select().from(fileFindings).where(line)
    // Redacted already, perhaps by a request whose reply was lost: the line is gone.
    if (!found || !seenBy(by, found.kind)) throw new Refusal('not_found')
    allow(canBeCovered(found.kind, extension))
    if (found.count !== of) throw new Refusal('report_changed')
    const { kind, match, places, excerpts, count } = found
    const [place, shown] = excerpt === null ? [undefined, undefined] : [places[excerpt], excerpts[excerpt]]
    if (excerpt !== null && (place === undefined || shown === undefined)) throw new Refusal('cannot_be_covered')
    const isOnePlace = place !== undefined && count > 1
    const coverId = deps.ids.uuid()
    await tx.insert(fileCovers).values({
      id: coverId,
      fileId,
      kind,
      isOnePlace,
      coveredAt: deps.clock.now(),
      coveredBy: by,
      ...(isOnePlace && shown !== undefined
        ? { match: place.text, count: 1, excerpts: [shown], places: [place] }
        : { match, count, excerpts, places }),
    })
    if (isOnePlace)
      await tx
        .update(fileFindings)
        .set({
          count: count - 1,
          excerpts: excerpts.filter((_, n) => n !== excerpt),
          places: places.filter((_, n) => n !== excerpt),
        })
        .where(line)
    else await tx.delete(fileFindings).where(line)
    await makeAnew(tx, deps, fileId)
    const covered = { submissionId, fileId, coverId, kind, count: isOnePlace ? 1 : count }
    await record(tx, deps, actor, { type: 'submission.name_covered', ...covered })
  })
}

/** Removes a redaction. Somebody has to act on its line again. */
export async function uncover(deps: Deps, actor: Actor, fileId: string, coverId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { submissionId, by } = await lockOpenFile(tx, deps, actor, fileId)
    const cover = and(eq(fileCovers.id, coverId), eq(fileCovers.fileId, fileId))
    const [found] = await tx.select().from(fileCovers).where(cover)
    // Removed already: nothing to do.
    if (!found) return
    if (!seenBy(by, found.kind)) throw new Refusal('not_found')
    await tx.delete(fileCovers).where(cover)
    const { kind, match, count, excerpts, places } = found
    await tx
      .insert(fileFindings)
      .values({ id: deps.ids.uuid(), fileId, position: 0, kind, match, count, excerpts, places })
    await makeAnew(tx, deps, fileId)
    await record(tx, deps, actor, { type: 'submission.name_uncovered', submissionId, fileId, coverId, kind, count })
  })
}

/** Takes back the confirmation of a line. */
export async function unconfirmFinding(deps: Deps, actor: Actor, fileId: string, findingId: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const { submissionId, by } = await lockOpenFile(tx, deps, actor, fileId)
    const line = and(eq(fileFindings.id, findingId), eq(fileFindings.fileId, fileId))
    const [found] = await tx
      .select({ kind: fileFindings.kind, confirmedAt: fileFindings.confirmedAt })
      .from(fileFindings)
      .where(line)
    if (!found || !seenBy(by, found.kind)) throw new Refusal('not_found')
    allow(mayConfirm(by, found.kind))
    if (found.confirmedAt === null) return
    await tx.update(fileFindings).set({ confirmedAt: null, confirmedBy: null }).where(line)
    await record(tx, deps, actor, { type: 'submission.finding_unconfirmed', submissionId, fileId, findingId })
  })
}

async function makeAnew(tx: Tx, deps: Deps, fileId: string): Promise<void> {
  await tx
    .update(preparations)
    .set({ state: 'preparing', reason: null, endedAt: null, begunAt: deps.clock.now() })
    .where(eq(preparations.fileId, fileId))
}
