import { loadPolicySubject } from '../cases/lock.ts'
import { mayCopyedit } from '../cases/copyediting.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { maySubmission, relationTo, type Actor, type Relation, type SubmissionSubject } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import { serveFile } from '../storage/serve-file.ts'
import type { FileReply } from '../storage/serve-file.ts'

interface FileRow {
  purpose: string
  version: number | null
  media_type: string
  extension: string
  bytes: string
  sha256: string
  storage_key: string
}

/**
 * A file under the journal's name for it: for its author and editors, and for reviewers when it was released. For everybody else it does
 * not exist.
 */
export async function downloadFile(deps: Deps, actor: Actor, id: string): Promise<FileReply> {
  const file = (await forReviewer(deps, actor, id)) ?? (await forInsider(deps, actor, id))
  if (file === null) throw new Refusal('not_found')
  return serveFile(deps, {
    storageKey: file.storage_key,
    sha256: file.sha256,
    bytes: Number(file.bytes),
    mediaType: file.media_type,
    name: servedFileName(file.purpose, file.version, file.extension),
  })
}

/** With the reviewers' database role, which sees released files of accepted invitations and no names. */
async function forReviewer({ sql, reviewerSql }: Deps, actor: Actor, id: string): Promise<FileRow | null> {
  const invitationIds = await invitationsOf(sql, actor)
  if (invitationIds.length === 0) return null
  const [file] = await reviewerSql<FileRow[]>`
    select purpose, version, media_type, extension, bytes, sha256, storage_key
    from reviewing.files where id = ${id} and invitation_id = any(${invitationIds}::uuid[])`
  return file ?? null
}

/** The invitations that give the actor access to files. */
export async function invitationsOf(sql: Deps['sql'], actor: Actor): Promise<string[]> {
  if (actor.kind === 'link') return [actor.invitationId]
  if (actor.kind !== 'account') return []
  const rows = await sql<{ invitation_id: string }[]>`
    select invitation_id from identity.reviewers where account_id = ${actor.accountId}`
  return rows.map(({ invitation_id }) => invitation_id)
}

async function forInsider(deps: Deps, actor: Actor, id: string): Promise<FileRow | null> {
  const found = await fileOfInsider(deps, actor, id)
  // The original may contain names: only for those who may know the authors; a copyeditor gets the clean copy.
  return found === null || found.relation === 'copyeditor' ? null : found.file
}

interface InsidersFile {
  readonly file: FileRow & { readonly submission_id: string }
  readonly subject: SubmissionSubject
  readonly relation: Relation
}

/**
 * A file for somebody who is not its reviewer. Authors get the files that authors uploaded, but not the copy an editor made for reviewers.
 * Copyeditors get files of the accepted version that name nobody whom the byline does not show.
 */
export async function fileOfInsider(
  deps: Pick<Deps, 'sql' | 'db' | 'settings'>,
  actor: Actor,
  id: string,
): Promise<InsidersFile | null> {
  if (actor.kind !== 'account') return null
  const { sql } = deps
  const [file] = await sql<(FileRow & { submission_id: string; brought_by: string })[]>`
    select f.submission_id, o.account_id as brought_by, f.purpose, v.n as version, f.media_type, f.extension, f.bytes,
           f.sha256, f.storage_key
    from journal.files f
    join identity.file_origins o on o.file_id = f.id
    left join journal.versions v on v.id = f.version_id
    where f.id = ${id} and f.removed_at is null`
  if (!file) return null
  const subject = await loadPolicySubject(sql, file.submission_id)
  allow(maySubmission('file.read', actor, subject))
  const relation = relationTo(actor, subject)
  if (relation === 'author' && !subject.authorIds.includes(file.brought_by)) return null
  if (relation === 'copyeditor' && !(await mayCopyedit(deps, file.submission_id, id))) return null
  return { file, subject, relation }
}
