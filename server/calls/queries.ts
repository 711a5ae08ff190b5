import type { Deps } from '../deps.ts'
import type { CallBody } from '../db/schema/calls.ts'
import { callState, canHappenToCall, deadlineAhead, type CallEvent, type CallStatus } from '../domain/call.ts'
import { mayRole, type Actor } from '../domain/policy.ts'
import { all, Refusal } from '../domain/refusal.ts'
import type { ReplyOf } from '../http/contract.ts'
import type { callsContract } from './contract.ts'

type Contract = typeof callsContract

interface SummaryRow {
  id: string
  slug: string
  title: string
  status: CallStatus
  opens_at: Date | null
  closes_at: Date | null
  version: number
  submissions: number
  drafts: number
}

/** All calls with the number of their submissions, newest first; for a guest editor, only their own calls. One statement. */
export async function listCalls({ sql, clock }: Deps, actor: Actor): Promise<ReplyOf<Contract['GET /api/calls']>> {
  const rows = await sql<SummaryRow[]>`
    select c.id, c.slug, v.title, c.status, c.opens_at, c.closes_at, c.version,
           count(s.id) filter (where s.submitted_at is not null)::int as submissions,
           count(s.id) filter (where s.status = 'draft')::int as drafts
    from journal.calls c
    join journal.call_versions v on v.call_id = c.id and v.n = c.version
    left join journal.submissions s on s.call_id = c.id and ${notWalledOff(sql, actor)}
    where ${seesAll(actor)} or exists (
      select from identity.call_editors e where e.call_id = c.id and e.account_id = ${accountId(actor)})
    group by c.id, v.title
    order by coalesce(c.published_at, c.created_at) desc, c.id`
  return { calls: rows.map((row) => summary(row, clock.now())) }
}

/** Condition for `s`: the viewer is not walled off from the submission (docs/threat-model.md L36). */
function notWalledOff(sql: Deps['sql'], actor: Actor) {
  return sql`s.id not in (select submission_id from identity.walls where account_id = ${accountId(actor)})`
}

interface CallRow extends SummaryRow {
  language: string
  summary: string
  body: CallBody
  section_id: string | null
  guest_editors: { id: string; name: string }[]
  versions: { n: number; savedAt: string; title: string }[]
}

/** One call with its versions and the actions that are possible now. @throws Refusal `not_found` */
export async function readCall(
  { sql, clock }: Deps,
  actor: Actor,
  id: string,
): Promise<ReplyOf<Contract['GET /api/calls/:id']>> {
  const [row] = await sql<CallRow[]>`
    select c.id, c.slug, v.title, c.status, c.opens_at, c.closes_at, c.version, c.section_id,
           v.language, v.summary, v.body,
           (select count(*)::int from journal.submissions s
            where s.call_id = c.id and s.submitted_at is not null and ${notWalledOff(sql, actor)}) as submissions,
           (select count(*)::int from journal.submissions s
            where s.call_id = c.id and s.status = 'draft' and ${notWalledOff(sql, actor)}) as drafts,
           (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by a.name, a.id), '[]')
              from identity.call_editors e join identity.accounts a on a.id = e.account_id where e.call_id = c.id) as guest_editors,
           (select json_agg(json_build_object('n', k.n, 'title', k.title,
                     'savedAt', to_char(k.saved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by k.n desc)
              from journal.call_versions k where k.call_id = c.id) as versions
    from journal.calls c
    join journal.call_versions v on v.call_id = c.id and v.n = c.version
    where c.id = ${id} and (${seesAll(actor)} or exists (
      select from identity.call_editors e where e.call_id = c.id and e.account_id = ${accountId(actor)}))`
  if (!row) throw new Refusal('not_found')
  const now = clock.now()
  const may = (event: CallEvent) => all(mayRole('call.write', actor), canHappenToCall(row.status, event))
  return {
    ...summary(row, now),
    language: row.language,
    summary: row.summary,
    ...row.body,
    themes: [...row.body.themes],
    editors: [...row.body.editors],
    sectionId: row.section_id,
    guestEditors: row.guest_editors,
    versions: row.versions,
    can: {
      publish: all(may('publish'), deadlineAhead(row.closes_at, now)),
      extend: may('extend'),
      close: may('close'),
    },
  }
}

/** The calls that authors can submit to now. */
export async function openCalls({ sql, clock }: Deps): Promise<ReplyOf<Contract['GET /api/calls/open']>> {
  const now = clock.now()
  const [calls, sections] = await Promise.all([
    sql<
      { id: string; slug: string; title: string; summary: string; closes_at: Date | null; section_id: string | null }[]
    >`
      select c.id, c.slug, v.title, v.summary, c.closes_at, c.section_id
      from journal.calls c join journal.call_versions v on v.call_id = c.id and v.n = c.version
      where c.status = 'published' and (c.opens_at is null or c.opens_at <= ${now})
        and (c.closes_at is null or c.closes_at >= ${now})
      order by c.closes_at nulls last, c.id`,
    sql<SectionRow[]>`
      select id, title, policy, word_limit, abstract_limit, key_points_required, demonstration
      from journal.sections where open_to_authors order by position`,
  ])
  return {
    calls: calls.map(({ closes_at, section_id, ...call }) => ({
      ...call,
      closesAt: closes_at?.toISOString() ?? null,
      sectionId: section_id,
    })),
    sections: sections.map(({ word_limit, abstract_limit, key_points_required, ...section }) => ({
      ...section,
      wordLimit: word_limit,
      abstractLimit: abstract_limit,
      keyPointsRequired: key_points_required,
    })),
  }
}

interface SectionRow {
  id: string
  title: string
  policy: string
  word_limit: number | null
  abstract_limit: number | null
  key_points_required: boolean
  demonstration: boolean
}

function summary(row: SummaryRow, now: Date) {
  const { id, slug, title, status, version, submissions, drafts } = row
  const window = { opensAt: row.opens_at, closesAt: row.closes_at }
  return {
    id,
    slug,
    title,
    status,
    state: callState({ status, ...window }, now),
    opensAt: window.opensAt?.toISOString() ?? null,
    closesAt: window.closesAt?.toISOString() ?? null,
    version,
    submissions,
    drafts,
  }
}

function seesAll(actor: Actor): boolean {
  return actor.kind === 'account' && actor.roles.includes('editor')
}

function accountId(actor: Actor): string | null {
  return actor.kind === 'account' ? actor.accountId : null
}
