import type { Translated } from '../db/schema/columns.ts'
import type { Deps } from '../deps.ts'
import { servedFileName } from '../domain/anonymity.ts'
import { onePerVersion } from '../domain/undo.ts'
import type { CallStatus } from '../domain/call.ts'
import type { DecisionKind } from '../domain/decision.ts'
import type { DetailChange } from '../domain/details.ts'
import { authorTimeline } from '../domain/events.ts'
import type { ProductionStep } from '../domain/production.ts'
import { Refusal } from '../domain/refusal.ts'
import type { StatementKind, Status } from '../domain/submission.ts'
import { unsealName } from '../storage/sealed-names.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { submissionsContract } from './contract.ts'
import { proofRoundsOf, type ProofRound } from '../cases/proofs.ts'
import { preparationOf } from '../cases/preparation-rows.ts'
import type { PreparationRow } from '../http/submission-shapes.ts'

// The rows of the author's page: one statement each, for any number of rows.

export type AuthorPage = ReplyOf<(typeof submissionsContract)['GET /api/submissions/:id']>

export interface VersionShown {
  n: number
  response: string
  revision: number
  open: boolean
}

export interface CaseRow {
  reference: string
  status: Status
  status_since: Date
  submitted_at: Date | null
  author_due_at: Date | null
  version: number
  language: string
  title: string
  abstract: Translated
  keywords: string[]
  key_points: string[]
  content_note: string
  call_id: string | null
  call_title: string | null
  call_slug: string | null
  call_status: CallStatus | null
  call_opens_at: Date | null
  call_closes_at: Date | null
  section_id: string | null
  section: AuthorPage['section']
  max_file_bytes: string
  time_zone: string
  cover_letter: string
  contributors: AuthorPage['contributors']
  statements: Partial<Record<StatementKind, string>>
  versions: VersionShown[]
  production_step: ProductionStep | null
  proof_rounds: ProofRound[]
  article_number: string | null
  galleys: { id: string; kind: string; bytes: number }[]
}

export async function readCase(sql: Deps['sql'], id: string): Promise<CaseRow> {
  const [row] = await sql<CaseRow[]>`
    select s.reference, s.status, s.status_since, s.submitted_at, s.author_due_at, s.version, s.language, s.title,
           s.abstract, s.keywords, s.key_points, s.content_note, s.call_id, cv.title as call_title, c.slug as call_slug,
           c.status as call_status, c.opens_at as call_opens_at, c.closes_at as call_closes_at, s.section_id,
           j.max_file_bytes, j.time_zone, coalesce(sub.cover_letter, '') as cover_letter, p.step as production_step, a.number as article_number,
           ${proofRoundsOf(sql)} as proof_rounds,
           (select json_build_object('id', x.id, 'title', x.title, 'policy', x.policy, 'wordLimit', x.word_limit,
                     'abstractLimit', x.abstract_limit, 'keyPointsRequired', x.key_points_required,
                     'demonstration', x.demonstration) from journal.sections x where x.id = s.section_id) as section,
           (select coalesce(json_agg(json_build_object('name', x.name, 'sortName', x.sort_name, 'email', x.email, 'affiliation', x.affiliation,
                     'country', x.country, 'orcid', x.orcid, 'corresponding', x.corresponding, 'creditRoles', x.credit_roles,
                     'byline', x.byline, 'penName', x.pen_name) order by x.position), '[]')
              from identity.contributors x where x.submission_id = s.id) as contributors,
           (select coalesce(json_object_agg(x.kind, x.text), '{}')
              from journal.statements x where x.submission_id = s.id) as statements,
           (select coalesce(json_agg(json_build_object('n', x.n, 'response', x.response, 'revision', x.revision,
                     'open', x.handed_in_at is null) order by x.n desc), '[]')
              from journal.versions x where x.submission_id = s.id) as versions,
           (select coalesce(json_agg(json_build_object('id', x.id, 'kind', x.kind, 'bytes', x.bytes) order by x.kind desc), '[]')
              from journal.galleys x where x.article_id = a.id and x.storage_key is not null) as galleys
    from journal.submissions s
    cross join journal.settings j
    left join identity.submitters sub on sub.submission_id = s.id
    left join journal.calls c on c.id = s.call_id
    left join journal.call_versions cv on cv.call_id = c.id and cv.n = c.version
    left join journal.productions p on p.submission_id = s.id
    left join journal.articles a on a.submission_id = s.id
    where s.id = ${id}`
  if (!row) throw new Refusal('not_found')
  return row
}

/** Files that the authors uploaded, without the copy that an editor made for reviewers. */
export async function readFiles(
  { sql, settings }: Pick<Deps, 'sql' | 'settings'>,
  id: string,
  authorIds: readonly string[],
  now: Date,
): Promise<Pick<AuthorPage, 'files' | 'removed'>> {
  const rows = await sql<FileRow[]>`
    select f.id, f.purpose, v.n as version, f.media_type, f.extension, f.bytes, f.sha256, f.stored_at, o.original_name,
           ${preparationOf(sql)} as preparation, f.removed_at + make_interval(mins => j.grace_minutes) as removed_until
    from journal.files f
    join identity.file_origins o on o.file_id = f.id
    join journal.preparations p on p.file_id = f.id
    left join journal.versions v on v.id = f.version_id
    cross join journal.settings j
    where f.submission_id = ${id} and (f.removed_at is null or (f.discarded_at is null and v.handed_in_at is null
        and f.removed_at + make_interval(mins => j.grace_minutes) > ${now})) and o.account_id = any(${[...authorIds]}::uuid[])
    order by v.n, f.stored_at, f.id`
  const shown = rows.map((row) => [row.removed_until, shape(row, settings.secret)] as const)
  const files = shown.filter(([until]) => until === null).map(([, file]) => file)
  return { files, removed: shown.flatMap(([until, file]) => (until === null ? [] : [gone(file, until, files)])) }
}

type OwnFile = AuthorPage['files'][number]

/** Files removed some minutes ago, except those that another file has replaced, which cannot be restored. */
function gone({ id, purpose, originalName, version }: OwnFile, until: Date, files: readonly OwnFile[]) {
  const replaced = files.some((file) => file.purpose === purpose && file.version === version)
  return {
    id,
    purpose,
    originalName,
    until: until.toISOString(),
    replaced: replaced && onePerVersion.includes(purpose),
  }
}

function shape(row: FileRow, secret: string): OwnFile {
  return {
    id: row.id,
    purpose: row.purpose,
    version: row.version,
    mediaType: row.media_type,
    bytes: Number(row.bytes),
    sha256: row.sha256,
    storedAt: row.stored_at.toISOString(),
    originalName: unsealName(secret, row.id, row.original_name),
    servedName: servedFileName(row.purpose, row.version, row.extension),
    preparation: row.preparation,
  }
}

interface FileRow {
  id: string
  purpose: AuthorPage['files'][number]['purpose']
  version: number | null
  media_type: string
  extension: string
  bytes: string
  sha256: string
  stored_at: Date
  original_name: string
  preparation: PreparationRow
  removed_until: Date | null
}

export interface EventRow {
  type: string
  at: Date
  payload: { decisionId?: string; kind?: string; step?: string }
  changes: readonly DetailChange[]
}

export function readEvents(sql: Deps['sql'], id: string): Promise<EventRow[]> {
  return sql<EventRow[]>`
    select e.type, e.at, e.payload, coalesce(c.changes, '[]') as changes
    from journal.events e left join journal.detail_changes c on c.id = (e.payload->>'changeId')::uuid
    where e.submission_ids @> array[${id}]::uuid[] and e.type = any(${[...authorTimeline]}) order by e.seq`
}

interface DecisionRow {
  id: string
  kind: DecisionKind
  letter: string
  statusBefore: Status
  statusAfter: Status
  sinceBefore: Date
  dueBefore: Date | null
  authorDueAt: Date | null
  decidedAt: Date
  graceEndsAt: Date
  takenBackAt: null
}

/** Decisions that were not taken back, newest first. */
export function readDecisions(sql: Deps['sql'], id: string): Promise<DecisionRow[]> {
  return sql<DecisionRow[]>`
    select id, kind, letter, status_before as "statusBefore", status_after as "statusAfter", since_before as "sinceBefore",
           due_before as "dueBefore", author_due_at as "authorDueAt",
           decided_at as "decidedAt", grace_ends_at as "graceEndsAt", taken_back_at as "takenBackAt"
    from journal.decisions where submission_id = ${id} and taken_back_at is null order by decided_at desc`
}
