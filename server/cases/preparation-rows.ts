import type { Sql } from '../db/client.ts'
import { stoppingKinds, unreadKinds } from '../domain/preparation.ts'

/** The preparation `p` of file `f` as JSON, for statements that read files. */
export function preparationOf(sql: Sql) {
  return sql`json_build_object('state', p.state, 'stage', p.stage, 'reason', p.reason, 'notes', p.notes, 'removed', p.removed,
    'words', p.words, 'pages', p.pages, 'language', p.language,
    'copies', coalesce((select json_agg(c.kind order by c.kind) from journal.file_copies c
                        where c.file_id = f.id and c.kind in ('clean', 'pdf', 'view') and p.state = 'ready'), '[]'),
    'unconfirmed', (select count(*) from identity.file_findings x
                    where x.file_id = f.id and x.kind in ${sql(stoppingKinds)} and x.confirmed_at is null),
    'unread', (select count(*) from identity.file_findings x
               where x.file_id = f.id and x.kind in ${sql(unreadKinds)} and x.confirmed_at is null))`
}
