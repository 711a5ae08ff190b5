import { and, eq } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { fileCovers, fileFindings, preparations } from '../db/schema/preparation.ts'
import { files, versions } from '../db/schema/submissions.ts'
import type { Deps } from '../deps.ts'
import type { ActEvent } from '../domain/events.ts'
import { maySubmission, relationTo, type Actor } from '../domain/policy.ts'
import { canBeCovered, mayConfirm, mayStillCover, seenBy } from '../domain/preparation.ts'
import { all, allow, closed, Refusal, type Verdict } from '../domain/refusal.ts'
import { act, type Acting } from '../cases/act.ts'
import { mayChangeFiles } from '../cases/author-view.ts'
import { fileOfInsider } from './download.ts'

type By = 'author' | 'editor'

function sideOf(actor: Actor, { subject }: Acting): By {
  return relationTo(actor, subject) === 'author' ? 'author' : 'editor'
}

/** An action on the report of a file, while the report can still be acted on. */
async function actOnReport(
  deps: Deps,
  actor: Actor,
  fileId: string,
  work: (acting: Acting, report: { readonly by: By; readonly extension: string }) => Promise<readonly ActEvent[]>,
): Promise<void> {
  const found = await fileOfInsider(deps, actor, fileId)
  if (found === null || found.relation === 'copyeditor') throw new Refusal('not_found')
  const { submission_id: submissionId, extension } = found.file
  const mayAnswer = (acting: Acting) => mayAnswerReport(acting, actor, fileId)
  await act(deps, actor, submissionId, mayAnswer, async (acting) => ({
    events: await work(acting, { by: sideOf(actor, acting), extension }),
    reply: undefined,
  }))
}

async function mayAnswerReport(acting: Acting, actor: Actor, fileId: string): Promise<Verdict> {
  const by = sideOf(actor, acting)
  const [file] = await acting.tx
    .select({ handedInAt: versions.handedInAt, releasedAt: files.releasedAt })
    .from(files)
    .leftJoin(versions, eq(versions.id, files.versionId))
    .where(eq(files.id, fileId))
  if (!file) return closed('not_found')
  return all(
    mayStillCover(by, { handedIn: file.handedInAt !== null, released: file.releasedAt !== null }),
    by === 'author' ? mayChangeFiles(actor, acting.subject) : maySubmission('file.cover', actor, acting.subject),
  )
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
  await actOnReport(deps, actor, fileId, async ({ tx, now }, { by, extension }) => {
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
      coveredAt: now,
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
    await makeAnew(tx, now, fileId)
    return [{ type: 'submission.name_covered', fileId, coverId, kind, count: isOnePlace ? 1 : count }]
  })
}

/** Removes a redaction. Somebody has to act on its line again. */
export async function uncover(deps: Deps, actor: Actor, fileId: string, coverId: string): Promise<void> {
  await actOnReport(deps, actor, fileId, async ({ tx, now }, { by }) => {
    const cover = and(eq(fileCovers.id, coverId), eq(fileCovers.fileId, fileId))
    const [found] = await tx.select().from(fileCovers).where(cover)
    // Removed already: nothing to do.
    if (!found) return []
    if (!seenBy(by, found.kind)) throw new Refusal('not_found')
    await tx.delete(fileCovers).where(cover)
    const { kind, match, count, excerpts, places } = found
    await tx
      .insert(fileFindings)
      .values({ id: deps.ids.uuid(), fileId, position: 0, kind, match, count, excerpts, places })
    await makeAnew(tx, now, fileId)
    return [{ type: 'submission.name_uncovered', fileId, coverId, kind, count }]
  })
}

/** Takes back the confirmation of a line. */
export async function unconfirmFinding(deps: Deps, actor: Actor, fileId: string, findingId: string): Promise<void> {
  await actOnReport(deps, actor, fileId, async ({ tx }, { by }) => {
    const line = and(eq(fileFindings.id, findingId), eq(fileFindings.fileId, fileId))
    const [found] = await tx
      .select({ kind: fileFindings.kind, confirmedAt: fileFindings.confirmedAt })
      .from(fileFindings)
      .where(line)
    if (!found || !seenBy(by, found.kind)) throw new Refusal('not_found')
    allow(mayConfirm(by, found.kind))
    if (found.confirmedAt === null) return []
    await tx.update(fileFindings).set({ confirmedAt: null, confirmedBy: null }).where(line)
    return [{ type: 'submission.finding_unconfirmed', fileId, findingId }]
  })
}

async function makeAnew(tx: Tx, now: Date, fileId: string): Promise<void> {
  await tx
    .update(preparations)
    .set({ state: 'preparing', reason: null, endedAt: null, begunAt: now })
    .where(eq(preparations.fileId, fileId))
}
