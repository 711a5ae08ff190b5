import type { Sql } from '../db/client.ts'
import { loadPolicySubject } from '../cases/lock.ts'
import type { Deps } from '../deps.ts'
import { mayRole, maySubmission, relationTo, type Role, type SubmissionAction } from '../domain/policy.ts'
import { localeFor, type Locale } from '../domain/languages.ts'

/** A person who can get a letter. */
export interface Recipient {
  readonly accountId: string | null
  readonly address: string
  readonly locale: Locale
}

interface Row {
  account_id: string | null
  address: string
  locale: string | null
}

/** People by account, in the order of their ids. */
export async function accountHolders(sql: Sql, accountIds: readonly string[]): Promise<readonly Recipient[]> {
  const rows = await sql<Row[]>`
    select id as account_id, email as address, locale from identity.accounts
    where id = any(${[...accountIds]}::uuid[]) and disabled_at is null order by id`
  return rows.map(asRecipient)
}

export async function accountHolder(sql: Sql, accountId: string): Promise<readonly Recipient[]> {
  const rows = await sql<Row[]>`
    select id as account_id, email as address, locale from identity.accounts where id = ${accountId} and disabled_at is null`
  return rows.map(asRecipient)
}

/** A link that still works, with the mailbox it proves: an account's, or that of an unconfirmed registration. */
export async function openLink({ sql, clock }: Pick<Deps, 'sql' | 'clock'>, linkId: string) {
  const [row] = await sql<(Row & { purpose: 'confirm' | 'sign_in'; created_at: Date; expires_at: Date })[]>`
    select l.purpose, l.created_at, l.expires_at, a.id as account_id, coalesce(a.email, r.email) as address,
           coalesce(a.locale, r.locale) as locale
    from identity.links l
    left join identity.accounts a on a.id = l.account_id and a.disabled_at is null
    left join identity.registrations r on r.id = l.registration_id
    where l.id = ${linkId} and l.used_at is null and l.revoked_at is null and l.expires_at > ${clock.now()}
      and (a.id is not null or r.id is not null)`
  return row
    ? { purpose: row.purpose, createdAt: row.created_at, expiresAt: row.expires_at, holder: asRecipient(row) }
    : null
}

export async function allEditors(sql: Sql): Promise<readonly Recipient[]> {
  const rows = await sql<Row[]>`
    select a.id as account_id, a.email as address, a.locale from identity.accounts a
    join identity.account_roles r on r.account_id = a.id and r.role = 'editor'
    where a.disabled_at is null order by a.id`
  return rows.map(asRecipient)
}

export interface AuthorRecipient extends Recipient {
  /** Whether they can open the submission's page: a contributor without an account cannot. */
  readonly opensPage: boolean
}

/**
 * The corresponding author and the submitter: one letter each, one letter if they are the same person. Other authors never get letters: a
 * letter could put them in danger.
 */
export async function authorsOf(sql: Sql, submissionId: string): Promise<readonly AuthorRecipient[]> {
  const rows = await sql<(Row & { place: number })[]>`
    select distinct on (address) account_id, address, locale, place
    from (
      select c.account_id, lower(c.email) as address, a.locale, 1 as place
      from identity.contributors c left join identity.accounts a on a.id = c.account_id
      where c.submission_id = ${submissionId} and c.corresponding and c.email is not null
      union all
      select a.id, a.email, a.locale, 0
      from identity.involvements s join identity.accounts a on a.id = s.account_id and a.disabled_at is null
      where s.submission_id = ${submissionId} and s.relation = 'submitter'
    ) people
    order by address, place`
  // The submitter first: the order of addresses must not decide the order in which ids are drawn.
  return rows
    .sort((a, b) => a.place - b.place)
    .map((row) => ({ ...asRecipient(row), opensPage: row.account_id !== null }))
}

interface StaffRow extends Row {
  account_id: string
  roles: Role[]
}

interface Staff extends StaffRow {
  editor: boolean
  copyeditor: boolean
  handles: boolean
}

/**
 * Everybody who works for the journal and may do this action on the submission now: asks the policy, as the page behind the letter's link
 * does. Never an author or reviewer of the submission.
 */
async function staffFor(sql: Sql, submissionId: string, action: SubmissionAction): Promise<readonly Staff[]> {
  const [subject, people] = await Promise.all([
    loadPolicySubject(sql, submissionId),
    sql<StaffRow[]>`
      select a.id as account_id, a.email as address, a.locale, array_agg(r.role) as roles
      from identity.accounts a
      join identity.account_roles r on r.account_id = a.id
      where a.disabled_at is null group by a.id order by a.id`,
  ])
  return people
    .filter(({ account_id: accountId, roles }) => {
      const actor = { kind: 'account', accountId, roles } as const
      return relationTo(actor, subject) !== 'author' && maySubmission(action, actor, subject).allowed
    })
    .map((one) => ({
      ...one,
      editor: one.roles.includes('editor'),
      copyeditor: one.roles.includes('copyeditor'),
      handles:
        subject.handlingIds.includes(one.account_id) &&
        one.roles.some((role) => role === 'editor' || role === 'section_editor'),
    }))
}

/** All editors, and those who handle the call that it came to. */
export async function editorsOnArrival(sql: Sql, submissionId: string): Promise<readonly Recipient[]> {
  return (await staffFor(sql, submissionId, 'submission.oversee')).map(asRecipient)
}

/** The guest editors of its present call, if they may see it. */
export async function callEditorsNow(sql: Sql, submissionId: string): Promise<readonly Recipient[]> {
  const rows = await sql<{ account_id: string }[]>`
    select e.account_id from identity.call_editors e
    join journal.submissions s on s.call_id = e.call_id where s.id = ${submissionId}`
  return editorsAmong(
    sql,
    submissionId,
    rows.map(({ account_id: accountId }) => accountId),
  )
}

/** The editors who handle it; all editors when nobody does. */
export async function handlingEditors(sql: Sql, submissionId: string): Promise<readonly Recipient[]> {
  return handlingAmong(await staffFor(sql, submissionId, 'submission.oversee')).map(asRecipient)
}

/** Those of these accounts that may edit it now. */
export async function editorsAmong(
  sql: Sql,
  submissionId: string,
  accountIds: readonly string[],
): Promise<readonly Recipient[]> {
  const staff = await staffFor(sql, submissionId, 'submission.oversee')
  return staff.filter(({ account_id: id }) => accountIds.includes(id)).map(asRecipient)
}

/** The editors who handle it and those who produce it, if they may open its production. */
export async function producers(sql: Sql, submissionId: string): Promise<readonly Recipient[]> {
  const staff = await staffFor(sql, submissionId, 'submission.read_production')
  const handling = handlingAmong(staff)
  return staff.filter((one) => one.copyeditor || handling.includes(one)).map(asRecipient)
}

/** Those of these accounts that can open a desk. */
export async function deskHolders(sql: Sql, accountIds: readonly string[]): Promise<readonly Recipient[]> {
  const rows = await sql<StaffRow[]>`
    select a.id as account_id, a.email as address, a.locale, array_agg(r.role) as roles
    from identity.accounts a join identity.account_roles r on r.account_id = a.id
    where a.id = any(${[...accountIds]}::uuid[]) and a.disabled_at is null group by a.id order by a.id`
  return rows
    .filter(({ account_id: accountId, roles }) => mayRole('desk.open', { kind: 'account', accountId, roles }).allowed)
    .map(asRecipient)
}

function handlingAmong(staff: readonly Staff[]): readonly Staff[] {
  const handling = staff.filter(({ handles }) => handles)
  return handling.length > 0 ? handling : staff.filter(({ editor }) => editor)
}

function asRecipient({ account_id, address, locale }: Row): Recipient {
  return {
    accountId: account_id,
    address,
    locale: localeFor(locale),
  }
}

/** An invitation with its reviewer, for letters about it. Nothing in it identifies an author. */
export interface Invited {
  readonly id: string
  readonly submissionId: string
  readonly status: string
  /** False as soon as a decision has closed the round, even while it can be taken back. */
  readonly roundOpen: boolean
  readonly invitedAt: Date | null
  readonly respondBy: Date
  readonly dueAt: Date
  readonly section: string | null
  readonly call: string | null
  readonly note: string
  readonly why: string
  /** The name of the editor who invites. */
  readonly askedBy: string | null
  readonly round: number
  /** The keywords of the version that this person was invited to review. */
  readonly keywords: readonly string[]
  /** The newest link that still opens the invitation. */
  readonly linkId: string | null
  readonly reviewer: Recipient
}

interface InvitedRow extends Row, Omit<Invited, 'reviewer'> {}

/**
 * The reviewers of these invitations who were written to. Alternates who were never invited are left out: they do not know of the
 * submission.
 */
export async function invitedBy(sql: Sql, now: Date, invitationIds: readonly string[]): Promise<readonly Invited[]> {
  const rows = await sql<InvitedRow[]>`
    select i.id, i.submission_id as "submissionId", i.status, o.closed_at is null as "roundOpen", i.invited_at as "invitedAt", i.respond_by as "respondBy",
           i.due_at as "dueAt", sec.title as section, cv.title as call, r.note,
           r.why, e.name as "askedBy", o.n as round, coalesce(v.keywords, '{}') as keywords,
           (select l.id from identity.links l
            where l.invitation_id = i.id and l.revoked_at is null and l.expires_at > ${now}
            order by l.created_at desc limit 1) as "linkId",
           a.id as account_id, a.email as address, a.locale
    from journal.invitations i
    join journal.submissions s on s.id = i.submission_id
    join journal.rounds o on o.id = i.round_id
    join journal.versions v on v.id = o.version_id
    join identity.reviewers r on r.invitation_id = i.id
    join identity.accounts a on a.id = r.account_id and a.disabled_at is null
    left join identity.accounts e on e.id = r.asked_by
    left join journal.sections sec on sec.id = s.section_id
    left join journal.calls c on c.id = s.call_id
    left join journal.call_versions cv on cv.call_id = c.id and cv.n = c.version
    where i.id = any(${[...invitationIds]}::uuid[]) and i.invited_at is not null
    order by i.id`
  return rows.map(({ account_id, address, locale, ...invitation }) => ({
    ...invitation,
    reviewer: asRecipient({ account_id, address, locale }),
  }))
}
