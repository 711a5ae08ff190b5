import type { Sql } from '../../server/db/client.ts'
import type { BenchFixtures } from './seed-bench.ts'

/** A journal that has been at work for long: all but `open` submissions have ended, and belong to other authors than the one measured. */
export async function endMost(sql: Sql, { authorId }: BenchFixtures, open: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      with ended as (
        update journal.submissions set status = 'declined', next_action = null, next_action_at = null
        where id in (select id from journal.submissions order by reference offset ${open}) returning id
      ), others as (select array_agg(id) as ids from identity.accounts where id <> ${authorId})
      update identity.submitters s set account_id = others.ids[1 + abs(hashtext(s.submission_id::text)) % array_length(others.ids, 1)]
      from others where s.submission_id in (select id from ended)`
    await tx`update identity.contributors c set email = 'writer-' || c.id || '@example.org' where email is not null
             and not exists (select from identity.submitters s where s.submission_id = c.submission_id and s.account_id = ${authorId})`
  })
  await sql`vacuum analyze`
}
