import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import type { Tx } from '../../server/db/client.ts'
import { inPrint, type InPrint } from '../../server/cases/names-in-print.ts'
import { recordOtherEvent } from '../../server/db/events.ts'
import { articles, galleys } from '../../server/db/schema/publication.ts'
import type { PreparationState } from '../../server/domain/preparation.ts'
import type { GalleyKind } from '../../server/domain/production.ts'
import { openStored } from '../../server/storage/serve-file.ts'
import type { WorkerDeps } from '../deps.ts'
import { FileHeld, FileRejected } from '../manuscripts/shapes.ts'
import { saveFindings } from './save-findings.ts'
import { makeGalley, printedOf, type MadeGalley } from './make.ts'
import { pageOf } from './page.ts'
import { hiddenIn, recordPassages } from './search.ts'

type GalleyDeps = Omit<WorkerDeps, 'mailer'>

interface GalleyRow {
  readonly id: string
  readonly kind: GalleyKind
  readonly receivedKey: string
  readonly receivedSha256: string
}

/**
 * Prepares an article's galleys that are not prepared for what is printed now, and searches the article's record. Each galley ends in one
 * transaction: when a worker is killed, the earlier copy stays and the next run begins again.
 * @param lastTry whether a failing program ends the preparation, instead of the task
 * @throws outages (store, scanner), and faults that may not occur the next time
 */
export async function prepareGalleys(deps: GalleyDeps, articleId: string, lastTry: boolean): Promise<void> {
  const print = await printOf(deps, articleId)
  if (print === null) return
  await searchRecord(deps, print)
  const waiting = await deps.sql<GalleyRow[]>`
    select id, kind, received_key as "receivedKey", received_sha256 as "receivedSha256"
    from journal.galleys
    where article_id = ${articleId}
      and (state = 'preparing' or state in ('ready', 'held') and made_for is distinct from ${print.sum})
      and (state = 'preparing' or exists (select from journal.submissions s where s.id = ${print.record.submissionId}
                                          and s.status = 'in_production'))
    order by kind desc`
  for (const galley of waiting) await prepare(deps, galley, print, lastTry)
}

async function printOf({ db, settings }: GalleyDeps, articleId: string): Promise<InPrint | null> {
  return (await inPrint(db, settings.secret, [articleId])).get(articleId) ?? null
}

async function searchRecord(deps: GalleyDeps, print: InPrint): Promise<void> {
  const { articleId } = print.record
  const found = await hiddenIn(deps.toolchain.steps, recordPassages(print), print)
  await deps.db.transaction(async (tx) => {
    if (await isStill(tx, deps, print))
      await saveFindings(tx, { articleId, galleyId: null, soughtFor: print.hiddenSum }, found)
  })
}

async function prepare(deps: GalleyDeps, galley: GalleyRow, print: InPrint, lastTry: boolean): Promise<void> {
  const stored = { storageKey: galley.receivedKey, sha256: galley.receivedSha256 }
  const received = await buffer(await openStored(deps, stored))
  const ended = await outcomeOf(() => makeGalley(deps.toolchain, galley.kind, received, print), lastTry)
  if (!('made' in ended)) return end(deps, galley, print, ended)
  const { made } = ended
  const bytes = made.markup === null ? made.bytes : pageOf(printedOf(print), made.markup)
  const storageKey = deps.ids.token(24)
  const copy = await deps.store.put(
    storageKey,
    Readable.from([bytes], { objectMode: false }),
    'application/octet-stream',
  )
  return end(deps, galley, print, { state: 'ready', reason: null, made, copy: { ...copy, storageKey } })
}

interface Ended {
  readonly state: Exclude<PreparationState, 'preparing'>
  readonly reason: string | null
  readonly made?: MadeGalley
  readonly copy?: { readonly storageKey: string; readonly bytes: number; readonly sha256: string }
}

/** A program that fails twice is not tried a third time; a fault of the file itself ends the preparation at once. */
async function outcomeOf(
  make: () => Promise<MadeGalley>,
  lastTry: boolean,
): Promise<{ readonly made: MadeGalley } | Ended> {
  try {
    return { made: await make() }
  } catch (fault) {
    if (fault instanceof FileRejected) return { state: 'refused', reason: fault.code }
    const final = fault instanceof FileHeld && ['cannot_be_cleaned', 'names_left', 'no_text'].includes(fault.code)
    if (!(fault instanceof FileHeld) || !(final || lastTry)) throw fault
    return { state: 'held', reason: fault.code }
  }
}

/** Stores the outcome, unless the galley was replaced or something else is printed by now: then another task prepares it. */
async function end(deps: GalleyDeps, { id, kind }: GalleyRow, print: InPrint, ended: Ended): Promise<void> {
  const { state, reason, made, copy } = ended
  const { articleId, submissionId } = print.record
  const obsolete = await deps.db.transaction(async (tx) => {
    if (!(await isStill(tx, deps, print))) return copy?.storageKey
    const { state: stateBefore, madeFor, storageKey: keyBefore } = galleys
    const [before] = await tx
      .select({ state: stateBefore, madeFor, storageKey: keyBefore })
      .from(galleys)
      .where(eq(galleys.id, id))
      .for('update')
    // Replaced, or meanwhile prepared by another worker.
    if (!before || (before.state !== 'preparing' && before.madeFor === print.sum)) return copy?.storageKey
    const { storageKey = null, bytes = null, sha256 = null } = copy ?? {}
    await tx
      .update(galleys)
      .set({ state, reason, madeFor: print.sum, storageKey, bytes, sha256, ...listsOf(made) })
      .where(eq(galleys.id, id))
    await saveFindings(tx, { articleId, galleyId: id, soughtFor: print.hiddenSum }, made?.findings ?? [])
    if (kind === 'html')
      await tx
        .update(articles)
        .set({ fullText: made?.markup ?? null })
        .where(eq(articles.id, articleId))
    await recordOtherEvent(tx, deps, null, {
      type: 'production.galley_prepared',
      submissionId,
      articleId,
      galleyId: id,
      state,
    })
    return before.storageKey
  })
  if (obsolete) await deps.store.remove(obsolete)
}

function listsOf(made: MadeGalley | undefined) {
  return { notes: [...(made?.notes ?? [])], removed: [...(made?.removed ?? [])] }
}

/** Locks the article, so that it is neither published nor edited during the transaction. */
async function isStill(tx: Tx, { settings }: GalleyDeps, { record, sum }: InPrint): Promise<boolean> {
  await tx.select({ id: articles.id }).from(articles).where(eq(articles.id, record.articleId)).for('update')
  const now = await inPrint(tx, settings.secret, [record.articleId])
  return now.get(record.articleId)?.sum === sum
}

/** Prepares all waiting galleys one after the other: for the demonstration and for tests. */
export async function prepareWaitingGalleys(deps: GalleyDeps): Promise<void> {
  const waiting = await deps.sql<{ articleId: string }[]>`
    select distinct article_id as "articleId" from journal.galleys where state = 'preparing' order by article_id`
  for (const { articleId } of waiting) await prepareGalleys(deps, articleId, true)
}
