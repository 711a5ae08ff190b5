import type { Deps } from '../deps.ts'
import type { FilePurpose } from '../db/schema/submissions.ts'
import { namesHidden } from '../identity/hidden.ts'
import type { Excerpt } from '../identity/shapes.ts'
import { identitiesOf, fingerprintOfPeople } from './people.ts'
import { inPrint, type InPrint } from './names-in-print.ts'

// What a copyeditor gets of a submission: clean copies of the accepted version, without anything that names a person whom the byline does
// not show. Confirmations that editors made for reviewers do not count here: they may have been made because the name should be visible.

/** A file of the accepted version, for those who typeset it. */
export interface FileForPrint {
  readonly id: string
  readonly purpose: FilePurpose
  readonly version: number
  readonly extension: string
  readonly bytes: number
  /** It names, or may name, a person whom the byline does not show. */
  readonly withheld: boolean
}

interface Row extends Omit<FileForPrint, 'withheld' | 'bytes'> {
  readonly bytes: string
  readonly isUnread: boolean
  readonly released: boolean
  readonly reportedFor: string | null
  readonly found: readonly { readonly match: string; readonly excerpts: readonly Excerpt[] }[]
}

export async function filesForPrint(
  deps: Pick<Deps, 'sql' | 'db' | 'settings'>,
  { record, hidden, shown }: InPrint,
): Promise<FileForPrint[]> {
  const { submissionId } = record
  const rows = await deps.sql<Row[]>`
    select f.id, f.purpose, v.n as version, c.extension, c.bytes, f.released_at is not null as released,
           p.reported_for as "reportedFor",
           p.notes @> array['not_read'] or f.extension in ('png', 'jpg', 'tif', 'webp') as "isUnread",
           coalesce((select jsonb_agg(jsonb_build_object('match', x.match, 'excerpts', x.excerpts)) from identity.file_findings x
                     where x.file_id = f.id and x.kind like 'known%'), '[]') as found
    from journal.files f
    join journal.versions v on v.id = f.version_id
    join journal.preparations p on p.file_id = f.id and p.state = 'ready'
    join journal.file_copies c on c.file_id = f.id and c.kind = 'clean'
    where f.submission_id = ${submissionId} and f.removed_at is null
      and f.purpose in ('manuscript', 'anonymous_copy', 'figure', 'supplement')
      and v.n = (select max(n) from journal.versions where submission_id = ${submissionId} and handed_in_at is not null)
    order by f.stored_at, f.id`
  const sum =
    hidden.length === 0 ? '' : fingerprintOfPeople(deps.settings.secret, await identitiesOf(deps.db, submissionId))
  return rows.map(({ isUnread, released, reportedFor, found, bytes, ...file }) => {
    const says = found.flatMap(({ match, excerpts }) => [match, ...excerpts.map(({ text }) => text)]).join('\n')
    const isSafe = reportedFor === sum && (!isUnread || released) && !namesHidden(says, hidden, shown)
    return { ...file, bytes: Number(bytes), withheld: hidden.length > 0 && !isSafe }
  })
}

/** Whether a copyeditor may have the copies of a file. */
export async function mayCopyedit(
  deps: Pick<Deps, 'sql' | 'db' | 'settings'>,
  submissionId: string,
  fileId: string,
): Promise<boolean> {
  const [article] = await deps.sql<{ id: string }[]>`
    select id from journal.articles where submission_id = ${submissionId}`
  const found = article && (await inPrint(deps.db, deps.settings.secret, [article.id])).get(article.id)
  if (!found) return false
  return (await filesForPrint(deps, found)).some(({ id, withheld }) => id === fileId && !withheld)
}

/** A text typed for editors; empty when it names a hidden person and the reader may not know the authors. */
export function textForPrint(text: string, { hidden, shown }: InPrint, mayKnow: boolean) {
  const isWithheld = !mayKnow && namesHidden(text, hidden, shown)
  return { text: isWithheld ? '' : text, withheld: isWithheld }
}
