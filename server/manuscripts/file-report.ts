import { identitiesOf, fingerprintOfPeople } from '../cases/people.ts'
import type { Deps } from '../deps.ts'
import {
  canBeCovered,
  mayPrepareAgain,
  mayStillCover,
  type PreparationState,
  seenBy,
  standingOfCover,
} from '../domain/preparation.ts'
import { maySubmission, type Actor } from '../domain/policy.ts'
import { all, Refusal, type Verdict } from '../domain/refusal.ts'
import { isStillSaid } from '../identity/covers.ts'
import type { PlacedFinding } from '../identity/shapes.ts'
import type { ReplyOf } from '../http/contract.ts'
import { fileOfInsider } from './download.ts'
import { preparationOf } from '../cases/preparation-rows.ts'
import type { PreparationRow } from '../http/submission-shapes.ts'
import type { filesContract } from './contract.ts'

export type FileReport = ReplyOf<(typeof filesContract)['GET /api/files/:id/report']>

/**
 * The report on a file. Its author sees what names the authors; what may name a survivor is for editors only; copyeditors and reviewers get
 * no report.
 */
export async function fileReport(deps: Deps, actor: Actor, id: string): Promise<FileReport> {
  const found = await fileOfInsider(deps, actor, id)
  if (found === null || !maySubmission('file.report', actor, found.subject).allowed) throw new Refusal('not_found')
  const { subject, relation, file } = found
  const [row, findings, covers, people] = await Promise.all([
    readPreparation(deps, id),
    readFindings(deps, id),
    readCovers(deps, id),
    identitiesOf(deps.db, file.submission_id),
  ])
  const asAuthor = relation === 'author'
  const by = asAuthor ? 'author' : 'editor'
  const still = mayStillCover(by, row)
  return {
    preparation: row.preparation,
    sections: row.sections,
    references: row.references,
    outdated: row.reportedFor !== null && row.reportedFor !== fingerprintOfPeople(deps.settings.secret, people),
    findings: findings.filter(({ kind }) => seenBy(by, kind)).map((line) => shown(line, file.extension, still)),
    covers: covers
      .filter(({ kind }) => seenBy(by, kind))
      .map((cover) => shownCover(cover, row.preparation.state, findings)),
    guess: asAuthor ? row.guess : null,
    can: {
      confirm: maySubmission('finding.confirm', actor, subject),
      takeBack: all(maySubmission('finding.confirm', actor, subject), still),
      prepareAgain: all(maySubmission('file.prepare_again', actor, subject), mayPrepareAgain(row.preparation)),
    },
  }
}

interface Row {
  readonly preparation: PreparationRow
  readonly sections: FileReport['sections']
  readonly references: number | null
  readonly reportedFor: string | null
  readonly guess: FileReport['guess']
  readonly handedIn: boolean
  readonly released: boolean
}

async function readPreparation({ sql }: Deps, id: string): Promise<Row> {
  const [row] = await sql<Row[]>`
    select ${preparationOf(sql)} as preparation, p.sections, p."references", p.reported_for as "reportedFor", r.guess,
           v.handed_in_at is not null as "handedIn", f.released_at is not null as released
    from journal.files f
    join journal.preparations p on p.file_id = f.id
    left join identity.file_readings r on r.file_id = f.id
    left join journal.versions v on v.id = f.version_id
    where f.id = ${id}`
  if (!row) throw new Refusal('not_found')
  return row
}

interface FindingRow extends PlacedFinding {
  readonly id: string
  readonly confirmedAt: Date | null
  readonly confirmedBy: 'author' | 'editor' | null
}

async function readFindings({ sql }: Deps, id: string): Promise<readonly FindingRow[]> {
  return sql<FindingRow[]>`
    select id, kind, match, count, excerpts, places, confirmed_at as "confirmedAt", confirmed_by as "confirmedBy"
    from identity.file_findings where file_id = ${id} order by position`
}

function shown(
  { id, kind, match, count, excerpts, places, confirmedAt, confirmedBy }: FindingRow,
  extension: string,
  still: Verdict,
): FileReport['findings'][number] {
  const confirmed = confirmedAt && confirmedBy && { at: confirmedAt.toISOString(), by: confirmedBy }
  const cover = all(canBeCovered(kind, extension), still)
  return { id, kind, match, count, excerpts, confirmed, cover, placed: Math.min(places.length, excerpts.length) }
}

interface CoverRow extends PlacedFinding {
  readonly id: string
  readonly isOnePlace: boolean
  readonly coveredAt: Date
  readonly coveredBy: 'author' | 'editor'
}

async function readCovers({ sql }: Deps, id: string): Promise<readonly CoverRow[]> {
  return sql<CoverRow[]>`
    select id, kind, match, count, excerpts, places, is_one_place as "isOnePlace", covered_at as "coveredAt",
           covered_by as "coveredBy"
    from identity.file_covers where file_id = ${id} order by covered_at, id`
}

function shownCover(
  cover: CoverRow,
  state: PreparationState,
  findings: readonly FindingRow[],
): FileReport['covers'][number] {
  const { id, kind, match, count, excerpts, coveredAt, coveredBy } = cover
  const left = findings.filter((finding) => isStillSaid(finding, cover))
  const places = left.flatMap(({ excerpts }) => excerpts.map(({ place, page }) => ({ place, page })))
  const standing = standingOfCover(state, left.length > 0)
  return {
    id,
    kind,
    match,
    count,
    excerpts,
    at: coveredAt.toISOString(),
    by: coveredBy,
    standing,
    leftIn: standing === 'left' ? distinct(places) : [],
  }
}

const distinct = <T>(all: readonly T[]): T[] => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
