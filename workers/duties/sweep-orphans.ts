import type { WorkerDeps } from '../deps.ts'

const youngMs = 24 * 3_600_000
const batch = 500

/**
 * Deletes objects that no row knows: an upload broke off between the store and the database. Never a key with a row, and
 * none that is younger than a day, because its row may still be on the way.
 */
export async function sweepOrphans({ sql, store, clock }: Pick<WorkerDeps, 'sql' | 'store' | 'clock'>): Promise<void> {
  const cutoff = clock.now().getTime() - youngMs
  let old: string[] = []
  for await (const { key, writtenAt } of store.list('')) {
    if (writtenAt.getTime() >= cutoff) continue
    old.push(key)
    if (old.length < batch) continue
    await removeUnknown({ sql, store }, old)
    old = []
  }
  await removeUnknown({ sql, store }, old)
}

async function removeUnknown(
  { sql, store }: Pick<WorkerDeps, 'sql' | 'store'>,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return
  const known = await sql<{ storage_key: string }[]>`
    select storage_key from journal.files where storage_key = any(${[...keys]})
    union all
    select storage_key from journal.galleys where storage_key = any(${[...keys]})`
  const kept = new Set(known.map(({ storage_key }) => storage_key))
  for (const key of keys) if (!kept.has(key)) await store.remove(key)
}
