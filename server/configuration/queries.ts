import type { Sql } from '../db/client.ts'
import type { Deps } from '../deps.ts'
import {
  bytesInMegabyte,
  configurationChanges,
  type Configuration,
  type ConfigurationChange,
  type firstSteps,
} from '../domain/configuration.ts'
import { mayRole, type Actor } from '../domain/policy.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import type { FileReply } from '../storage/serve-file.ts'
import type { configurationContract } from './contract.ts'
import { requireFitting } from './document.ts'

type Contract = typeof configurationContract
type Whole = ReplyOf<Contract['GET /api/configuration']>

/** The whole configuration and its version, in one statement. */
export async function readConfiguration(sql: Sql): Promise<{ version: number; configuration: Configuration }> {
  const [row] = await sql<[{ version: number; configuration: Configuration }]>`
    select j.version, json_build_object(
      'journal', json_build_object('title', j.title, 'fullTitle', j.full_title, 'issn', j.issn, 'publisher', j.publisher,
        'about', j.about, 'contact', j.contact, 'licence', j.licence, 'licenceUrl', j.licence_url, 'timeZone', j.time_zone,
        'doiPrefix', j.doi_prefix),
      'deadlines', json_build_object('graceMinutes', j.grace_minutes, 'respondDays', j.respond_days,
        'reviewDays', j.review_days, 'revisionDays', j.revision_days),
      'limits', json_build_object('maxFileMegabytes', j.max_file_bytes / ${bytesInMegabyte}::bigint, 'maxDrafts', j.max_drafts,
        'maxFilesPerSubmission', j.max_files_per_submission, 'maxMegabytesPerPerson', j.max_bytes_per_person / ${bytesInMegabyte}::bigint),
      'sections', coalesce((select json_agg(json_build_object('slug', s.slug, 'title', s.title, 'policy', s.policy,
          'openToAuthors', s.open_to_authors, 'reviewed', s.reviewed, 'keyPointsRequired', s.key_points_required,
          'wordLimit', s.word_limit, 'abstractLimit', s.abstract_limit, 'minimumReviews', s.minimum_reviews,
          'form', f.name) order by s.position, s.slug)
        from journal.sections s left join journal.review_forms f on f.id = s.form_id), '[]'),
      'forms', coalesce((select json_agg(json_build_object('name', f.name, 'guidance', f.guidance,
          'criteria', (select json_agg(json_build_object('title', c.title, 'hint', c.hint, 'weight', c.weight,
              'scale', c.scale, 'required', c.required) order by c.position)
            from journal.criteria c where c.form_id = f.id)) order by f.name)
        from journal.review_forms f where not f.replaced
          and exists (select from journal.criteria c where c.form_id = f.id)), '[]')) as configuration
    from journal.settings j`
  return row
}

const mostChanges = 20

export async function showConfiguration({ sql }: Pick<Deps, 'sql'>, actor: Actor): Promise<Whole> {
  const [whole, used, steps, history] = await Promise.all([
    readConfiguration(sql),
    slugsInUse(sql),
    stepsDone(sql),
    sql<{ version: number; at: Date; by: string | null; changes: ConfigurationChange[] }[]>`
      select c.version, c.saved_at as at, a.name as by, c.changes
      from journal.configuration_changes c
      left join identity.event_actors y on y.event_id = c.event_id
      left join identity.accounts a on a.id = y.account_id
      order by c.version desc limit ${mostChanges}`,
  ])
  return {
    ...whole,
    configuration: editable(whole.configuration),
    sectionsInUse: used,
    firstSteps: Object.entries(steps).map(([step, done]) => ({ step: step as Step, done })),
    history: history.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
    can: { write: mayRole('configuration.write', actor) },
  }
}

type Step = (typeof firstSteps)[number]

/** The reply's type has no read-only lists. */
function editable(configuration: Configuration): Whole['configuration'] {
  return structuredClone(configuration) as Whole['configuration']
}

export async function slugsInUse(sql: Sql): Promise<string[]> {
  const rows = await sql<{ slug: string }[]>`
    select x.slug from journal.sections x
    where (select true from journal.submissions s where s.section_id = x.id limit 1)
       or (select true from journal.articles a where a.section_id = x.id limit 1)
       or (select true from journal.versions v where v.section_id = x.id limit 1)
       or (select true from journal.calls c where c.section_id = x.id limit 1)
    order by x.position`
  return rows.map(({ slug }) => slug)
}

async function stepsDone(sql: Sql): Promise<Record<Step, boolean>> {
  const [row] = await sql<[Record<Step, boolean>]>`
    select j.about <> '' and j.contact <> '' as facts,
           exists (select from journal.sections x where x.open_to_authors and x.word_limit is not null) as sections,
           not exists (select from journal.pages p join journal.page_versions v on v.page_id = p.id and v.number = p.version
                       where v.first_text) as pages,
           exists (select from identity.account_roles r join identity.accounts a on a.id = r.account_id
                   where r.role = 'editor' and a.disabled_at is null and a.confirmed_at is not null) as people,
           exists (select from journal.calls c where c.status <> 'draft') as call
    from journal.settings j`
  return row
}

type Comparison = Contract['POST /api/configuration/comparison']

export async function compareConfiguration(
  { sql }: Pick<Deps, 'sql'>,
  { configuration }: Body<Comparison>,
): Promise<ReplyOf<Comparison>> {
  requireFitting(configuration)
  const { version, configuration: now } = await readConfiguration(sql)
  return { version, changes: [...configurationChanges(now, configuration)] }
}

export async function configurationFile({ sql }: Pick<Deps, 'sql'>): Promise<FileReply> {
  const { configuration } = await readConfiguration(sql)
  const stream = Buffer.from(`${JSON.stringify(configuration, null, 2)}\n`)
  return { stream, mediaType: 'application/json', name: 'journal-configuration.json', bytes: stream.length }
}
