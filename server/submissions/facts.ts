import { sql as dsql, type SQL } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { together } from '../db/together.ts'
import type { FilePurpose } from '../db/schema/submissions.ts'
import { stoppingKinds, type PreparationState } from '../domain/preparation.ts'
import { fieldsNaming, namesInTyped } from '../cases/reviewers-text.ts'
import { peopleOfCase } from '../cases/people.ts'
import type { TextFinding } from '../cases/text-findings.ts'
import { gaps, type DraftFacts, type FilesInHand, type Gap } from '../domain/submission.ts'
import { isBlank } from '../domain/text.ts'

type Facts = Omit<DraftFacts, 'abstract'> & { readonly abstract: Readonly<Record<string, string>> }

/** What is missing; an abstract in one language is enough. */
export function gapsOf({ abstract, ...facts }: Facts): readonly Gap[] {
  return gaps({ ...facts, abstract: Object.values(abstract).find((text) => !isBlank(text)) ?? '' })
}

interface DraftRow extends Record<string, unknown>, Omit<Facts, 'files' | 'naming'> {
  readonly contentNote: string
  readonly files: readonly HeldFile[]
}

/** What a draft lacks, including names of authors in its text, in this transaction. */
export async function gapsIn(
  tx: Tx,
  submissionId: string,
): Promise<{ readonly gaps: readonly Gap[]; readonly textFindings: readonly TextFinding[] }> {
  const [[draft], people] = await together(
    () =>
      tx.execute<DraftRow>(dsql`
      select s.section_id as "sectionId", s.title, s.abstract, s.keywords, s.key_points as "keyPoints",
        s.content_note as "contentNote", coalesce(x.key_points_required, false) as "keyPointsRequired",
        coalesce((select json_object_agg(w.kind, w.text) from journal.statements w where w.submission_id = s.id), '{}') as statements,
        coalesce((select json_agg(json_build_object('name', c.name, 'email', c.email, 'corresponding', c.corresponding,
                    'penName', c.pen_name) order by c.position)
                  from identity.contributors c where c.submission_id = s.id), '[]') as contributors,
        ${heldFilesOf(dsql`s.id`)} as files
      from journal.submissions s left join journal.sections x on x.id = s.section_id
      where s.id = ${submissionId}`),
    () => peopleOfCase(tx, submissionId),
  )
  if (!draft) throw new Error('a locked submission is gone')
  const textFindings = namesInTyped({ ...draft, response: '' }, people)
  const missing = gapsOf({ ...draft, files: filesTogether(draft.files), naming: fieldsNaming(textFindings) })
  return { gaps: missing, textFindings }
}

/** The files of the open version, or of the one submitted last. */
export async function filesInHand(tx: Tx, submissionId: string): Promise<FilesInHand> {
  const [row] = await tx.execute<{ files: HeldFile[] }>(dsql`select ${heldFilesOf(dsql`${submissionId}`)} as files`)
  return filesTogether(row?.files ?? [])
}

/** Without an editor's copy for reviewers, which the author can neither correct nor see. */
function heldFilesOf(submissionId: SQL): SQL {
  return dsql`coalesce((
    select json_agg(json_build_object('purpose', f.purpose, 'state', p.state, 'unconfirmed',
      (select count(*) from identity.file_findings y where y.file_id = f.id and y.confirmed_at is null
         and y.kind in (${dsql.join(
           stoppingKinds.map((kind) => dsql`${kind}`),
           dsql`, `,
         )}))))
    from journal.files f join journal.preparations p on p.file_id = f.id
    where f.removed_at is null and f.purpose <> 'anonymous_copy'
      and f.version_id = (select v.id from journal.versions v where v.submission_id = ${submissionId}
                          order by (v.handed_in_at is null) desc, v.n desc limit 1)), '[]')`
}

interface HeldFile {
  readonly purpose: FilePurpose
  readonly state: PreparationState
  readonly unconfirmed: number
}

export function filesTogether(held: readonly HeldFile[]): FilesInHand {
  return {
    manuscripts: held.filter(({ purpose }) => purpose === 'manuscript').length,
    refused: held.filter(({ state }) => state === 'refused').length,
    unconfirmed: held.reduce((sum, { unconfirmed }) => sum + unconfirmed, 0),
  }
}
