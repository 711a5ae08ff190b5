import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../../../server/db/client.ts'
import { recordOtherEvent } from '../../../server/db/events.ts'
import { preparations, preparationSteps } from '../../../server/db/schema/preparation.ts'
import { stages, type HoldReason, type PreparationState, type Stage } from '../../../server/domain/preparation.ts'
import { coveredNow, openFileContext, type FileContext, type PipelineDeps } from './file-context.ts'
import { replaceCopies, store, type Stored } from './copies.ts'
import { endingOf } from './ending.ts'
import { saveFindings, saveReading } from './save-findings.ts'
import { allRemoved, leftBy, stagesFromScan, toolOf, work, type Outcome } from './stages.ts'

/** Prepares all waiting files, one after the other. */
export async function prepareWaiting(deps: PipelineDeps): Promise<void> {
  const waiting = await deps.sql<{ id: string }[]>`
    select file_id as id from journal.preparations where state = 'preparing' order by begun_at, file_id`
  for (const { id } of waiting) await prepareFile(deps, id, true)
}

/**
 * Prepares a file, one stage after the other. Each stage is stored when it is done, so that after a worker is killed the next one continues
 * there. An ending is final: the copies are ready, or the author or an editor has to act.
 * @param lastTry whether a stage that fails without a reason of its own ends the preparation, instead of the task
 * @throws outages (store, scanner), and faults that may not occur the next time
 */
export async function prepareFile(deps: PipelineDeps, fileId: string, lastTry: boolean): Promise<void> {
  for (;;) {
    const file = await openFileContext(deps, fileId)
    if (file === null) return
    const stage = nextStage(deps, file)
    const ending = stage === null ? (['ready', null] as const) : await endingAt(deps, file, stage, lastTry)
    if (ending !== null && (await end(deps, file, ending[0], ending[1]))) return
  }
}

/** @returns how the preparation ends with this stage; null when it continues */
async function endingAt(deps: PipelineDeps, file: FileContext, stage: Stage, lastTry: boolean) {
  try {
    const held = await doStage(deps, file, stage)
    return held === null ? null : (['held', held] as const)
  } catch (fault) {
    const ended = endingOf(fault, lastTry)
    if (ended === null) throw fault
    return ended
  }
}

/** The first stage that is not done, or was done with other programs than are installed now. */
function nextStage({ toolchain }: PipelineDeps, { row }: FileContext): Stage | null {
  return stages.find((stage) => row.done[stage] !== toolOf(stage, toolchain, row.coveredBy)) ?? null
}

/** @returns why the file is to be held although the stage is done */
async function doStage(deps: PipelineDeps, file: FileContext, stage: Stage): Promise<HoldReason | null> {
  const { toolchain, db, clock } = deps
  await db.update(preparations).set({ stage }).where(eq(preparations.fileId, file.row.id))
  const begun = performance.now()
  const outcome = await work[stage](file, toolchain)
  const ms = Math.round(performance.now() - begun)
  const stored = await store(deps, outcome.copies ?? [])
  const obsolete = await db.transaction(async (tx) => {
    // Copies made with other covers than there are now must not be stored beside those that another worker has made
    // meanwhile.
    const isCurrent = (await isPreparing(tx, file.row.id)) && (await coveredNow(tx, file.row.id)) === file.row.coveredBy
    if (!isCurrent) return stored.map(({ storageKey }) => storageKey)
    const step = {
      tool: toolOf(stage, toolchain, file.row.coveredBy),
      skipped: outcome.skipped ?? false,
      ms,
      doneAt: clock.now(),
    }
    // A stage that holds the file is not marked done: a worker may be killed before it stores the hold, and the next preparation scans the
    // copies again.
    if (outcome.held === undefined)
      await tx
        .insert(preparationSteps)
        .values({ fileId: file.row.id, stage, ...step })
        .onConflictDoUpdate({ target: [preparationSteps.fileId, preparationSteps.stage], set: step })
    // Stages that used the replaced results have to be done again.
    const later = outcome.held === undefined ? stages.slice(stages.indexOf(stage) + 1) : stagesFromScan
    if (later.length > 0)
      await tx
        .delete(preparationSteps)
        .where(and(eq(preparationSteps.fileId, file.row.id), inArray(preparationSteps.stage, [...later])))
    return keep(tx, deps, file, stage, outcome, stored)
  })
  for (const key of obsolete) await deps.store.remove(key)
  return outcome.held ?? null
}

/** Locks the file's row: of two workers at the same stage the second finds the results of the first. */
async function isPreparing(tx: Tx, fileId: string): Promise<boolean> {
  const [row] = await tx
    .select({ state: preparations.state })
    .from(preparations)
    .where(eq(preparations.fileId, fileId))
    .for('update')
  return row?.state === 'preparing'
}

/** @returns the keys of the replaced copies */
async function keep(
  tx: Tx,
  deps: PipelineDeps,
  { row }: FileContext,
  stage: Stage,
  outcome: Outcome,
  stored: readonly Stored[],
): Promise<string[]> {
  const before: readonly string[] = leftBy[stage].notes
  const { notes = [], removed = [], facts, harvested, matches, guess, findings } = outcome
  await tx
    .update(preparations)
    .set({
      notes: [...row.notes.filter((note) => !before.includes(note)), ...notes],
      removed: allRemoved(row.removed, removed),
      ...facts,
    })
    .where(eq(preparations.fileId, row.id))
  // The form's suggestions and the title page's authors stay those of the file without covers.
  const offered = row.coveredBy === '' ? guess : undefined
  if (harvested || matches || offered) await saveReading(tx, row.id, { harvested, matches, guess: offered })
  if (findings) await saveFindings(tx, deps, row.id, findings)
  return replaceCopies(tx, deps, row.id, leftBy[stage].copies, stored)
}

/** @returns whether the preparation has ended: when something was covered meanwhile, it continues */
async function end(
  deps: PipelineDeps,
  { row }: FileContext,
  state: PreparationState,
  reason: string | null,
): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    if (!(await isPreparing(tx, row.id))) return true
    if ((await coveredNow(tx, row.id)) !== row.coveredBy) return false
    const ended = await tx
      .update(preparations)
      .set({ state, reason, endedAt: deps.clock.now() })
      .where(and(eq(preparations.fileId, row.id), eq(preparations.state, 'preparing')))
      .returning({ fileId: preparations.fileId })
    if (ended.length === 0) return true
    await recordOtherEvent(tx, deps, null, {
      type: 'submission.file_prepared',
      submissionId: row.submissionId,
      fileId: row.id,
      state,
    })
    return true
  })
}
