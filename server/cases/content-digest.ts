import { eq, sql as dsql } from 'drizzle-orm'
import type { Status } from '../domain/submission.ts'
import type { Tx } from '../db/client.ts'
import { submissions } from '../db/schema/submissions.ts'
import { findOpenVersion, newestHandedIn } from './versions.ts'

/**
 * Hash of everything that an author can change in one version of a submission: the form, its contributors, the bytes of the files, the
 * answer to the reviewers, and the names in the text that the author confirmed. Equal hashes mean that nothing differs, even if something
 * was typed and undone in between.
 * @param revision false while the same files are corrected: then passages the author redacted or confirmed in them count, too
 */
export async function contentDigest(
  tx: Tx,
  submissionId: string,
  versionId: string,
  { revision, response = '' }: { readonly revision: boolean; readonly response?: string },
): Promise<string> {
  const [row] = await tx.execute<{ digest: string }>(dsql`
    with held as (
      select id, purpose, sha256 from journal.files
      where version_id = ${versionId} and removed_at is null and purpose <> 'anonymous_copy'
    )
    select md5(jsonb_build_array(
      s.section_id, s.call_id, s.language, s.title, s.abstract, s.keywords, s.key_points, s.content_note, ${response}::text,
      (select cover_letter from identity.submitters where submission_id = s.id),
      (select jsonb_object_agg(kind, text) from journal.statements where submission_id = s.id),
      (select jsonb_agg(to_jsonb(c) - 'id' - 'account_id' order by c.position)
         from identity.contributors c where c.submission_id = s.id),
      (select jsonb_agg(jsonb_build_array(purpose, sha256) order by purpose, sha256) from held),
      (select count(*) from identity.file_covers k join held on held.id = k.file_id
         where k.covered_by = 'author' and not ${revision}::boolean),
      (select count(*) from identity.file_findings k join held on held.id = k.file_id
         where k.confirmed_by = 'author' and not ${revision}::boolean),
      (select count(*) from identity.text_confirmations where submission_id = s.id and confirmed_by = 'author')
    )::text) as digest
    from journal.submissions s where s.id = ${submissionId}`)
  if (!row) throw new Error('a locked submission is gone')
  return row.digest
}

interface SentBack {
  readonly id: string
  readonly status: Status
}

/**
 * The hash of what its author has to change, without what the author adds in a new version; null when the submission is not with the
 * author.
 */
async function contentSentBack(tx: Tx, { id, status }: SentBack): Promise<string | null> {
  if (status !== 'returned' && status !== 'revising') return null
  const corrected = status === 'returned' ? await findOpenVersion(tx, id) : null
  const version = corrected ?? (await newestHandedIn(tx, id))
  return version && contentDigest(tx, id, version.id, { revision: status === 'revising' })
}

/** Stores the hash when a submission goes back to its author, for the comparison at the next submitting. */
export async function noteContentSentBack(tx: Tx, submission: SentBack): Promise<void> {
  const contentReturned = await contentSentBack(tx, submission)
  if (contentReturned !== null)
    await tx.update(submissions).set({ contentReturned }).where(eq(submissions.id, submission.id))
}

export async function isAsSentBack(
  tx: Tx,
  submission: SentBack & { readonly contentReturned: string | null },
): Promise<boolean> {
  return submission.contentReturned !== null && (await contentSentBack(tx, submission)) === submission.contentReturned
}
