import { sql as dsql, type SQL } from 'drizzle-orm'
import type { EditingParty, Parties, Party } from '../domain/conflict.ts'
import type { EventType } from '../domain/events.ts'
import type { Db, Tx } from '../db/client.ts'

// The authors, editors and reviewers of a submission, in the form that domain/conflict.ts compares.

/** Events whose actor worked on the submission as an editor and saw the authors' names. */
const editorsDoings = [
  'submission.editor_assigned',
  'submission.details_changed',
  'submission.files_released',
  'submission.decided',
  'submission.decision_taken_back',
  'invitation.reserved',
  'invitation.sent',
  'invitation.reminded',
  'invitation.cancelled',
  'invitation.extended',
  'production.started',
  'production.edited',
  'production.galley_stored',
  'production.moved',
] as const satisfies readonly EventType[]

/** Letters that go to editors only. */
const editorsLetters = [
  'new-submission',
  'editor-assigned',
  'moved-to-call',
  'file-not-prepared',
  'revision-handed-in',
  'review-news',
  'submission-withdrawn',
  'proofs-answered',
]

/** An account with every address it is known by: its own, and the addresses of its contributor rows. */
export const described = (
  a: SQL,
) => dsql`json_build_object('accountId', ${a}.id, 'name', ${a}.name, 'affiliation', ${a}.affiliation,
  'orcid', ${a}.orcid, 'emails', (select json_agg(known.email) from (
     select ${a}.email union select c.email from identity.contributors c where c.account_id = ${a}.id and c.email is not null) known))`

/** An author as described in the submission form. */
export const onTheForm = (
  c: SQL,
) => dsql`json_build_object('accountId', ${c}.account_id, 'name', ${c}.name, 'affiliation', ${c}.affiliation, 'orcid', ${c}.orcid,
  'emails', case when ${c}.email is null then '[]'::json else json_build_array(${c}.email) end)`

const names = (values: readonly string[]) =>
  dsql`array[${dsql.join(
    values.map((value) => dsql`${value}`),
    dsql`, `,
  )}]::text[]`

interface Found extends Record<string, unknown> {
  readonly authors: Party[]
  readonly editors: EditingParty[]
  readonly asked: Party[]
}

/**
 * Everybody who must not be a reviewer of this submission, in one statement.
 * @param options.asker the person who wants to invite: must not invite themself
 * @param options.except an invitation whose person is judged again, and does not count as invited already
 */
export async function partiesOf(
  db: Db | Tx,
  submissionId: string,
  { asker = null, except = null }: { readonly asker?: string | null; readonly except?: string | null } = {},
): Promise<Parties> {
  const a = dsql`a`
  const [found] = await db.execute<Found>(dsql`
    with s as materialized (select id from journal.submissions where id = ${submissionId}),
    history as materialized (
      select e.id, e.type, e.payload from journal.events e where e.submission_ids @> array[${submissionId}::uuid]),
    handles as materialized (
      select account_id from identity.involvements
      where submission_id = ${submissionId} and relation in ('handling', 'call_editor')
      union select ${asker}::uuid where ${asker}::uuid is not null),
    handled as materialized (
      select x.id::uuid as account_id from history h, jsonb_array_elements_text(h.payload->'accountIds') x(id)
      where h.type in ('submission.editor_assigned', 'submission.editor_appointed')),
    acted as materialized (
      select y.account_id from history h join identity.event_actors y on y.event_id = h.id
      where h.type = any(${names(editorsDoings)}) and y.account_id is not null),
    editing as materialized (
      select account_id, bool_or(role = 'editor') as everything from identity.account_roles
      where role in ('editor', 'section_editor') group by account_id)
    select
      coalesce((select json_agg(party) from (
        select ${onTheForm(dsql`c`)} as party from identity.contributors c where c.submission_id = ${submissionId}
        union all
        select ${described(a)} from identity.accounts a
        where a.id in (select account_id from identity.involvements
                       where submission_id = ${submissionId} and relation in ('submitter', 'contributor'))
      ) known), '[]') as authors,
      coalesce((select json_agg(${described(a)}::jsonb || jsonb_build_object('acquaintance',
          case when a.id in (select account_id from handles) then 'handles'
               when a.id in (select account_id from handled) then 'handled'
               when a.id in (select account_id from acted) then 'acted'
               when exists (select from identity.letters l where l.submission_id = ${submissionId} and l.account_id = a.id
                              and l.template = any(${names(editorsLetters)})) then 'told'
               when (select everything from editing where account_id = a.id) then 'may_read'
               else 'edits' end))
        from identity.accounts a
        where a.id in (select account_id from editing union select account_id from handles
                       union select account_id from handled union select account_id from acted)), '[]') as editors,
      coalesce((select json_agg(${described(a)}) from identity.accounts a
        where a.id in (select p.account_id from identity.reviewers p
                       join journal.invitations i on i.id = p.invitation_id
                       join journal.rounds r on r.id = i.round_id and r.closed_at is null
                       where p.submission_id = ${submissionId} and p.invitation_id is distinct from ${except}::uuid)), '[]') as asked
    from s`)
  if (!found) throw new Error('a submission that is not there')
  return { authors: found.authors, editors: found.editors, asked: found.asked }
}

/** Accounts in the form that domain/conflict.ts compares; in no order. */
export async function describeAccounts(db: Db | Tx, ids: readonly string[]): Promise<Party[]> {
  if (ids.length === 0) return []
  const rows = await db.execute<{ party: Party }>(dsql`
    select ${described(dsql`a`)} as party from identity.accounts a
    where a.id in (${dsql.join(
      ids.map((id) => dsql`${id}::uuid`),
      dsql`, `,
    )})`)
  return rows.map(({ party }) => party)
}
