import { eq } from 'drizzle-orm'
import type { Tx } from '../../../server/db/client.ts'
import { preparations, preparationSteps } from '../../../server/db/schema/preparation.ts'
import { coveredNow, type FileContext, openFileContext, type PipelineDeps } from './file-context.ts'
import { replaceCopies, store } from './copies.ts'
import { saveFindings, saveReading } from './save-findings.ts'
import { derivativesOf, leftBy, scanCopies, reportOn, toolOf, work } from './stages.ts'

/**
 * Renders the pages of a file that was prepared when the programs for it were missing. They are shown only when the
 * scan finds nobody in them besides the names in the report, like every copy.
 */
export async function renderLater(deps: PipelineDeps, fileId: string): Promise<void> {
  const file = await openFileContext(deps, fileId, 'ready')
  if (file === null) return
  const { copies = [], facts, notes = [], skipped } = await work.render(file, deps.toolchain)
  if (skipped || copies.length === 0) return
  const pdf = copies.find(({ kind }) => kind === 'pdf')
  const nameScan = await scanCopies(file, deps.toolchain, [
    ...(await derivativesOf(file)),
    ...(pdf ? [{ kind: 'pdf' as const, bytes: pdf.bytes }] : []),
  ])
  const { findings, held } = await reportOn(file, deps.toolchain, nameScan)
  if (held !== undefined || findings === undefined) return
  const stored = await store(deps, copies)
  const step = { tool: toolOf('render', deps.toolchain), skipped: false, doneAt: deps.clock.now() }
  const stay = file.row.notes.filter((note) => !['no_preview', 'no_pages'].includes(note))
  const obsolete = await deps.db.transaction(async (tx) => {
    // Something may have been covered meanwhile, and these pages would show it.
    if (!(await isAsItWas(tx, file))) return stored.map(({ storageKey }) => storageKey)
    await tx
      .update(preparations)
      .set({ ...facts, notes: [...new Set([...stay, ...notes])] })
      .where(eq(preparations.fileId, fileId))
    await tx
      .insert(preparationSteps)
      .values({ fileId, stage: 'render', ms: 0, ...step })
      .onConflictDoUpdate({ target: [preparationSteps.fileId, preparationSteps.stage], set: step })
    await saveReading(tx, fileId, nameScan)
    await saveFindings(tx, deps, fileId, findings)
    return replaceCopies(tx, deps, fileId, leftBy.render.copies, stored)
  })
  for (const key of obsolete) await deps.store.remove(key)
}

/** Locks the row. */
async function isAsItWas(tx: Tx, { row }: FileContext): Promise<boolean> {
  const [found] = await tx
    .select({ state: preparations.state })
    .from(preparations)
    .where(eq(preparations.fileId, row.id))
    .for('update')
  return found?.state === 'ready' && (await coveredNow(tx, row.id)) === row.coveredBy
}
