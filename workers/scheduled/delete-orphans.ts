import { discard, givenUpAt, listGivenUp } from '../../server/storage/resumable-uploads.ts'
import type { WorkerDeps } from '../deps.ts'

const youngMs = 24 * 3_600_000
const batch = 500

/**
 * Deletes uploads that received no bytes for a week, with their parts in the store, and objects that no row refers to: an upload broke off
 * between the store and the database. Never deletes a key with a row or an object younger than a day, because its row may not be committed
 * yet.
 */
export async function deleteOrphans({ sql, store, clock }: Pick<WorkerDeps, 'sql' | 'store' | 'clock'>): Promise<void> {
  for (const upload of await listGivenUp({ sql, clock })) await discard({ sql, store }, upload)
  // No client asks any more whether these uploads finished.
  await sql`delete from identity.uploads where finished_at <= ${givenUpAt(clock)}`
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
    select storage_key from journal.files where storage_key = any(${[...keys]}) and discarded_at is null
    union all
    select c.storage_key from journal.file_copies c join journal.files f on f.id = c.file_id
    where c.storage_key = any(${[...keys]}) and f.discarded_at is null
    union all
    select storage_key from journal.galleys where storage_key = any(${[...keys]})
    union all
    select received_key from journal.galleys where received_key = any(${[...keys]})
    union all
    select storage_key from identity.uploads where storage_key = any(${[...keys]}) and finished_at is null
    union all
    select tail_key from identity.uploads where tail_key = any(${[...keys]}) and finished_at is null`
  const kept = new Set(known.map(({ storage_key }) => storage_key))
  for (const key of keys) if (!kept.has(key)) await store.remove(key)
}
