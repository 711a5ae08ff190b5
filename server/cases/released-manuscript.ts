import { sql as dsql, type SQL } from 'drizzle-orm'

/** Whether an editor has released a manuscript of a version; without one, a reviewer has nothing to read. */
export function hasReleasedManuscript(versionId: SQL): SQL {
  return dsql`exists (select 1 from journal.files f
    where f.version_id = ${versionId} and f.purpose in ('manuscript', 'anonymous_copy')
      and f.released_at is not null and f.removed_at is null)`
}
