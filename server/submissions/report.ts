import { peopleBehind, sumOfPeople } from '../db/people.ts'
import type { Deps } from '../deps.ts'
import { mayPrepareAgain, seenBy, type FindingKind } from '../domain/preparation.ts'
import { maySubmission, type Actor } from '../domain/policy.ts'
import { all, Refusal } from '../domain/refusal.ts'
import type { ReplyOf } from '../http/contract.ts'
import { fileOfInsider } from './download.ts'
import { preparationOf, type PreparationRow } from './preparation-rows.ts'
import type { preparedContract } from './prepared-contract.ts'

export type FileReport = ReplyOf<(typeof preparedContract)['GET /api/files/:id/report']>

/**
 * What was found in a file. Its author sees what names the authors; what may name a survivor is for editors, and nothing of
 * it is for copyeditors and reviewers.
 */
export async function fileReport(deps: Deps, actor: Actor, id: string): Promise<FileReport> {
  const found = await fileOfInsider(deps, actor, id)
  if (found === null || found.relation === 'copyeditor') throw new Refusal('not_found')
  const { subject, relation, file } = found
  const [row, findings, people] = await Promise.all([
    readPreparation(deps, id),
    readFindings(deps, id),
    peopleBehind(deps.db, file.submission_id),
  ])
  const asAuthor = relation === 'author'
  const may = maySubmission(asAuthor ? 'submission.read' : 'submission.release_files', actor, subject)
  return {
    preparation: row.preparation,
    sections: row.sections,
    references: row.references,
    outdated: row.reportedFor !== null && row.reportedFor !== sumOfPeople(deps.settings.secret, people),
    findings: findings.filter(({ kind }) => seenBy(asAuthor ? 'author' : 'editor', kind)),
    guess: asAuthor ? row.guess : null,
    can: { confirm: may, prepareAgain: all(may, mayPrepareAgain(row.preparation)) },
  }
}

interface Row {
  readonly preparation: PreparationRow
  readonly sections: FileReport['sections']
  readonly references: number | null
  readonly reportedFor: string | null
  readonly guess: FileReport['guess']
}

async function readPreparation({ sql }: Deps, id: string): Promise<Row> {
  const [row] = await sql<Row[]>`
    select ${preparationOf(sql)} as preparation, p.sections, p."references", p.reported_for as "reportedFor", r.guess
    from journal.files f
    join journal.preparations p on p.file_id = f.id
    left join identity.file_readings r on r.file_id = f.id
    where f.id = ${id}`
  if (!row) throw new Refusal('not_found')
  return row
}

interface FindingRow extends Omit<FileReport['findings'][number], 'confirmed' | 'kind'> {
  readonly kind: FindingKind
  readonly confirmedAt: Date | null
  readonly confirmedBy: 'author' | 'editor' | null
}

async function readFindings({ sql }: Deps, id: string): Promise<FileReport['findings']> {
  const rows = await sql<FindingRow[]>`
    select id, kind, match, count, excerpts, confirmed_at as "confirmedAt", confirmed_by as "confirmedBy"
    from identity.file_findings where file_id = ${id} order by position`
  return rows.map(({ confirmedAt, confirmedBy, ...row }) => ({
    ...row,
    confirmed: confirmedAt && confirmedBy && { at: confirmedAt.toISOString(), by: confirmedBy },
  }))
}
